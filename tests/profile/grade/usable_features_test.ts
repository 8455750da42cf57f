import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { usableFeatures } from "../../../lib/profile/grade/usable_features.ts";

const meta = pl.DataFrame({ plate: ["P1", "P1", "P1", "P2", "P2"] });
const controls = [true, true, false, true, true];
const names = ["fine", "missing in a well", "constant among controls of P2", "missing in truth"];
const wells = makeProfiles(
  meta,
  names,
  new Float64Array([1, 1, 1, 1, 2, 2, 2, 2, 9, NaN, 3, 3, 4, 4, 5, 4, 6, 6, 5, 5]),
);

Deno.test("usableFeatures() leaves out what is missing anywhere or constant among a plate's controls", () => {
  assertEquals(usableFeatures(wells, "plate", controls), ["fine", "missing in truth"]);
});

Deno.test("usableFeatures() also leaves out what the truth lacks", () => {
  const values = wells.values.map((value, i) => i === 3 ? Infinity : value);
  assertEquals(usableFeatures(wells, "plate", controls, { ...wells, values }), ["fine"]);
});
