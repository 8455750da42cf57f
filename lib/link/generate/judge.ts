import { builtInDescriptors } from "../../chem/descriptor/counts.ts";
import { drugLikeness } from "../../chem/descriptor/drug_likeness.ts";
import { packFingerprints } from "../../chem/fingerprints.ts";
import { withMolecule } from "../../chem/molecule.ts";
import { moleculeGraph } from "../../chem/molecule_graph.ts";
import type { RDKit } from "../../chem/rdkit.ts";
import { tanimoto } from "../../chem/tanimoto.ts";

/** What proposals are compared with. */
export interface Yardsticks {
  /** Structures that the generator began with, as SMILES. */
  known: readonly string[];
  /** The structure that was looked for, or those of its mechanism. */
  target: readonly string[];
}

/** How good proposals are; no number depends on the translator. */
export interface Judgement {
  /** Share of the proposals that are no known structure (configuration does not count). */
  novelty: number;
  /** Mean Tanimoto distance of two proposals; NaN for one. */
  diversity: number;
  /** Mean quantitative estimate of drug-likeness, 0 to 1. */
  drugLikeness: number;
  /** Mean Tanimoto similarity of a proposal to the most similar target. */
  toTarget: number;
  /** Tanimoto similarity of the proposal that comes closest to a target. */
  bestToTarget: number;
  /** Mean Tanimoto similarity of a proposal to the most similar known structure. */
  toKnown: number;
}

/**
 * Judges proposals by what a chemist can check.
 *
 * @param rdkit From `loadRDKit`.
 * @param proposals Structures as SMILES, one or more.
 * @param yardsticks Known structures and targets.
 * @throws {InputError} for a structure that cannot be read.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "../../chem/rdkit.ts";
 * import { judgeProposals } from "./judge.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const yardsticks = { known: ["CCO"], target: ["CCCO"] };
 * const found = judgeProposals(await loadRDKit(), ["CCO", "CCCO"], yardsticks);
 * assertEquals([found.novelty, found.bestToTarget], [0.5, 1]);
 * ```
 */
export function judgeProposals(
  rdkit: RDKit,
  proposals: readonly string[],
  { known, target }: Yardsticks,
): Judgement {
  const flat = (smiles: string) =>
    withMolecule(
      rdkit,
      smiles,
      (molecule) => molecule.get_smiles(JSON.stringify({ doIsomericSmiles: false })),
    );
  const old = new Set(known.map(flat));
  const [own, theirs, wanted] = [proposals, known, target].map((list) =>
    packFingerprints(rdkit, list)
  ) as [
    ReturnType<typeof packFingerprints>,
    ReturnType<typeof packFingerprints>,
    ReturnType<typeof packFingerprints>,
  ];
  const among = tanimoto(own).data, n = proposals.length;
  const pairs = among.reduce((sum, value) => sum + 1 - value, 0) / (n * (n - 1));
  const best = (list: typeof own) => {
    const { data, cols } = tanimoto(own, list);
    return proposals.map((_, i) => Math.max(...data.subarray(i * cols, (i + 1) * cols)));
  };
  const toTarget = best(wanted);
  return {
    novelty: mean(proposals.map((smiles) => old.has(flat(smiles)) ? 0 : 1)),
    diversity: n < 2 ? NaN : pairs,
    drugLikeness: mean(proposals.map((smiles) => qed(rdkit, smiles))),
    toTarget: mean(toTarget),
    bestToTarget: Math.max(...toTarget),
    toKnown: mean(best(theirs)),
  };
}

/**
 * Quantitative estimate of drug-likeness of a structure, 0 to 1.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "../../chem/rdkit.ts";
 * import { qed } from "./judge.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(qed(await loadRDKit(), "CNC(=NCCSCc1nc[nH]c1C)NC#N"), 0.2349, 1e-3);
 * ```
 */
export function qed(rdkit: RDKit, smiles: string): number {
  return withMolecule(
    rdkit,
    smiles,
    (molecule) =>
      drugLikeness(rdkit, molecule, moleculeGraph(molecule), builtInDescriptors(molecule)),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
