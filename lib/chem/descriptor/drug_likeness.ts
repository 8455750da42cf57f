import type { Mol } from "@rdkit/rdkit";
import type { MoleculeGraph } from "../molecule_graph.ts";
import type { RDKit } from "../rdkit.ts";
import {
  acceptorPatterns,
  alertPatterns,
  desirabilities,
  type Desirability,
} from "./drug_likeness_tables.ts";
import { countMatches, hasMatch, keptPattern } from "./patterns.ts";

/**
 * Quantitative estimate of drug-likeness, 0 to 1: the weighted geometric mean of how desirable eight
 * properties are.
 *
 * Source: G. R. Bickerton et al., Nature Chemistry 4, 90 (2012); what counts as an acceptor, an alert
 * and an aromatic ring is RDKit's choice.
 *
 * @param rdkit From `loadRDKit`.
 * @param molecule RDKit's object, still alive.
 * @param graph Its graph.
 * @param builtIn Its descriptors from `builtInDescriptors`.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { builtInDescriptors } from "./counts.ts";
 * import { drugLikeness } from "./drug_likeness.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const cimetidine = "CNC(=NCCSCc1nc[nH]c1C)NC#N";
 * const qed = withMolecule(rdkit, cimetidine, (molecule) =>
 *   drugLikeness(rdkit, molecule, moleculeGraph(molecule), builtInDescriptors(molecule)));
 * assertAlmostEquals(qed, 0.2349, 1e-3); // as in the authors' own program
 * ```
 */
export function drugLikeness(
  rdkit: RDKit,
  molecule: Mol,
  graph: MoleculeGraph,
  builtIn: Readonly<Record<string, number>>,
): number {
  const value: Record<Desirability["property"], number> = {
    MW: builtIn.MolWt!,
    ALOGP: builtIn.MolLogP!,
    HBA: acceptorPatterns.reduce(
      (sum, smarts) => sum + countMatches(molecule, keptPattern(rdkit, smarts)),
      0,
    ),
    HBD: builtIn.NumHDonors!,
    PSA: builtIn.TPSA!,
    ROTB: builtIn.NumRotatableBonds!,
    AROM: aromaticRings(graph),
    ALERTS: alertPatterns.filter((smarts) => hasMatch(molecule, keptPattern(rdkit, smarts))).length,
  };
  let sum = 0, weights = 0;
  for (const { property, weight, curve: [a, b, c, d, e, f, most] } of desirabilities) {
    const rise = 1 + Math.exp(-(value[property] - c + d / 2) / e);
    const fall = 1 + Math.exp(-(value[property] - c - d / 2) / f);
    sum += weight * Math.log((a + b / rise * (1 - 1 / fall)) / most);
    weights += weight;
  }
  return Math.exp(sum / weights);
}

/**
 * Rings that are left without the aliphatic ring atoms that have a single bond to an atom that is not
 * aromatic.
 */
function aromaticRings(graph: MoleculeGraph): number {
  const { atoms, bonds, from, to, order, aromatic } = graph;
  const inRing = new Uint8Array(atoms), kept = new Uint8Array(atoms).fill(1);
  for (const ring of graph.rings) for (const atom of ring) inRing[atom] = 1;
  for (let bond = 0; bond < bonds; bond++) {
    const a = from[bond]!, b = to[bond]!;
    if (order[bond] !== 1 || aromatic[a] === 1 || aromatic[b] === 1) continue;
    for (const atom of [a, b]) if (inRing[atom] === 1) kept[atom] = 0;
  }
  // Every kept bond closes a ring unless it joins two parts that were apart.
  const part = Int32Array.from(kept, (_, atom) => atom);
  const root = (atom: number): number => {
    while (part[atom] !== atom) atom = part[atom] = part[part[atom]!]!;
    return atom;
  };
  let rings = 0;
  for (let bond = 0; bond < bonds; bond++) {
    if (kept[from[bond]!] === 0 || kept[to[bond]!] === 0) continue;
    const a = root(from[bond]!), b = root(to[bond]!);
    if (a === b) rings++;
    else part[a] = b;
  }
  return rings;
}
