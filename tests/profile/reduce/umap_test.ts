import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { trustworthiness } from "../../../lib/profile/reduce/trustworthiness.ts";
import { umap } from "../../../lib/profile/reduce/umap.ts";
import { digits, profilesOf, reference } from "./digits.ts";

for (const metric of ["euclidean", "cosine"] as const) {
  Deno.test(`umap() is as faithful as umap-learn, ${metric}`, async () => {
    const profiles = digits(), map = await umap(profiles, { metric });
    const trust = await trustworthiness(profiles, map, { neighbours: 15, metric });
    const theirs = reference.trust[metric === "cosine" ? "umapCosine" : "umap"];
    assert(trust > theirs - 0.02, `${trust} of umap-learn's ${theirs}`);
  });
}

Deno.test("umap() gives the same bytes for a seed, others for another", async () => {
  const profiles = digits(80), options = { epochs: 50, components: 3 };
  const [one, again, other] = await Promise.all([
    umap(profiles, { ...options, seed: 4 }),
    umap(profiles, { ...options, seed: 4 }),
    umap(profiles, { ...options, seed: 5 }),
  ]);
  assertEquals(one.values, again.values);
  assert(one.values.some((value, i) => value !== other.values[i]));
  assertEquals(one.features, ["UMAP1", "UMAP2", "UMAP3"]);
  assertEquals(one.meta, profiles.meta);
});

Deno.test("umap() of duplicates, constant features and a random start has finite places", async () => {
  const same = profilesOf(Array.from({ length: 30 }, () => [1, 2, 3]));
  const half = profilesOf(Array.from({ length: 40 }, (_, i) => [Math.max(0, i - 20), 5]));
  for (const profiles of [same, half]) {
    const map = await umap(profiles, { epochs: 100 });
    assert(map.values.every(Number.isFinite));
  }
  assert((await umap(half, { start: "random", epochs: 50 })).values.every(Number.isFinite));
});

Deno.test("umap() keeps groups apart that share no neighbours", async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => [i % 20 / 10 + 100 * Math.floor(i / 20), i % 7 / 9],
  );
  const { values } = await umap(profilesOf(rows), { neighbours: 8 });
  const centre = (group: number, axis: number) =>
    Array.from({ length: 20 }, (_, i) => values[2 * (20 * group + i) + axis]!)
      .reduce((sum, value) => sum + value / 20, 0);
  for (const [a, b] of [[0, 1], [1, 2], [0, 2]] as const) {
    assert(Math.hypot(centre(a, 0) - centre(b, 0), centre(a, 1) - centre(b, 1)) > 3);
  }
});

Deno.test("umap() refuses fewer rows than neighbours, values that are not finite, odd shapes", async () => {
  await assertRejects(() => umap(digits(14)), InputError, 'found "neighbours 15"');
  await assertRejects(() => umap(digits(14)), InputError, "from 2 to 14");
  await assertRejects(() => umap(profilesOf([[1], [NaN]])), InputError, "row 2, column f1");
  await assertRejects(() => umap(profilesOf([], 3)), InputError, "0 rows");
  await assertRejects(() => umap(digits(20), { leastDistance: 4 }), InputError, "leastDistance 4");
});
