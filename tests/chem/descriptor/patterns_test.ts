import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import {
  countMatches,
  hasMatch,
  keptPattern,
  matches,
} from "../../../lib/chem/descriptor/patterns.ts";
import { withMolecule } from "../../../lib/chem/molecule.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { rdkit } from "./parts.ts";

const benzene = keptPattern(rdkit, "c1ccccc1");

Deno.test("matches() gives each set of atoms once, in the order of the pattern", () => {
  withMolecule(rdkit, "Cc1ccccc1", (molecule) => {
    assertEquals(matches(molecule, benzene).length, 1);
    assertEquals(matches(molecule, keptPattern(rdkit, "[CH3]c")), [[0, 1]]);
    assertEquals(matches(molecule, keptPattern(rdkit, "N")), []);
  });
});

Deno.test("countMatches() and hasMatch() agree with matches()", () => {
  withMolecule(rdkit, "OCC(O)CO", (molecule) => {
    const hydroxyl = keptPattern(rdkit, "[OH]"), amine = keptPattern(rdkit, "N");
    assertEquals(countMatches(molecule, hydroxyl), matches(molecule, hydroxyl).length);
    assertEquals(countMatches(molecule, amine), 0);
    assertEquals([hasMatch(molecule, hydroxyl), hasMatch(molecule, amine)], [true, false]);
  });
});

Deno.test("matches() finds more than the usual 1000 where it is asked to", () => {
  withMolecule(rdkit, Array(1200).fill("C").join("."), (molecule) => {
    const carbon = keptPattern(rdkit, "C");
    assertEquals(matches(molecule, carbon).length, 1000);
    assertEquals(countMatches(molecule, carbon), 1000);
    assertEquals(matches(molecule, carbon, 1200).length, 1200);
  });
});

Deno.test("keptPattern() compiles once, and names a text that is no SMARTS", () => {
  assertStrictEquals(keptPattern(rdkit, "c1ccccc1"), benzene);
  assertThrows(() => keptPattern(rdkit, "[C"), InputError, '"[C"');
});
