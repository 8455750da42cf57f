import { withMolecule } from "./molecule.ts";
import type { MoleculeGraph } from "./molecule_graph.ts";
import type { RDKit } from "./rdkit.ts";

const known = new Map<string, number>();

/**
 * Mass of each atom, u: that of its isotope where one is given, else the average of the element. RDKit
 * is asked once for each, as it holds the table of isotopes.
 *
 * @param rdkit From `loadRDKit`.
 * @param graph The molecule.
 * @returns Masses, hydrogens that are no atoms of their own left out [atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "./molecule.ts";
 * import { moleculeGraph } from "./molecule_graph.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { atomMasses } from "./atom_masses.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const graph = withMolecule(rdkit, "C[13CH3]", moleculeGraph);
 * assertEquals([...atomMasses(rdkit, graph)], [12.011, 13.00335484]);
 * ```
 */
export function atomMasses(rdkit: RDKit, graph: MoleculeGraph): Float64Array {
  return Float64Array.from(
    graph.atomicNumber,
    (element, atom) => massOf(rdkit, element, graph.isotope[atom]!),
  );
}

/**
 * How much heavier each atom is than the average of its element, cut to whole u; 0 where no isotope
 * is given.
 *
 * @param rdkit From `loadRDKit`.
 * @param graph The molecule.
 *
 * @example
 * ```ts
 * import { withMolecule } from "./molecule.ts";
 * import { moleculeGraph } from "./molecule_graph.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { massExcess } from "./atom_masses.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const graph = withMolecule(rdkit, "C[14CH3]", moleculeGraph);
 * assertEquals([...massExcess(rdkit, graph)], [0, 1]);
 * ```
 */
export function massExcess(rdkit: RDKit, graph: MoleculeGraph): Int32Array {
  return Int32Array.from(graph.atomicNumber, (element, atom) => {
    const isotope = graph.isotope[atom]!;
    return isotope === 0 ? 0 : massOf(rdkit, element, isotope) - massOf(rdkit, element, 0);
  });
}

function massOf(rdkit: RDKit, element: number, isotope: number): number {
  const label = isotope === 0 ? "" : isotope, key = `${label}#${element}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  // Of a hydrogen without a neighbour RDKit warns; fluorine is its neighbour here.
  const hydrogen = element === 1;
  const text = withMolecule(rdkit, `[${key}]${hydrogen ? "F" : ""}`, (it) => it.get_descriptors());
  const { amw } = JSON.parse(text) as { amw: number };
  const mass = hydrogen ? amw - massOf(rdkit, 9, 0) : amw;
  known.set(key, mass);
  return mass;
}
