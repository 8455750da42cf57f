import type { Mol } from "@rdkit/rdkit";
import type { RDKit } from "../rdkit.ts";
import { fragmentPatterns } from "./fragment_patterns.ts";
import { countMatches, keptPattern } from "./patterns.ts";

/**
 * How often each of RDKit's named fragments is in a molecule: `fr_amide`, `fr_benzene`, …
 *
 * @param rdkit From `loadRDKit`.
 * @param molecule RDKit's object, still alive.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { fragmentCounts } from "./fragments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const counts = withMolecule(rdkit, "OC(=O)c1ccccc1", (molecule) => fragmentCounts(rdkit, molecule));
 * assertEquals([counts.fr_benzene, counts.fr_Ar_COO, counts.fr_amide], [1, 1, 0]);
 * ```
 */
export function fragmentCounts(rdkit: RDKit, molecule: Mol): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, smarts] of Object.entries(fragmentPatterns)) {
    counts[name] = countMatches(molecule, keptPattern(rdkit, smarts));
  }
  return counts;
}
