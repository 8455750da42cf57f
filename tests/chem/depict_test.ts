import { assert, assertEquals, assertThrows } from "@std/assert";
import { depict, type DepictOptions } from "../../lib/chem/depict.ts";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { InputError } from "../../lib/core/errors.ts";
import { toPdf } from "../../lib/show/pdf.ts";
import { toPng } from "../../lib/show/png.ts";

const rdkit = await loadRDKit();
const drawn = (smiles: string, options: DepictOptions = {}) =>
  withMolecule(rdkit, smiles, (molecule) => depict(rdkit, molecule, options));

Deno.test("depict() draws every bond and writes no text that needs a font", () => {
  const { svg } = drawn("CC(=O)Oc1ccccc1C(=O)O");
  for (let bond = 0; bond < 13; bond++) assert(svg.includes(`bond-${bond} `), `bond ${bond}`);
  assert(svg.startsWith("<svg") && svg.endsWith("</svg>"));
  assert(!svg.includes("<text"));
});

Deno.test("depict() colours all places of a substructure, and only them", () => {
  const discs = (svg: string) =>
    [...svg.matchAll(/<ellipse[^>]*class='atom-(\d+)'/g)].map((match) => Number(match[1]));
  const acids = "OC(=O)CCC(=O)O";
  assertEquals(discs(drawn(acids).svg), []);
  assertEquals(drawn(acids, { highlight: ["C(=O)[OH]"] }).highlighted, 6);
  assertEquals(discs(drawn(acids, { highlight: ["C(=O)[OH]"] }).svg).toSorted(), [
    0,
    1,
    2,
    5,
    6,
    7,
  ]);
  assertEquals(discs(drawn(acids, { highlight: ["N"] }).svg), []);
});

Deno.test("depict() keeps the size asked for, and its pictures become PNG and PDF", async () => {
  const picture = drawn("c1ccncc1", { width: 120, height: 90 });
  assertEquals([picture.width, picture.height], [120, 90]);
  assert(toPng(picture, 96).length > 500);
  assert((await toPdf(picture, "Pyridine")).length > 500);
});

Deno.test("depict() names a highlight that is no SMARTS", () => {
  assertThrows(() => drawn("C", { highlight: ["[C"] }), InputError, 'found "[C"');
});
