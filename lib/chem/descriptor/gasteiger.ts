import type { MoleculeGraph } from "../molecule_graph.ts";
import { conjugatedBonds } from "./conjugation.ts";
import {
  electronegativities,
  type Electronegativity,
  hydrogenCation,
} from "./gasteiger_parameters.ts";

/** Partial charges of atoms. */
export interface PartialCharges {
  /** Charge of each atom, hydrogens that are no atoms of their own left out [atoms], e. */
  charges: Float64Array;
  /** Whether every atom has parameters; where not, charges around such atoms are NaN. */
  complete: boolean;
}

/**
 * Partial charges by iterative equalisation of orbital electronegativity: charge flows along bonds
 * from the less to the more electronegative atom, each of the rounds half as much as before.
 *
 * A formal charge starts divided among atoms of one element that share it in a conjugated system,
 * such as both oxygens of a carboxylate. There are no parameters for metals: bonded to something,
 * they turn its charges to NaN, and a lone ion keeps its formal charge.
 *
 * Source: J. Gasteiger, M. Marsili, Tetrahedron 36, 3219 (1980); 12 rounds as RDKit.
 *
 * @param graph The molecule.
 * @param hybridisation 1, 2, 3 for sp, sp², sp³, 0 for others [atoms].
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { gasteigerCharges } from "./gasteiger.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const methane = withMolecule(await loadRDKit(), "C", moleculeGraph);
 * const { charges } = gasteigerCharges(methane, new Uint8Array([3]));
 * assertAlmostEquals(charges[0] as number, -0.0776, 1e-4);
 * ```
 */
export function gasteigerCharges(graph: MoleculeGraph, hybridisation: Uint8Array): PartialCharges {
  const { atoms, start, neighbour, hydrogens, atomicNumber } = graph;
  const parameters: (Electronegativity | undefined)[] = Array.from(
    { length: atoms },
    (_, atom) => electronegativities[`${atomicNumber[atom]} ${kind(graph, hybridisation, atom)}`],
  );
  const own = parameters.map((found) => found ?? [0, 0, 0] as const);
  const cation = own.map(([a, b, c], atom) =>
    atomicNumber[atom] === 1 ? hydrogenCation : a + b + c
  );
  const hydrogen = electronegativities["1 *"]!;
  const charges = sharedFormalCharges(graph);
  const onHydrogens = new Float64Array(atoms), pull = new Float64Array(atoms);
  for (let round = 0, share = 0.5; round < 12; round++, share /= 2) {
    for (let atom = 0; atom < atoms; atom++) pull[atom] = at(own[atom]!, charges[atom]!);
    for (let atom = 0; atom < atoms; atom++) {
      let gained = 0;
      for (let i = start[atom]!; i < start[atom + 1]!; i++) {
        const other = neighbour[i]!, difference = pull[other]! - pull[atom]!;
        gained += difference / cation[difference < 0 ? other : atom]!;
      }
      const count = hydrogens[atom]!;
      if (count > 0) {
        const difference = at(hydrogen, onHydrogens[atom]! / count) - pull[atom]!;
        const flow = count * difference / (difference < 0 ? hydrogenCation : cation[atom]!);
        gained += flow;
        onHydrogens[atom]! -= share * flow;
      }
      charges[atom]! += share * gained;
    }
  }
  return { charges, complete: parameters.every((found) => found !== undefined) };
}

function at([a, b, c]: Electronegativity, charge: number): number {
  return a + charge * (b + c * charge);
}

function kind(graph: MoleculeGraph, hybridisation: Uint8Array, atom: number): string {
  const simple = ["", "sp", "sp2", "sp3"][hybridisation[atom]!]!;
  const element = graph.atomicNumber[atom];
  if (simple !== "" || (element !== 1 && element !== 16)) return simple;
  if (element === 1) return "*";
  let oxygens = 0;
  for (let i = graph.start[atom]!; i < graph.start[atom + 1]!; i++) {
    if (graph.atomicNumber[graph.neighbour[i]!] === 8) oxygens++;
  }
  return oxygens === 2 ? "so2" : oxygens === 1 ? "so" : "sp3";
}

/** Formal charges, each divided among atoms of its element two conjugated bonds away. */
function sharedFormalCharges(graph: MoleculeGraph): Float64Array {
  const { atoms, charge, start, neighbour, neighbourBond, atomicNumber } = graph;
  const shared = new Float64Array(atoms);
  if (charge.every((value) => value === 0)) return shared;
  const conjugated = conjugatedBonds(graph);
  for (let atom = 0; atom < atoms; atom++) {
    if (charge[atom] === 0 || shared[atom] !== 0) continue;
    const members = [atom];
    for (let i = start[atom]!; i < start[atom + 1]!; i++) {
      const first = neighbourBond[i]!, middle = neighbour[i]!;
      if (conjugated[first] === 0) continue;
      for (let j = start[middle]!; j < start[middle + 1]!; j++) {
        const other = neighbour[j]!, second = neighbourBond[j]!;
        if (second === first || conjugated[second] === 0) continue;
        if (atomicNumber[other] === atomicNumber[atom]) members.push(other);
      }
    }
    const total = members.reduce((sum, member) => sum + charge[member]!, 0);
    for (const member of members) shared[member] = total / members.length;
  }
  return shared;
}
