import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { exists } from "../../lib/core/files.ts";
import { decodeTranslator } from "../../lib/link/translator/file.ts";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

const smiles = [
  "CCO",
  "c1ccccc1",
  "CC(=O)O",
  "CCN",
  "c1ccncc1",
  "CCCCC",
  "OCCO",
  "Cc1ccccc1O",
  "C1CCCCC1",
  "CC(C)=O",
  "NCC(=O)O",
  "Clc1ccccc1",
]; // deno-fmt-ignore

/** Writes profiles of two wells a compound and the table of their structures. */
async function withFiles(work: (folder: string, args: string[]) => Promise<void>) {
  await inFolder(async (folder) => {
    const rows = smiles.flatMap((text, i) =>
      [0, 1].map((well) =>
        [`drug ${i}`, text.length + 0.1 * well, Math.sin(5 * i + well), (i * i) % 7].join()
      )
    );
    const header = "Metadata_drug,Cells_Area,Cells_Texture,Nuclei_Area";
    await Deno.writeTextFile(`${folder}/wells.csv`, [header, ...rows, "DMSO,0,0,0", ""].join("\n"));
    const table = smiles.map((text, i) => `drug ${i},${i === 3 ? "" : text}`);
    await Deno.writeTextFile(`${folder}/drugs.csv`, ["name,smiles", ...table, ""].join("\n"));
    await work(folder, [
      ...["--profiles", `${folder}/wells.csv`, "--smiles", `${folder}/drugs.csv`],
      ...["--compound", "Metadata_drug", "--folds", "3", "--repeats", "1", "--epochs", "5"],
    ]);
  });
}

Deno.test("c2s translate reports every method beside chance and writes a translator", async () => {
  await withFiles(async (folder, args) => {
    const file = `${folder}/translator.safetensors`;
    const { code, out } = await c2s("translate", ...args, "--rule", "compound", "--out", file);
    assertEquals(code, 0);
    assertStringIncludes(out, "11 compounds of 4 scaffolds, 22 wells; 3 folds by compound");
    assertStringIncludes(out, "drug 3 left out: no structure");
    for (const name of ["chance", "nearest neighbours", "ridge", "CCA", "contrastive"]) {
      assertStringIncludes(out, `  ${name.padEnd(18)} top1 `);
    }
    assertStringIncludes(out, "contrastive - ridge: reciprocal rank");
    const saved = decodeTranslator(await Deno.readFile(file), file);
    assertEquals(saved.features, ["Cells_Area", "Cells_Texture", "Nuclei_Area"]);
    assertEquals(saved.compounds.length, 11);
    assert(saved.metrics["toStructure/top10"]! > 0);
  });
});

Deno.test("c2s translate --json --shuffled gives the numbers of a run with nothing to find", async () => {
  await withFiles(async (_, args) => {
    const { out } = await c2s("translate", ...args, "--json", "--rule", "compound", "--shuffled");
    const { results, shuffled, compounds } = JSON.parse(out);
    assertEquals([results.length, shuffled, compounds], [5, true, 11]);
    assertEquals(results[0].name, "chance");
    assertEquals(results[4].chosen.length, 3);
    assert(results[4].toProfile.measures.top1.low <= results[4].toProfile.measures.top1.high);
  });
});

Deno.test("c2s translate says which column is missing and which folds cannot be", async () => {
  await withFiles(async (_, args) => {
    const wrong = await c2s("translate", ...args, "--compound", "Metadata_compound");
    assertEquals(wrong.code, 1);
    assertStringIncludes(wrong.said, "Metadata_compound");
    const many = await c2s("translate", ...args, "--folds", "9", "--rule", "scaffold");
    assertEquals(many.code, 1);
    assertStringIncludes(many.said, "by scaffold");
  });
});

Deno.test("c2s translate writes no translator of shuffled pairs", async () => {
  await withFiles(async (folder, args) => {
    const out = `${folder}/translator.safetensors`;
    const { code, said } = await c2s("translate", ...args, "--shuffled", "--out", out);
    assertEquals([code, await exists(out)], [1, false]);
    assertStringIncludes(said, "--shuffled and --out cannot go together");
  });
});

Deno.test("c2s translate names file and line of an infinite value and of a second structure", async () => {
  await withFiles(async (folder, args) => {
    const file = `${folder}/wells.csv`,
      [head, first, ...rows] = (await Deno.readTextFile(file))
        .split("\n");
    const last = rows.findLastIndex((row) => row.startsWith("drug"));
    rows[last] = rows[last]!.replace(/,[^,]*$/, ",inf");
    const controls = ["DMSO,0,inf,0", "DMSO,0,0,0"];
    await Deno.writeTextFile(file, [head, ...controls, first, ...rows].join("\n"));
    const infinite = await c2s("translate", ...args);
    assertEquals(infinite.code, 1);
    assertStringIncludes(infinite.said, `${file}, line ${last + 5}, column Nuclei_Area: found Inf`);
    const drugs = `${folder}/drugs.csv`, table = await Deno.readTextFile(drugs);
    await Deno.writeTextFile(file, [head, first, ...rows.slice(0, last), ""].join("\n"));
    await Deno.writeTextFile(drugs, `${table}drug 0,CCCCCCC\n`);
    const twice = await c2s("translate", ...args);
    assertStringIncludes(twice.said, `${drugs}, line 14: found "drug 0: CCCCCCC after CCO"`);
  });
});
