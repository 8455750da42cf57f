import { assert, assertEquals } from "@std/assert";
import { cleanStructure } from "../../lib/chem/clean.ts";
import { withMolecule } from "../../lib/chem/molecule.ts";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { saltFormers } from "../../lib/chem/salt_formers.ts";

const rdkit = await loadRDKit();

Deno.test("salt formers are written as RDKit writes a clean molecule without configuration, once each", () => {
  const flat = JSON.stringify({ doIsomericSmiles: false });
  for (const [name, smiles] of Object.entries(saltFormers)) {
    const clean = cleanStructure(rdkit, smiles).smiles;
    assertEquals(withMolecule(rdkit, clean, (one) => one.get_smiles(flat)), smiles, name);
  }
  assertEquals(new Set(Object.values(saltFormers)).size, Object.keys(saltFormers).length);
});

Deno.test("salt formers all have carbon: inorganic ions go without a list", () => {
  for (const smiles of Object.values(saltFormers)) assert(/c|C(?!l)/.test(smiles), smiles);
});
