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

Deno.test("varyingFeatures() knows nothing to vary on a plate without controls", () => {
  const wells = makeProfiles(meta, ["a"], new Float64Array([1, 2, 3, 4, 5, 6]));
  const mask = [true, true, false, false, false, false];
  assertEquals(varyingFeatures(wells, "plate", mask), []);
  assertThrows(() => varyingFeatures(wells, "plate", { compound: "none" }), InputError, "none");
});
