import { assertEquals, assertThrows } from "@std/assert";
import { fingerprint } from "../../lib/chem/fingerprint.ts";
import { packFingerprints } from "../../lib/chem/fingerprints.ts";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { InputError } from "../../lib/core/errors.ts";

const rdkit = await loadRDKit();

Deno.test("packFingerprints() keeps the row of a missing structure, empty", () => {
  const { rows, words, data, present } = packFingerprints(rdkit, [null, "CCO"], { kind: "maccs" });
  assertEquals([rows, words, ...present], [2, 6, 0, 1]);
  assertEquals(data.subarray(0, 6), new Uint32Array(6));
  const one = withMolecule(rdkit, "CCO", (molecule) => fingerprint(molecule, { kind: "maccs" }));
  assertEquals(data.slice(6), one);
});

Deno.test("packFingerprints() names file, row and column of a bad structure", () => {
  const place = { file: "drugs.csv", column: "smiles" };
  const error = assertThrows(() => packFingerprints(rdkit, ["C", "C1"], {}, place), InputError);
  assertEquals(error.problem.row, 2);
  assertEquals(
    error.message.startsWith("Cannot read the structure: drugs.csv, line 3, column"),
    true,
  );
});
