import { assert, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { normalize } from "../../lib/profile/normalize.ts";
import { unscaledFeatures } from "../../lib/profile/unscaled_features.ts";

const plates = ["P1", "P2"], wells = 12, features = ["fine", "lost", "zeros", "rounding"];

/** Six controls and six treated wells a plate. */
function drawn() {
  const rows = plates.flatMap((plate) => Array.from({ length: wells }, (_, i) => ({ plate, i })));
  const values = rows.flatMap(({ plate, i }) => [
    Math.sin(7 * i) + Number(plate === "P2"),
    plate === "P1" && i < 6 ? NaN : Math.cos(i),
    i < 4 ? 0 : 1 + i / 10, // most controls are 0: their MAD is 0, their standard deviation not
    i < 6 ? (i % 2 === 0 ? 0.3 : 0.1 * 3) : 0.9,
  ]);
  const meta = pl.DataFrame({
    plate: rows.map(({ plate }) => plate),
    compound: rows.map(({ i }) => i < 6 ? "DMSO" : "taxol"),
  });
  return makeProfiles(meta, features, Float64Array.from(values));
}

for (const method of ["standardize", "mad", "minmax"] as const) {
  Deno.test(`unscaledFeatures() are those that normalize() by ${method} erases, plate by plate`, () => {
    const profiles = drawn(), options = { by: "plate", controls: { compound: "DMSO" }, method };
    const found = unscaledFeatures(profiles, options), z = normalize(profiles, options).values;
    for (const [p, group] of plates.entries()) {
      for (const [column, feature] of features.entries()) {
        const rows = Array.from({ length: wells }, (_, i) => (p * wells + i) * 4 + column);
        const measured = rows.filter((at) => !Number.isNaN(profiles.values[at]));
        const erased = (value: number) => measured.every((at) => Object.is(z[at], value));
        const entry = found.find((one) => one.group === group && one.feature === feature);
        const reason = erased(0) ? "no spread" : erased(NaN) ? "no value" : undefined;
        assertEquals(entry?.reason, reason, `${feature} of ${group}`);
        if (entry !== undefined) assertEquals(entry.values, measured.length);
      }
    }
    assertEquals(found.some(({ feature }) => feature === "zeros"), method === "mad");
    assert(found.some(({ reason }) => reason === "no value"));
  });
}

Deno.test("unscaledFeatures() refuse infinite values, which have no spread", () => {
  const profiles = drawn();
  profiles.values[0] = Infinity;
  assertThrows(() => unscaledFeatures(profiles, { by: "plate" }), InputError, "fine (1)");
});
