import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { applyWhitening, type Whitening } from "../../../lib/profile/whiten/apply.ts";

const whitening: Whitening = {
  features: ["a", "b"],
  outputs: ["PC1"],
  center: new Float64Array([1, 10]),
  matrix: { rows: 1, cols: 2, data: new Float64Array([2, 3]) },
  controls: 5,
  shrinkage: 0,
  scores: [],
  warnings: [],
};
const profiles = (features: string[], values: Float64Array | Float32Array) =>
  makeProfiles(
    pl.DataFrame({
      well: Array.from({ length: values.length / features.length }, (_, i) => `${i}`),
    }),
    features,
    values,
  );

Deno.test("applyWhitening() is matrix · (features − center), in the precision of the values", () => {
  const white = applyWhitening(profiles(["a", "b"], new Float32Array([1, 10, 2, 12])), whitening);
  assertEquals([white.features, white.values], [["PC1"], new Float32Array([0, 2 + 6])]);
});

Deno.test("applyWhitening() gives the same for a row whichever block it falls into", () => {
  const values = Float64Array.from({ length: 2 * 1100 }, (_, i) => i % 7);
  const white = applyWhitening(profiles(["a", "b"], values), whitening).values;
  for (let row = 0; row < 1100; row++) {
    assertEquals(white[row], 2 * (values[2 * row]! - 1) + 3 * (values[2 * row + 1]! - 10));
  }
});

Deno.test("applyWhitening() names a feature that is another one, missing, too many, or NaN", () => {
  const refused = (features: string[], said: string, value = 1) => {
    const given = profiles(features, new Float64Array(features.length).fill(value));
    assertThrows(() => applyWhitening(given, whitening), Error, said);
  };
  refused(["a", "c"], "feature 2 is another one");
  refused(["a"], "feature 2 is another one");
  refused(["a", "b", "c"], "feature 3 is another one");
  refused(["a", "b"], "Cannot whiten", NaN);
});
