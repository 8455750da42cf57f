import type { MoleculeGraph } from "../molecule_graph.ts";
import { morganEnvironments } from "../morgan_environments.ts";
import type { RDKit } from "../rdkit.ts";

/**
 * Kinds of Morgan environments per atom that is no hydrogen, up to radius 1, 2 and 3: how varied a
 * molecule is.
 *
 * @param rdkit From `loadRDKit`.
 * @param graph The molecule.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { moleculeGraph } from "../molecule_graph.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { morganDensities } from "./morgan_density.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const { FpDensityMorgan1 } = morganDensities(rdkit, withMolecule(rdkit, "c1ccccc1", moleculeGraph));
 * assertEquals(FpDensityMorgan1, 2 / 6);
 * ```
 */
export function morganDensities(rdkit: RDKit, graph: MoleculeGraph) {
  const heavy = graph.atomicNumber.reduce((sum, element) => sum + (element > 1 ? 1 : 0), 0);
  const kinds = new Set<number>();
  const [, one, two, three] = morganEnvironments(rdkit, graph, { radius: 3 }).map((hashes) => {
    for (const hash of hashes) kinds.add(hash);
    return heavy === 0 ? 0 : kinds.size / heavy;
  });
  return { FpDensityMorgan1: one!, FpDensityMorgan2: two!, FpDensityMorgan3: three! };
}
