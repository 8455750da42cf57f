import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { moleculeGraph } from "../../lib/chem/molecule_graph.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { sketchOf, writeSketch } from "../../lib/chem/sketch.ts";

const rdkit = await loadRDKit();
const graphOf = (smiles: string) => withMolecule(rdkit, smiles, moleculeGraph);
const flat = (smiles: string) =>
  withMolecule(
    rdkit,
    smiles,
    (molecule) => molecule.get_smiles(JSON.stringify({ doIsomericSmiles: false })),
  );

Deno.test("writeSketch() writes 500 molecules so that RDKit reads the same ones", async () => {
  const table = await Deno.readTextFile(new URL("./fixtures/molecules.csv", import.meta.url));
  const rows = parse(table, { skipFirstRow: true }) as { name: string; smiles: string }[];
  const wrong = rows.flatMap(({ name, smiles }) => {
    const found = flat(writeSketch(sketchOf(graphOf(smiles))));
    return found === flat(smiles) ? [] : [[name, found, flat(smiles)]];
  });
  assertEquals(wrong, []);
});

Deno.test("sketchOf() gives cut bonds back as hydrogens, two for a double bond", () => {
  const graph = graphOf("CC(=O)N");
  const keep = Uint8Array.from(graph.atomicNumber, (number) => number === 6 ? 1 : 0);
  assertEquals(flat(writeSketch(sketchOf(graph, keep))), "CC");
});

Deno.test("writeSketch() writes isotopes, charges, parts and no atom at all", () => {
  assertEquals(writeSketch({ atoms: [], bonds: [] }), "");
  const atoms = [
    { number: 6, charge: -1, hydrogens: 3, isotope: 13 },
    { number: 11, charge: 1, hydrogens: 0, isotope: 0 },
  ];
  assertEquals(writeSketch({ atoms, bonds: [] }), "[13CH3-].[Na+]");
});
