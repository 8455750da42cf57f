import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

Deno.test("c2s whiten makes controls round, and says what it did", async () => {
  await inFolder(async (folder) => {
    const random = new Random(1), [from, out] = [`${folder}/wells.csv`, `${folder}/white.parquet`];
    const rows = Array.from({ length: 200 }, (_, i) => {
      const a = random.normal();
      return `${i < 150 ? "DMSO" : "taxol"},${a},${3 * a + random.normal()}`;
    });
    await Deno.writeTextFile(from, ["Metadata_Compound,a,b", ...rows].join("\n"));
    const args = ["whiten", "--in", from, "--out", out, "--controls", "Metadata_Compound=DMSO"];
    const said = await c2s(...args, "--json");
    assertEquals([said.code, JSON.parse(said.out).notes.length], [0, 1]);
    const { values } = await readProfiles(out);
    let aa = 0, ab = 0;
    for (let row = 0; row < 150; row++) {
      aa += values[2 * row]! ** 2 / 149;
      ab += values[2 * row]! * values[2 * row + 1]! / 149;
    }
    assertAlmostEquals(aa, 1, 1e-5);
    assertAlmostEquals(ab, 0, 1e-5);
    const wrong = await c2s(...args, "--shrinkage", "2");
    assertEquals(wrong.code, 1);
    assertStringIncludes(wrong.said, "from 0 to 1");
    const both = await c2s(...args, "--shrinkage", "0", "--hold-out-by", "Metadata_Compound");
    assertStringIncludes(both.said, "--hold-out-by has no effect here");
  });
});

Deno.test("c2s whiten and tvn run as the README has it, with fewer controls than features", async () => {
  await inFolder(async (folder) => {
    const random = new Random(1), [from, out] = [`${folder}/z.csv`, `${folder}/white.csv`];
    const names = Array.from({ length: 30 }, (_, j) => `f${j}`);
    const rows = Array.from(
      { length: 20 },
      (_, i) =>
        [`P${i % 2}`, i < 14 ? "DMSO" : "taxol", ...names.map(() => random.normal())].join(),
    );
    const head = `Metadata_Plate,Metadata_Compound,${names.join()}`;
    await Deno.writeTextFile(from, [head, ...rows].join("\n"));
    const rest = ["--in", from, "--out", out, "--controls", "Metadata_Compound=DMSO"];
    assertEquals((await c2s("whiten", ...rest)).said, "");
    assertEquals((await c2s("tvn", ...rest, "--batch", "Metadata_Plate")).said, "");
    const { said } = await c2s("whiten", ...rest, "--hold-out-by", "Metadata_Compound");
    for (const part of ["--hold-out-by", "column Metadata_Compound", "one group only"]) {
      assertStringIncludes(said, part);
    }
  });
});
