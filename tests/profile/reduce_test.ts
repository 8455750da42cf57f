import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { reduce } from "../../lib/profile/reduce.ts";
import { pca } from "../../lib/profile/reduce/pca.ts";
import { tsne } from "../../lib/profile/reduce/tsne.ts";
import { umap } from "../../lib/profile/reduce/umap.ts";
import { digits, profilesOf } from "./reduce/digits.ts";

Deno.test("reduce() gives what the method asked for gives, with its options", async () => {
  const profiles = digits(60);
  const byPca = await reduce(profiles, { method: "pca", components: 3 });
  assertEquals(byPca, pca(profiles, { components: 3 }).profiles);
  const small = { perplexity: 8, iterations: 20, earlyIterations: 20, seed: 3 };
  assertEquals(await reduce(profiles, { method: "tsne", ...small }), await tsne(profiles, small));
  const short = { neighbours: 6, epochs: 20, seed: 3 };
  assertEquals(await reduce(profiles, { method: "umap", ...short }), await umap(profiles, short));
  assertEquals((await reduce(profiles)).features, ["UMAP1", "UMAP2"]);
});

Deno.test("reduce() refuses values that are not finite by every method", async () => {
  const profiles = profilesOf([[1, 2], [3, NaN], [5, 6], [NaN, 8]]);
  for (const method of ["pca", "tsne", "umap"] as const) {
    await assertRejects(
      () => reduce(profiles, { method }),
      InputError,
      "2 values in f2 (1), f1 (1): row 2, column f2: found NaN",
    );
  }
});
