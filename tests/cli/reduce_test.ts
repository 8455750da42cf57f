import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { metaValues } from "../../lib/core/profiles.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

/** Two groups of 30 rows, far apart. */
function groups(): string {
  const random = new Random(1);
  const rows = Array.from({ length: 60 }, (_, i) => {
    const shift = i < 30 ? 0 : 9;
    return [i < 30 ? "a" : "b", ...[1, 2, 3].map(() => shift + random.normal())].join();
  });
  return ["Metadata_Group,x,y,z", ...rows].join("\n");
}

for (const method of ["pca", "tsne", "umap"]) {
  Deno.test(`c2s reduce --method ${method} keeps groups apart, and gives the same map again`, async () => {
    await inFolder(async (folder) => {
      const [from, out] = [`${folder}/in.csv`, `${folder}/map.csv`];
      await Deno.writeTextFile(from, groups());
      const args = ["reduce", "--in", from, "--out", out, "--method", method];
      const near = method === "tsne" ? ["--perplexity", "10"] : [];
      assertEquals((await c2s(...args, ...near)).said, "");
      const first = await Deno.readTextFile(out);
      const { meta, features, values } = await readProfiles(out);
      assertEquals([meta.height, features.length], [60, 2]);
      const group = metaValues(meta, "Metadata_Group");
      for (let row = 0; row < 60; row++) {
        let nearest = -1, least = Infinity;
        for (let other = 0; other < 60; other++) {
          const across = values[2 * row]! - values[2 * other]!;
          const up = values[2 * row + 1]! - values[2 * other + 1]!;
          const distance = Math.hypot(across, up);
          if (other !== row && distance < least) [nearest, least] = [other, distance];
        }
        assert(group[nearest] === group[row], `row ${row} is nearest to row ${nearest}`);
      }
      await c2s(...args, ...near);
      assertEquals(await Deno.readTextFile(out), first);
    });
  });
}

Deno.test("c2s reduce refuses more neighbours than rows, and another method", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/in.csv`, "Metadata_Group,x\na,1\nb,2\nc,4\n");
    const files = ["--in", `${folder}/in.csv`, "--out", `${folder}/map.csv`];
    const { code, said } = await c2s("reduce", ...files);
    assertEquals(code, 1);
    assertStringIncludes(said, "15");
    assertEquals((await c2s("reduce", ...files, "--method", "isomap")).code, 1);
  });
});

Deno.test("c2s reduce refuses options that its method has no use for", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/in.csv`, groups());
    const files = ["--in", `${folder}/in.csv`, "--out", `${folder}/map.csv`];
    for (
      const [option, value, method, allowed] of [
        ["neighbours", "5", "pca", "umap"],
        ["metric", "cosine", "pca", "tsne or umap"],
        ["seed", "2", "pca", "tsne or umap"],
        ["neighbours", "5", "tsne", "umap"],
        ["perplexity", "5", "umap", "tsne"],
      ]
    ) {
      const args = ["--method", method!, `--${option}`, value!];
      const { code, said } = await c2s("reduce", ...files, ...args);
      assertEquals(code, 1);
      assertStringIncludes(said, `--${option} has no effect here`);
      assertStringIncludes(said, `with --method ${allowed}`);
    }
  });
});
