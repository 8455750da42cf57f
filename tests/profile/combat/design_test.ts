import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import {
  batchesOf,
  covariatesOf,
  designColumns,
  designMatrix,
} from "../../../lib/profile/combat/design.ts";

const meta = pl.DataFrame({
  plate: ["P2", "P1", "P2"],
  week: [1, 2, 2],
  drug: ["none", "taxol", "water"],
  dose: ["0", "0.5", "1e1"],
});

Deno.test("batchesOf() numbers batches as they come, or as a model has them", () => {
  assertEquals([...batchesOf(meta, "plate").of], [0, 1, 0]);
  assertEquals([...batchesOf(meta, "plate", ["P1", "P2"]).of], [1, 0, 1]);
  assertEquals(batchesOf(meta, "week").names, ["1", "2"]);
});

Deno.test("batchesOf() refuses a row without a batch", () => {
  const holes = pl.DataFrame({ plate: ["P1", null] });
  assertThrows(() => batchesOf(holes, "plate"), InputError, "row 2, column plate: found nothing");
});

Deno.test("designMatrix() codes levels as 0 and 1 and reads numbers that are text", () => {
  const covariates = covariatesOf(meta, ["drug"], ["dose"]);
  assertEquals(designColumns(covariates).map(({ covariate, level }) => [covariate, level]), [
    ["drug", "taxol"],
    ["drug", "water"],
    ["dose", undefined],
  ]);
  assertEquals([...designMatrix(meta, covariates)], [0, 0, 0, 1, 0, 0.5, 0, 1, 10]);
});

Deno.test("covariatesOf() refuses a covariate that is named twice or has one value", () => {
  assertThrows(() => covariatesOf(meta, ["drug"], ["drug"]), InputError, "twice: column drug");
  assertThrows(() => covariatesOf(meta.head(1), ["drug"], []), InputError, 'found "none"');
});

Deno.test("designMatrix() refuses an empty text as a number", () => {
  const empty = pl.DataFrame({ dose: ["1", " "] });
  assertThrows(() => designMatrix(empty, [{ name: "dose" }]), InputError, "row 2, column dose");
});
