import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { metaValues } from "../../lib/core/profiles.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

const table = [
  "compound,smiles",
  "ethanol,CCO",
  "AZ-A,",
  "sodium ethoxide,CC[O-].[Na+]",
  "propanol,CCCO",
].join("\n");

async function withTable(text: string, work: (file: string, out: string) => Promise<void>) {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/drugs.csv`, text);
    await work(`${folder}/drugs.csv`, `${folder}/out.csv`);
  });
}

Deno.test("c2s similarity writes a matrix with rows for missing structures, and says what it did", async () => {
  await withTable(table, async (file, out) => {
    const { code, out: printed } = await c2s("similarity", "--smiles", file, "--out", out);
    assertEquals(code, 0);
    assertStringIncludes(printed, "3 of 4 molecules compared");
    assertStringIncludes(printed, "line 3, AZ-A: no structure");
    assertStringIncludes(printed, "line 4, sodium ethoxide: left out [Na+]");
    const { features, values } = await readProfiles(out);
    assertEquals(features, ["ethanol", "AZ-A", "sodium ethoxide", "propanol"]);
    assertEquals([...values.subarray(0, 3)], [1, NaN, 1]);
    // RDKit: TanimotoSimilarity of Morgan 2, 2048 bits of CCO and CCCO is 5/9.
    assertAlmostEquals(values[3]!, 5 / 9, 1e-12);
  });
});

Deno.test("c2s similarity --neighbours writes pairs, --json tells machines", async () => {
  await withTable(table, async (file, out) => {
    const args = ["similarity", "--smiles", file, "--out", out, "--neighbours", "1", "--json"];
    const { out: printed } = await c2s(...args, "--counts");
    assertEquals(JSON.parse(printed).compared, 3);
    const { meta } = await readProfiles(out);
    assertEquals(metaValues(meta, "Metadata_Compound"), ["ethanol", "sodium ethoxide", "propanol"]);
    assertEquals(metaValues(meta, "Metadata_Neighbour"), ["sodium ethoxide", "ethanol", "ethanol"]);
  });
});

Deno.test("c2s similarity --as-drawn keeps salts", async () => {
  await withTable(table, async (file, out) => {
    await c2s("similarity", "--smiles", file, "--out", out, "--as-drawn");
    assertEquals((await readProfiles(out)).values[2]! < 1, true);
  });
});

Deno.test("c2s similarity names row and compound of a bad structure, or skips it", async () => {
  await withTable(`${table}\nbroken,C1CC`, async (file, out) => {
    const { code, said } = await c2s("similarity", "--smiles", file, "--out", out);
    assertEquals(code, 1);
    assertStringIncludes(said, "Cannot read broken");
    assertStringIncludes(said, "line 6, column smiles");
    const skipped = await c2s("similarity", "--smiles", file, "--out", out, "--skip-bad");
    assertStringIncludes(skipped.out, "line 6, broken: bad structure: RDKit says");
  });
});

Deno.test("c2s similarity refuses options that do not go together", async () => {
  await withTable(table, async (file, out) => {
    const args = ["similarity", "--smiles", file, "--out", out];
    const counts = await c2s(...args, "--counts", "--fingerprint", "maccs");
    assertStringIncludes(counts.said, "--counts needs another --fingerprint");
    assertStringIncludes((await c2s(...args, "--bits", "100")).said, "a multiple of 32");
    assertStringIncludes((await c2s(...args, "--fingerprint", "ecfp")).said, "morgan, rdkit");
  });
});

Deno.test("c2s similarity refuses a table without rows, and names it", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/none.csv`;
    await Deno.writeTextFile(file, "compound,smiles\n");
    const { code, said } = await c2s("similarity", "--smiles", file, "--out", `${folder}/out.csv`);
    assertEquals(code, 1);
    assertStringIncludes(said, 'none.csv: found "no rows"');
  });
});

Deno.test("c2s similarity --as-drawn notes what is not compared, and no cleaning that was not done", async () => {
  await withTable(table, async (file, out) => {
    const args = ["similarity", "--smiles", file, "--out", out, "--as-drawn", "--json"];
    const { notes } = JSON.parse((await c2s(...args)).out);
    assertEquals(notes.map(({ note }: { note: string }) => note), ["no structure"]);
  });
});

Deno.test("c2s similarity refuses a radius of other kinds, and another ending, before the work", async () => {
  await withTable(table, async (file, out) => {
    const args = ["similarity", "--smiles", file];
    const radius = await c2s(...args, "--out", out, "--fingerprint", "rdkit", "--radius", "3");
    assertStringIncludes(radius.said, "--radius has no effect here");
    assertStringIncludes((await c2s(...args, "--out", `${out}.xlsx`)).said, ".csv or .csv.gz");
  });
});

Deno.test("c2s similarity --as-drawn says which structures are one as drawn", async () => {
  await withTable(`${table}\nspirit,OCC\nsalt,[Na+].[O-]CC`, async (file, out) => {
    const args = ["similarity", "--smiles", file, "--out", out, "--as-drawn"];
    const { out: printed } = await c2s(...args);
    assertStringIncludes(printed, "line 6, spirit: the structure of line 2");
    assertStringIncludes(printed, "line 7, salt: the structure of line 4");
    assertEquals(printed.includes("left out"), false);
  });
});

Deno.test("c2s similarity refuses sizes that cannot be, of counts too, before it reads a structure", async () => {
  await withTable(`${table}\nbroken,C1CC`, async (file, out) => {
    const args = ["similarity", "--smiles", file, "--out", out];
    for (const counts of [[], ["--counts"]]) {
      const bits = await c2s(...args, ...counts, "--bits", "1000000");
      assertEquals(bits.code, 1);
      assertStringIncludes(bits.said, "bits: found 1000000");
      assertStringIncludes(
        (await c2s(...args, ...counts, "--radius", "99")).said,
        "radius: found 99",
      );
    }
  });
});
