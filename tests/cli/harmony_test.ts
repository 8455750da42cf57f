import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

Deno.test("c2s harmony brings batches together, and says whether it came to rest", async () => {
  await inFolder(async (folder) => {
    const random = new Random(6), [from, out] = [`${folder}/pca.csv`, `${folder}/even.csv`];
    const rows = Array.from({ length: 200 }, (_, i) => {
      const week = i % 2, kind = (i >> 1) % 2 === 0 ? 10 : -10;
      return `w${week},${kind + random.normal()},${2 * week + random.normal()},${random.normal()}`;
    });
    await Deno.writeTextFile(from, ["Metadata_Week,PC1,PC2,PC3", ...rows].join("\n"));
    const args = ["harmony", "--in", from, "--out", out, "--batch", "Metadata_Week"];
    const { code, out: said } = await c2s(...args, "--clusters", "4");
    assertEquals(code, 0);
    assertStringIncludes(said, "stopped by itself after");
    const gap = (values: ArrayLike<number>) => {
      let sum = 0;
      for (let row = 0; row < 200; row++) sum += values[3 * row + 1]! * (row % 2 ? 1 : -1) / 100;
      return Math.abs(sum);
    };
    const before = gap((await readProfiles(from)).values);
    const after = gap((await readProfiles(out)).values);
    assert(before > 1.5 && after < before / 3, `${before} to ${after}`);
    const first = await Deno.readTextFile(out);
    await c2s(...args, "--clusters", "4");
    assertEquals(await Deno.readTextFile(out), first);
    const one = await c2s(...args, "--iterations", "1");
    assertStringIncludes(one.out, "more --iterations");
    assertStringIncludes((await c2s(...args, "--ridge", "0")).said, "above 0");
    await Deno.writeTextFile(from, (await Deno.readTextFile(from)).replaceAll(/^w1/gm, "w0"));
    const single = await c2s(...args);
    assertEquals(single.code, 1);
    assertStringIncludes(single.said, 'column Metadata_Week: found "w0", allowed: two batches');
  });
});
