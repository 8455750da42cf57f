import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { selectFeatures } from "../../../lib/core/profiles.ts";
import { pca } from "../../../lib/profile/reduce/pca.ts";
import { trustworthiness } from "../../../lib/profile/reduce/trustworthiness.ts";
import { digits, profilesOf, reference } from "./digits.ts";

Deno.test("trustworthiness() equals scikit-learn's", async () => {
  const profiles = digits(), map = pca(profiles).profiles;
  for (const neighbours of [1, 5, 15] as const) {
    const expected = reference.trust.pca[neighbours];
    // Digits have whole-number distances: scikit-learn breaks their ties by its sort.
    assertAlmostEquals(await trustworthiness(profiles, map, { neighbours }), expected, 2e-4);
  }
  const cosine = await trustworthiness(profiles, map, { metric: "cosine" });
  assertAlmostEquals(cosine, reference.trust.pcaCosine, 1e-5);
});

Deno.test("trustworthiness() counts how far a false neighbour is", async () => {
  const line = profilesOf([[0], [1], [3], [7], [15]]);
  const map = profilesOf([[0], [10], [30], [0.1], [150]]);
  // Nearest in the map: 0→3 (rank 3), 1→3 (rank 3), 2→1, 3→0 (rank 3), 4→2 (rank 2).
  const excess = 2 + 2 + 0 + 2 + 1;
  const expected = 1 - 2 * excess / (5 * 1 * (10 - 3 - 1));
  assertAlmostEquals(await trustworthiness(line, map, { neighbours: 1 }), expected, 1e-12);
});

Deno.test("trustworthiness() is 1 where all rows are duplicates", async () => {
  const same = profilesOf(Array.from({ length: 9 }, () => [1, 2]));
  assertEquals(await trustworthiness(same, same, { neighbours: 3 }), 1);
});

Deno.test("trustworthiness() refuses maps of other rows and too many neighbours", async () => {
  const profiles = digits(20), map = selectFeatures(profiles, ["f3", "f4"]);
  await assertRejects(
    () => trustworthiness(profiles, digits(19)),
    InputError,
    'found "a map of 19 rows", allowed: 20',
  );
  await assertRejects(
    () => trustworthiness(profiles, map, { neighbours: 10 }),
    InputError,
    "from 1 to 9",
  );
});
