import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { featureValues, metaValues } from "../../lib/core/profiles.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

const table = `compound,moa,smiles
ethanol,solvent,CCO
AZ-A,kinase,
cisplatin,DNA damage,N[Pt](N)(Cl)Cl
`;

/** Runs `c2s describe` on a table and gives what it said and wrote. */
async function described(text: string, ...options: string[]) {
  const folder = await Deno.makeTempDir();
  try {
    const [file, out] = [`${folder}/compounds.csv`, `${folder}/described.parquet`];
    await Deno.writeTextFile(file, text);
    const answer = await c2s("describe", "--smiles", file, "--out", out, ...options);
    return { ...answer, profiles: answer.code === 0 ? await readProfiles(out) : undefined };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("c2s describe writes descriptors beside the table and says what is missing", async () => {
  const { code, out, profiles } = await described(table);
  assertEquals(code, 0);
  assertEquals(profiles!.features.length, 217);
  assertEquals(metaValues(profiles!.meta, "Metadata_Compound"), ["ethanol", "AZ-A", "cisplatin"]);
  assertEquals(metaValues(profiles!.meta, "Metadata_smiles")[1], null);
  assertEquals([...featureValues(profiles!, "HeavyAtomCount")], [3, NaN, 5]);
  assertStringIncludes(out, "3 compounds × 217 features");
  assertStringIncludes(out, "1 without a structure, rows empty: AZ-A");
  assertStringIncludes(out, "12 descriptors have no value for cisplatin");
  assertStringIncludes(out, "descriptors are the same for all: ");
});

Deno.test("c2s describe --fingerprint writes bits, with --descriptors both", async () => {
  const alone = await described(table, "--fingerprint", "morgan", "--bits", "64");
  assertEquals(alone.profiles!.features.length, 64);
  assertEquals(new Set(alone.profiles!.values), new Set([0, 1, NaN]));
  assertEquals(alone.profiles!.features[63], "morgan_63");
  const both = await described(table, "--fingerprint", "maccs", "--descriptors");
  assertEquals(both.profiles!.features.length, 217 + 167);
});

Deno.test("c2s describe --json counts rows and names what is missing by row", async () => {
  const { out } = await described(table, "--json");
  const found = JSON.parse(out);
  assertEquals([found.rows, found.features, found.missing], [3, 217, [2]]);
  assertEquals(found.undefinedFor.MaxPartialCharge, [3]);
  assert(found.constant.includes("fr_benzene"));
});

Deno.test("c2s describe names file, row, compound and column of a bad structure, or skips it", async () => {
  const bad = table + "broken,none,C1CC\n";
  const refused = await described(bad);
  assertEquals(refused.code, 1);
  assertStringIncludes(refused.said, "Cannot read broken: ");
  assertStringIncludes(refused.said, 'compounds.csv, line 5, column smiles: found "C1CC"');
  const { code, out, profiles } = await described(bad, "--skip-bad");
  assertEquals([code, profiles!.meta.height], [0, 4]);
  assertStringIncludes(out, "line 5, broken: RDKit says: SMILES Parse Error: unclosed ring");
});

Deno.test("c2s describe leaves out salts and says so, with --as-drawn it keeps them", async () => {
  const salt = "name,SMILES\nsodium acetate,CC(=O)[O-].[Na+]\n";
  const { out, profiles } = await described(salt);
  assertEquals([...featureValues(profiles!, "HeavyAtomCount")], [4]);
  assertStringIncludes(out, "line 2, sodium acetate: left out [Na+]");
  const drawn = await described(salt, "--as-drawn");
  assertEquals([...featureValues(drawn.profiles!, "HeavyAtomCount")], [5]);
});

Deno.test("c2s describe names the columns there are where none is of structures", async () => {
  const { code, said } = await described("compound,structure\nethanol,CCO\n");
  assertEquals(code, 1);
  assertStringIncludes(said, "column SMILES");
  assertStringIncludes(said, "--column");
  const named = await described("compound,structure\nethanol,CCO\n", "--column", "structure");
  assertEquals(named.code, 0);
});

Deno.test("c2s describe refuses a fingerprint it does not know", async () => {
  assertEquals((await described(table, "--fingerprint", "ecfp")).code, 1);
});

Deno.test("c2s describe refuses two columns that would have one name", async () => {
  const { code, said } = await described("id,Metadata_id,smiles\n1,2,CCO\n");
  assertEquals(code, 1);
  assertStringIncludes(said, "column Metadata_id");
});

Deno.test("c2s describe refuses a table without rows, and names it", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/none.csv`;
    await Deno.writeTextFile(file, "compound,smiles\n");
    const { code, said } = await c2s("describe", "--smiles", file, "--out", `${folder}/out.csv`);
    assertEquals(code, 1);
    assertStringIncludes(said, 'none.csv: found "no rows"');
  });
});

Deno.test("c2s describe refuses options of a fingerprint that is not made", async () => {
  for (const option of [["--bits", "512"], ["--radius", "3"], ["--chirality"]]) {
    const { code, said } = await described(table, ...option);
    assertEquals(code, 1);
    assertStringIncludes(said, `${option[0]} has no effect here: allowed: with --fingerprint`);
  }
  const maccs = await described(table, "--fingerprint", "maccs", "--radius", "3");
  assertStringIncludes(maccs.said, "--radius has no effect here");
});

Deno.test("c2s describe names the file that lacks a column of names", async () => {
  const { code, said } = await described(table, "--name", "drug");
  assertEquals(code, 1);
  assertStringIncludes(said, "compounds.csv, column drug");
});

Deno.test("c2s describe --as-drawn says what stands there twice, and of no salt that it left", async () => {
  const { out } = await described(
    `${table}spirit,solvent,OCC\nethanol,,CC[O-].[Na+]\n`,
    "--as-drawn",
  );
  assertStringIncludes(out, "line 5, spirit: the structure of line 2");
  assertStringIncludes(out, "line 6, ethanol: the name stands in line 2 too");
  assertEquals(out.includes("left out"), false);
});
