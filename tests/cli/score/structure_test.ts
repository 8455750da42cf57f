import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { inFolder } from "../../data/folder.ts";
import { c2s } from "../run.ts";

const chains = ["C", "N", "O"].flatMap((end) => [2, 3, 4, 5].map((n) => "C".repeat(n) + end));

/** Alcohols, amines and alkanes whose profiles say which they are; DMSO; one without structure. */
async function write(folder: string): Promise<string[]> {
  const random = new Random(2), wells: string[] = [];
  for (const [i, smiles] of chains.entries()) {
    for (const plate of ["P1", "P2"]) {
      const family = Math.floor(i / 4), far = (axis: number) => 9 * Number(family === axis);
      const values = [0, 1, 2].map((axis) => far(axis) + random.normal());
      const moa = i === 0 ? "alone" : smiles.at(-1);
      wells.push([plate, `B0${i % 9 + 1}`, `drug${i}`, moa, 100 + i, ...values].join(","));
    }
  }
  wells.push("P1,A01,DMSO,,100,0,0,0", "P1,A02,AZ,,100,1,1,0", "P1,A03,odd,,100,1,0,1");
  const [profiles, structures] = [`${folder}/wells.csv`, `${folder}/smiles.csv`];
  const head = ["Plate", "Well", "Compound", "MoA", "Cells"].map((name) => `Metadata_${name}`);
  await Deno.writeTextFile(profiles, [[...head, "f1", "f2", "f3"].join(","), ...wells].join("\n"));
  const rows = chains.map((smiles, i) => `drug${i},${smiles}`);
  await Deno.writeTextFile(structures, ["name,smiles", ...rows, "AZ,", "extra,CCCl"].join("\n"));
  return ["--in", profiles, "--smiles", structures, "--compound", "Metadata_Compound"];
}
const draws = ["--draws", "99", "--leave-out", "Metadata_Compound=DMSO"];

Deno.test("c2s score structure finds the link, and says who was left out", async () => {
  await inFolder(async (folder) => {
    const files = await write(folder);
    const given = ["--given-numbers", "Metadata_Cells", "--given-sets", "Metadata_Plate"];
    const asked = ["score", "structure", ...files, ...draws, ...given, "--moa", "Metadata_MoA"];
    const report = JSON.parse((await c2s(...asked, "--json")).out);
    assertEquals([report.objects, report.compounds.length], [12, 12]);
    assertEquals(report.leftOut.withoutStructure, ["AZ"]);
    assertEquals(report.leftOut.notListed, ["odd"]);
    assertEquals(report.leftOut.withoutProfile, ["extra"]);
    const [pearson] = report.measures;
    assert(pearson.value > 0.3 && pearson.null.pValue === 0.01, JSON.stringify(pearson));
    assertEquals(pearson.null.values, undefined);
    assertEquals(report.confounding.map(({ name }: { name: string }) => name), ["Metadata_Cells"]);
    const { out, code } = await c2s(...asked);
    assertEquals(code, 0);
    for (
      const words of [
        "12 compounds compared",
        "Mantel, Pearson, beside Metadata_Cells",
        "Metadata_Plate: its distances are the same for all pairs, it cannot be held fixed",
        "no structure (1): AZ",
        "mechanisms of one compound: alone",
      ]
    ) assertStringIncludes(out, words);
  });
});

Deno.test("c2s score structure names file, row and reason of a bad structure, or skips it", async () => {
  await inFolder(async (folder) => {
    const files = await write(folder), file = files[3]!;
    await Deno.writeTextFile(
      file,
      (await Deno.readTextFile(file)).replace("drug3,CCCCCC", "drug3,CC("),
    );
    const asked = ["score", "structure", ...files, ...draws];
    const refused = await c2s(...asked);
    assertEquals(refused.code, 1);
    for (const words of ["smiles.csv", "line 5", "drug3"]) {
      assertStringIncludes(refused.said, words);
    }
    const skipped = JSON.parse((await c2s(...asked, "--skip-bad", "--json")).out);
    assertEquals([skipped.objects, skipped.leftOut.withoutStructure], [11, ["drug3", "AZ"]]);
    const descriptors = await c2s(...asked, "--skip-bad", "--fingerprint", "descriptors");
    assertEquals(descriptors.code, 0);
    const unknown = await c2s(...asked, "--given-logs", "Metadata_Dose");
    assertStringIncludes(unknown.said, "Metadata_Dose");
  });
});

/** The profiles with a text in another's place. */
async function change(file: string, from: string | RegExp, to: string) {
  const text = await Deno.readTextFile(file);
  await Deno.writeTextFile(file, text.replace(from, to));
}

Deno.test("c2s score structure names lines as the file has them, whatever was left out before", async () => {
  await inFolder(async (folder) => {
    const files = await write(folder), profiles = files[1]!;
    const text = await Deno.readTextFile(profiles), lines = text.split("\n");
    const [head, ...wells] = lines, dmso = wells.filter((line) => line.includes("DMSO"));
    const others = wells.filter((line) => !line.includes("DMSO"));
    await Deno.writeTextFile(profiles, [head, ...dmso, ...dmso, ...others].join("\n"));
    await change(profiles, "drug1,C,101", "drug1,C,many");
    const asked = ["score", "structure", ...files, ...draws];
    const { said } = await c2s(...asked, "--given-numbers", "Metadata_Cells");
    assertStringIncludes(said, 'line 6, column Metadata_Cells: found "many"');
    await change(profiles, /(drug2,C,102,[^,]*,)[^,]*/, "$1inf");
    assertStringIncludes((await c2s(...asked)).said, "line 8, column f2: found Infinity");
    await change(profiles, /(drug2,C,102,[^,]*,)inf/, "$1");
    await change(profiles, /(P2,[^,]*,drug2,C,102,[^,]*,)[^,]*/, "$1");
    const missing = (await c2s(...asked)).said;
    assertStringIncludes(missing, 'line 8, column f2: found "no value in any well of drug2"');
  });
});

Deno.test("c2s score structure says which compounds are one structure, and which descriptors are left out", async () => {
  await inFolder(async (folder) => {
    const files = await write(folder);
    await change(files[3]!, "drug3,CCCCCC", "drug3,CCCCC.OC(=O)c1ccccc1");
    await change(files[3]!, "drug9,CCCO", "drug9,N[Pt](N)(Cl)Cl");
    const asked = ["score", "structure", ...files, ...draws, "--fingerprint", "descriptors"];
    const { out } = await c2s(...asked);
    assertStringIncludes(out, "one structure, taken as one compound (1): drug2 = drug3");
    assertStringIncludes(out, "of 217 without a value for some compound, left out: ");
    const { joined, notes } = JSON.parse((await c2s(...asked, "--json")).out);
    assertEquals([joined, notes.length], [[["drug2", "drug3"]], 1]);
  });
});

Deno.test("c2s score structure says how many compounds it needs, and what beside means", async () => {
  await inFolder(async (folder) => {
    const files = await write(folder);
    const asked = ["score", "structure", ...files, ...draws, "--given-numbers", "Metadata_Cells"];
    assertStringIncludes((await c2s(...asked)).out, "beside: taken off every feature");
    const out = Array.from({ length: 8 }, (_, i) => `drug${i}`).join("|");
    const { said, code } = await c2s(...asked, "--leave-out", `Metadata_Compound=${out}`);
    assertEquals(code, 1);
    assertStringIncludes(said, 'found "4 compounds", allowed: 5 or more');
  });
});
