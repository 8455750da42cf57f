import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { structureFeatures } from "../../lib/link/structure_features.ts";
import { trainTranslator } from "../../lib/link/translator.ts";
import { encodeTranslator } from "../../lib/link/translator/file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

const smiles = ["CCCCO", "Cc1ccccc1N", "CC(=O)Nc1ccc(O)cc1", "C1CCNCC1C", "OC(=O)c1ccncc1"];

const named = ["--compound", "Metadata_drug", "--query"];

/** Writes a translator of five compounds and the profiles that it was trained with. */
async function withModel(work: (folder: string, args: string[]) => Promise<void>) {
  const { tf } = await openBackend({ backend: "cpu", log: () => {} });
  const data = Float32Array.from({ length: 15 }, (_, i) => Math.sin(i * i));
  const matched = {
    names: smiles.map((_, i) => `drug, ${i}`),
    profiles: { rows: 5, cols: 3, data },
    structures: structureFeatures(await loadRDKit(), smiles, false),
    compoundOf: Int32Array.from({ length: 5 }, (_, i) => i),
  };
  const translator = await trainTranslator(tf, matched, { epochs: 10, hidden: 0, embedding: 4 });
  await inFolder(async (folder) => {
    const bytes = await encodeTranslator({
      translator,
      features: ["a", "b", "c"],
      descriptors: false,
      compounds: smiles.map((text, i) => ({ name: `drug, ${i}`, smiles: text })),
      metrics: {},
    });
    await Deno.writeFile(`${folder}/model.safetensors`, bytes);
    const rows = smiles.map((_, i) => `"drug, ${i}",${data.subarray(3 * i, 3 * i + 3).join()}`);
    await Deno.writeTextFile(
      `${folder}/wells.csv`,
      ["Metadata_drug,a,b,c", ...rows, ""].join("\n"),
    );
    await work(folder, [
      ...["--model", `${folder}/model.safetensors`, "--profiles", `${folder}/wells.csv`],
      ...["--out", `${folder}/out.csv`, "--budget", "80"],
    ]);
  });
}

Deno.test("c2s generate writes proposals, the best first, that beat those drawn at random", async () => {
  await withModel(async (folder, args) => {
    const run = async (...more: string[]) => {
      const { code, out } = await c2s("generate", ...args, "--keep", "10", "--json", ...more);
      assertEquals(code, 0);
      const text = await Deno.readTextFile(`${folder}/out.csv`);
      return { said: JSON.parse(out), rows: parse(text, { skipFirstRow: true }) };
    };
    const guided = await run(...named, "drug, 2"), random = await run("--row", "3", "--random");
    const scores = guided.rows.map(({ score }) => Number(score));
    assertEquals(scores, scores.toSorted((a, b) => b - a));
    assertEquals([guided.said.unique, guided.rows.length], [80, 10]);
    assert(guided.rows.every((row) => row.nearest_known!.startsWith("drug, ")));
    const mean = (rows: typeof guided.rows) =>
      rows.reduce((sum, { score }) => sum + Number(score), 0) / rows.length;
    assert(mean(guided.rows) > mean(random.rows));
  });
});

Deno.test("c2s generate says which profile or feature is missing", async () => {
  await withModel(async (folder, args) => {
    const none = await c2s("generate", ...args);
    assertEquals(none.code, 1);
    assertStringIncludes(
      none.said,
      "option --row: found nothing, allowed: 1 to 5, or --query NAME",
    );
    const other = await c2s("generate", ...args, ...named, "aspirin");
    assertStringIncludes(other.said, 'column Metadata_drug: found "aspirin"');
    await Deno.writeTextFile(`${folder}/wells.csv`, "Metadata_drug,a,b\nx,1,2\n");
    const feature = await c2s("generate", ...args, "--row", "1");
    assertStringIncludes(feature.said, "There is no such feature");
    assertStringIncludes(feature.said, `${folder}/wells.csv, column c`);
  });
});

Deno.test("c2s generate refuses profiles without values or with infinite ones, and tells gaps", async () => {
  await withModel(async (folder, args) => {
    const file = `${folder}/wells.csv`;
    await Deno.writeTextFile(
      file,
      "Metadata_drug,a,b,c\nx,1,2,3\nvoid,,,\nfar,1,inf,2\nhalf,1,,3\nhalf,,,3\n",
    );
    const said = async (...more: string[]) => (await c2s("generate", ...args, ...more)).said;
    assertStringIncludes(
      await said("--row", "2"),
      `${file}, line 3: found "every feature missing"`,
    );
    assertStringIncludes(await said("--row", "3"), `${file}, line 4, column b: found Infinity`);
    assertStringIncludes(await said(...named, "far"), `${file}, line 4, column b: found Infinity`);
    assertStringIncludes(await said(...named, "void"), "every feature of void missing");
    const { code, out } = await c2s("generate", ...args, ...named, "half", "--json");
    assertEquals([code, JSON.parse(out).notes], [
      0,
      ["1 of 3 features missing, taken as the mean of the training"],
    ]);
  });
});

Deno.test("c2s generate refuses options without effect, and another file than CSV, before the work", async () => {
  await withModel(async (folder, args) => {
    const said = async (...more: string[]) => (await c2s("generate", ...args, ...more)).said;
    assertStringIncludes(await said(...named, "drug, 2", "--row", "1"), "--row has no effect here");
    assertStringIncludes(
      await said("--row", "1", "--compound", "Metadata_drug"),
      "--compound has no effect here",
    );
    const parquet = await said("--row", "1", "--out", `${folder}/o.parquet`);
    assertStringIncludes(parquet, "allowed: a name ending .csv");
  });
});

Deno.test("c2s generate says where the compound asked for is one that the translator knows", async () => {
  await withModel(async (folder, args) => {
    const note = "drug, 2 is one of the compounds that the translator learned from";
    assertStringIncludes((await c2s("generate", ...args, ...named, "drug, 2")).out, note);
    const row = await c2s("generate", ...args, "--row", "3", "--json");
    assertEquals(JSON.parse(row.out).notes, []);
    const file = `${folder}/wells.csv`, text = await Deno.readTextFile(file);
    await Deno.writeTextFile(file, text.replace("Metadata_drug", "Metadata_Compound"));
    const told = JSON.parse((await c2s("generate", ...args, "--row", "3", "--json")).out);
    assertStringIncludes(told.notes[0], note);
    await Deno.writeTextFile(file, "Metadata_Compound,a,b,c\nnew,1,2,3\n");
    const other = await c2s("generate", ...args, "--query", "new", "--json");
    assertEquals(JSON.parse(other.out).notes, []);
  });
});
