import type { Mol } from "@rdkit/rdkit";
import type { MoleculeGraph } from "../molecule_graph.ts";
import type { RDKit } from "../rdkit.ts";
import { type AtomType, crippenTypes } from "./crippen_types.ts";
import { keptPattern, matches } from "./patterns.ts";

/** What each atom adds to properties of the molecule. */
export interface AtomContributions {
  /** To the logarithm of the octanol-water partition coefficient [atoms]. */
  logP: Float64Array;
  /** To the molar refractivity [atoms], cm³/mol. */
  refractivity: Float64Array;
}

/**
 * What each atom adds to logP and to molar refractivity; hydrogens that are no atoms of their own
 * are left out, and an atom that fits no type adds 0.
 *
 * Source: S. A. Wildman, G. M. Crippen, J. Chem. Inf. Comput. Sci. 39, 868 (1999).
 *
 * @param rdkit From `loadRDKit`.
 * @param molecule RDKit's object, still alive.
 * @param graph Its graph.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { crippenContributions } from "./crippen.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const { logP } = withMolecule(rdkit, "CO", (molecule) =>
 *   crippenContributions(rdkit, molecule, moleculeGraph(molecule)));
 * assertEquals([...logP], [-0.2035, -0.2893]);
 * ```
 */
export function crippenContributions(
  rdkit: RDKit,
  molecule: Mol,
  graph: MoleculeGraph,
): AtomContributions {
  const logP = new Float64Array(graph.atoms), refractivity = new Float64Array(graph.atoms);
  const open = new Map<number, Set<number>>();
  for (const [atom, element] of graph.atomicNumber.entries()) {
    open.set(element, (open.get(element) ?? new Set()).add(atom));
  }
  for (const type of crippenTypes) {
    // Types of elements that are absent, or of which every atom has its type, are not looked for.
    if (!wanted(type, open)) continue;
    const pattern = keptPattern(rdkit, `[$(${type.smarts})]`);
    for (const [atom] of matches(molecule, pattern, graph.atoms)) {
      const atoms = open.get(graph.atomicNumber[atom!]!)!;
      if (!atoms.delete(atom!)) continue;
      logP[atom!] = type.logP;
      refractivity[atom!] = type.refractivity;
    }
  }
  return { logP, refractivity };
}

function wanted({ elements }: AtomType, open: Map<number, Set<number>>): boolean {
  return elements.some((element) => (open.get(element)?.size ?? 0) > 0);
}
