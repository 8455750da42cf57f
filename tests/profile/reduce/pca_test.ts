import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { pca } from "../../../lib/profile/reduce/pca.ts";
import { digits, largestDifference, profilesOf, reference } from "./digits.ts";

for (const [rows, key] of [[300, "pca"], [40, "pcaWide"]] as const) {
  Deno.test(`pca() equals scikit-learn's with its signs, ${rows} rows of 64 features`, () => {
    const expected = reference[key];
    const { profiles, components, variances, shares } = pca(digits(rows), { components: 4 });
    assert(largestDifference(variances, expected.variances) < 1e-6);
    assert(largestDifference(shares, expected.shares) < 1e-9);
    assert(largestDifference(components.data, expected.components) < 1e-8);
    assert(largestDifference(profiles.values.subarray(0, 80), expected.scores) < 1e-7);
    assertEquals(profiles.features, ["PC1", "PC2", "PC3", "PC4"]);
  });
}

Deno.test("pca() of features that never change has shares of 0, not NaN", () => {
  const { shares, profiles } = pca(profilesOf([[2, 3], [2, 3], [2, 3]]));
  assertEquals([...shares], [0, 0]);
  assertEquals([...profiles.values].every((value) => value === 0), true);
});

Deno.test("pca() refuses more components than rows or features", () => {
  assertThrows(
    () => pca(profilesOf([[1, 2], [3, 4]]), { components: 3 }),
    InputError,
    "from 1 to 2",
  );
  assertThrows(() => pca(profilesOf([[1, 2]])), InputError, "1 row");
});
