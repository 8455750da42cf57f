import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { packFingerprints } from "../../lib/chem/fingerprints.ts";
import { InputError } from "../../lib/core/errors.ts";
import { structureSpace } from "../../lib/link/structure_space.ts";

const rdkit = await loadRDKit();
const smiles = ["CCO", "CCN", "c1ccccc1O", "CC(=O)Oc1ccccc1C(=O)O"];

Deno.test("structureSpace() has Tanimoto distances, and dot products of bits without their means", () => {
  const { distances, kernel } = structureSpace(rdkit, smiles);
  const { data, words } = packFingerprints(rdkit, smiles);
  const has = (row: number, bit: number) => data[row * words + (bit >> 5)]! >>> (bit & 31) & 1;
  let [both, either, product] = [0, 0, 0];
  for (let bit = 0; bit < 2048; bit++) {
    const mean = smiles.reduce((sum, _, row) => sum + has(row, bit), 0) / 4;
    both += has(0, bit) & has(1, bit);
    either += has(0, bit) | has(1, bit);
    product += (has(0, bit) - mean) * (has(1, bit) - mean);
  }
  assertAlmostEquals(distances.data[1]!, 1 - both / either, 1e-15);
  assertAlmostEquals(kernel.data[1]!, product, 1e-12);
});

Deno.test("structureSpace() of descriptors puts relatives near, and its kernel is the cosine", () => {
  const { distances, kernel } = structureSpace(rdkit, smiles, "descriptors");
  assert(distances.data[1]! < distances.data[3]!);
  assertAlmostEquals(kernel.data[3]!, 1 - distances.data[3]!, 1e-15);
  assertEquals(kernel.data[0], 1);
});

Deno.test("structureSpace() names the row of a structure that cannot be read", () => {
  assertThrows(() => structureSpace(rdkit, ["CCO", "C(("]), InputError, "row 2");
});

Deno.test("structureSpace() says which descriptors a compound without a value takes away", () => {
  assertEquals(structureSpace(rdkit, smiles, "descriptors").notes, []);
  const { notes, distances } = structureSpace(rdkit, [...smiles, "N[Pt](N)(Cl)Cl"], "descriptors");
  assertEquals(notes.length, 1);
  assert(/^\d+ descriptors of 217 without a value for some compound, left out: \w/.test(notes[0]!));
  assert(distances.data.every(Number.isFinite));
});
