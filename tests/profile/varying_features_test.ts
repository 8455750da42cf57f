import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { varyingFeatures } from "../../lib/profile/varying_features.ts";

const meta = pl.DataFrame({
  plate: ["P1", "P1", "P1", "P2", "P2", "P2"],
  compound: ["DMSO", "DMSO", "taxol", "DMSO", "DMSO", "taxol"],
});

Deno.test("varyingFeatures() drops what is constant among the controls of one plate only", () => {
  const rows = [[1, 1, 1], [2, 1, 2], [3, 9, 3], [4, 1, 5], [5, 2, 5], [6, 3, 7]];
  const wells = makeProfiles(meta, ["a", "b", "c"], Float64Array.from(rows.flat()));
  assertEquals(varyingFeatures(wells, "plate", { compound: "DMSO" }), ["a"]);
  assertEquals(varyingFeatures(wells, [], { compound: "DMSO" }), ["a", "b", "c"]);
});

Deno.test("varyingFeatures() measure spread as the method does, missing values and rounding aside", () => {
  const rows = [[0, NaN, 0.3], [0, 1, 0.1 * 3], [0, 1, 0.3], [7, 1, 0.3]];
  const wells = makeProfiles(
    pl.DataFrame({ plate: ["P1", "P1", "P1", "P1"] }),
    ["mostly 0", "a gap", "rounding"],
    Float64Array.from(rows.flat()),
  );
  const all = [true, true, true, true];
  assertEquals(varyingFeatures(wells, "plate", all), ["mostly 0"]);
  assertEquals(varyingFeatures(wells, "plate", all, "mad"), []);
});

Deno.test("varyingFeatures() refuse a plate without controls, and infinite values", () => {
  const wells = makeProfiles(meta, ["a"], new Float64Array([1, 2, 3, 4, 5, 6]));
  const mask = [true, true, false, false, false, false];
  assertThrows(() => varyingFeatures(wells, "plate", mask), InputError, "P2: too few controls");
  assertThrows(() => varyingFeatures(wells, "plate", { compound: "none" }), InputError, "none");
  wells.values[0] = Infinity;
  assertThrows(() => varyingFeatures(wells, "plate", { compound: "DMSO" }), InputError, "a (1)");
});
