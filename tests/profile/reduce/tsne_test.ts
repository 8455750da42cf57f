import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { trustworthiness } from "../../../lib/profile/reduce/trustworthiness.ts";
import { tsne } from "../../../lib/profile/reduce/tsne.ts";
import { digits, profilesOf, reference } from "./digits.ts";

Deno.test("tsne() is as faithful as openTSNE", async () => {
  const profiles = digits(), map = await tsne(profiles);
  const trust = await trustworthiness(profiles, map, { neighbours: 15 });
  assert(trust > reference.trust.tsne - 0.02, `${trust} of openTSNE's ${reference.trust.tsne}`);
});

Deno.test("tsne() gives the same bytes for a seed, others for another", async () => {
  const profiles = digits(80), options = { perplexity: 10, iterations: 60, earlyIterations: 40 };
  const [one, again, other] = await Promise.all([
    tsne(profiles, { ...options, seed: 4 }),
    tsne(profiles, { ...options, seed: 4 }),
    tsne(profiles, { ...options, seed: 5 }),
  ]);
  assertEquals(one.values, again.values);
  assert(one.values.some((value, i) => value !== other.values[i]));
  assertEquals(one.features, ["tSNE1", "tSNE2"]);
  assertEquals(one.meta, profiles.meta);
});

Deno.test("tsne() has three dimensions where asked to", async () => {
  const profiles = digits(90);
  const map = await tsne(profiles, { components: 3, perplexity: 10 });
  assertEquals(map.features.length, 3);
  assert(await trustworthiness(profiles, map) > 0.9);
});

Deno.test("tsne() of duplicates and constant features has finite places", async () => {
  const same = profilesOf(Array.from({ length: 30 }, () => [1, 2, 3]));
  const half = profilesOf(Array.from({ length: 40 }, (_, i) => [Math.max(0, i - 20), 5]));
  for (const profiles of [same, half]) {
    const map = await tsne(profiles, { perplexity: 5, iterations: 100, earlyIterations: 100 });
    assert(map.values.every(Number.isFinite));
  }
});

Deno.test("tsne() refuses too few rows for the perplexity and values that are not finite", async () => {
  await assertRejects(
    () => tsne(digits(31)),
    InputError,
    'found "perplexity 30 for 31 rows", allowed: from 1 to below 30',
  );
  await assertRejects(
    () => tsne(profilesOf([[1], [2], [Infinity]])),
    InputError,
    "row 3, column f1",
  );
  await assertRejects(() => tsne(profilesOf([[1], [2]])), InputError, "2 rows");
  await assertRejects(() => tsne(digits(90), { theta: 1 }), InputError, "theta 1");
});
