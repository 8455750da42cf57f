import { assertEquals } from "@std/assert";
import { atomMasses, massExcess } from "../../lib/chem/atom_masses.ts";
import { assertSame, forEachPart, graphOf, rdkit } from "./descriptor/parts.ts";

Deno.test("atomMasses() are those of Python RDKit, isotopes and dummies too", () => {
  forEachPart(({ smiles, masses }, graph) => assertSame(atomMasses(rdkit, graph), masses, smiles));
});

Deno.test("massExcess() is cut towards zero", () => {
  assertEquals([...massExcess(rdkit, graphOf("[2H]C"))], [1, 0]);
  assertEquals([...massExcess(rdkit, graphOf("[13CH4]"))], [0]); // 0.99 u more
  assertEquals([...massExcess(rdkit, graphOf("[35Cl-]"))], [0]); // 0.48 u less
  assertEquals([...massExcess(rdkit, graphOf("[123I-]"))], [-3]);
});
