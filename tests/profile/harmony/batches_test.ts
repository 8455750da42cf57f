import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { batchesOf } from "../../../lib/profile/harmony/batches.ts";

const meta = pl.DataFrame({ plate: ["P2", "P1", "P2", null], week: [1, 1, 2, 2] });

Deno.test("batchesOf() numbers batches as they come, a missing one as its own", () => {
  const batches = batchesOf(meta, ["plate", "week"]);
  assertEquals([...batches.of], [0, 3, 1, 3, 0, 4, 2, 4]);
  assertEquals([...batches.share], [0.5, 0.25, 0.25, 0.5, 0.5]);
  assertEquals([batches.count, batches.variables], [5, 2]);
});

Deno.test("batchesOf() names a missing column", () => {
  assertThrows(() => batchesOf(meta, ["site"]), InputError, "column site");
});
