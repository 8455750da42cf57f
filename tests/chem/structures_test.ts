import { assertEquals, assertThrows } from "@std/assert";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { cleanStructures } from "../../lib/chem/structures.ts";
import { InputError } from "../../lib/core/errors.ts";

const rdkit = await loadRDKit();

Deno.test("cleanStructures() keeps each row and notes what was missing, left out or double", () => {
  const { names, smiles, inchiKeys, notes } = cleanStructures(rdkit, [
    { name: "ethanol", smiles: "OCC" },
    { name: "unknown", smiles: null },
    { name: "empty", smiles: " " },
    { name: "cisplatin", smiles: "N[Pt](N)(Cl)Cl" },
    { name: "spirit", smiles: "CCO.O" },
    { name: "ethanol", smiles: "C" },
    { name: "pyridone", smiles: "O=c1cc[nH]cc1" },
    { name: "pyridinol", smiles: "Oc1ccncc1" },
  ]);
  assertEquals(names.length, 8);
  assertEquals(smiles.slice(0, 3), ["CCO", null, null]);
  assertEquals(smiles[3], "[NH2][Pt]([NH2])([Cl])[Cl]");
  assertEquals(inchiKeys[0], "LFQSCWFLJHTTHZ-UHFFFAOYSA-N");
  assertEquals(notes, [
    { row: 2, name: "unknown", note: "no structure" },
    { row: 3, name: "empty", note: "no structure" },
    { row: 5, name: "spirit", note: "left out O" },
    { row: 5, name: "spirit", note: "the structure of row 1" },
    { row: 6, name: "ethanol", note: "the name stands in row 1 too" },
    { row: 8, name: "pyridinol", note: "perhaps a tautomer of row 7" },
  ]);
});

Deno.test("cleanStructures() stops at a bad structure with file, row and name, or notes it", () => {
  const table = [{ name: "good", smiles: "C" }, { name: "bad", smiles: "C(C)(C)(C)(C)C" }];
  const error = assertThrows(
    () => cleanStructures(rdkit, table, { file: "drugs.csv" }),
    InputError,
  );
  assertEquals(
    error.message,
    'Cannot read bad: drugs.csv, line 3, column smiles: found "C(C)(C)(C)(C)C", allowed: a SMILES ' +
      "that RDKit reads. RDKit says: Explicit valence for atom # 0 C, 5, is greater than permitted",
  );
  const { smiles, notes } = cleanStructures(rdkit, table, { skipBad: true });
  assertEquals(smiles, ["C", null]);
  assertEquals(notes[0]?.note.startsWith("bad structure: RDKit says: Explicit valence"), true);
});

Deno.test("cleanStructures() takes 1,000 atoms, and names what is too large even for them", () => {
  const table = [
    { name: "grease", smiles: "C".repeat(1000) },
    { name: "plastic", smiles: "C".repeat(20_000) },
  ];
  const { smiles, notes } = cleanStructures(rdkit, table, { skipBad: true });
  assertEquals([smiles[0]?.length, smiles[1]], [1000, null]);
  assertEquals(notes.map(({ name, note }) => `${name}: ${note}`), [
    "plastic: bad structure: It is too large for RDKit's WebAssembly build: 20000 characters",
  ]);
});

Deno.test("cleanStructures() makes no InChIKeys where none are wanted, and tells how far it is", () => {
  const done: number[] = [];
  const table = ["O=c1cc[nH]cc1", "Oc1ccncc1", "[O-]C"].map((smiles) => ({ name: smiles, smiles }));
  const { smiles, inchiKeys, notes } = cleanStructures(rdkit, table, {
    inchiKeys: false,
    onRow: (rows) => done.push(rows),
  });
  assertEquals([smiles[2], inchiKeys, done], ["CO", [null, null, null], [0, 1, 2]]);
  assertEquals(notes.map(({ note }) => note), ["took 1 charge"]);
});

Deno.test("cleanStructures() as drawn takes nothing away, and says what stands there twice as drawn", () => {
  const table = [
    { name: "acid", smiles: "CC(=O)O" },
    { name: "salt", smiles: "CC(=O)[O-].[Na+]" },
    { name: "salt", smiles: "[Na+].CC([O-])=O" },
    { name: "vinegar", smiles: "OC(C)=O" },
  ];
  const { smiles, notes } = cleanStructures(rdkit, table, { asDrawn: true });
  assertEquals(smiles, ["CC(=O)O", "CC(=O)[O-].[Na+]", "CC(=O)[O-].[Na+]", "CC(=O)O"]);
  assertEquals(notes, [
    { row: 3, name: "salt", note: "the name stands in row 2 too" },
    { row: 3, name: "salt", note: "the structure of row 2" },
    { row: 4, name: "vinegar", note: "the structure of row 1" },
  ]);
});
