import type { Mol } from "@rdkit/rdkit";
import type { RDKit } from "../rdkit.ts";
import { keptPattern, matches } from "./patterns.ts";

/**
 * Hybridisation of each atom as RDKit perceives it: 1 for sp, 2 for sp², 3 for sp³ and 0 for all
 * others, such as lone ions, metals and atoms with five or more neighbours.
 *
 * @param rdkit From `loadRDKit`.
 * @param molecule RDKit's object, still alive.
 * @param atoms Number of its atoms.
 * @returns One number an atom [atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { hybridisation } from "./hybridisation.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const found = withMolecule(rdkit, "CC=O", (molecule) => hybridisation(rdkit, molecule, 3));
 * assertEquals([...found], [3, 2, 2]);
 * ```
 */
export function hybridisation(rdkit: RDKit, molecule: Mol, atoms: number): Uint8Array {
  const found = new Uint8Array(atoms);
  for (const kind of [1, 2, 3]) {
    // `^n` is RDKit's own addition to SMARTS.
    const pattern = keptPattern(rdkit, `[^${kind}]`);
    for (const [atom] of matches(molecule, pattern, atoms)) found[atom as number] = kind;
  }
  return found;
}
