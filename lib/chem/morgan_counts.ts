import type { Mol } from "@rdkit/rdkit";
import { InputError } from "../core/errors.ts";
import { moleculeGraph } from "./molecule_graph.ts";
import { morganEnvironments } from "./morgan_environments.ts";
import type { RDKit } from "./rdkit.ts";

/** What a count fingerprint holds. */
export interface MorganCountOptions {
  /** Number of counters; defaults to 2048. */
  bits?: number;
  /** Bonds around each atom; defaults to 2. */
  radius?: number;
  /** Whether mirror images differ; defaults to false. */
  chirality?: boolean;
}

/**
 * The options with their defaults.
 *
 * @throws {InputError} for options that cannot be.
 *
 * @example
 * ```ts
 * import { morganCountOptions } from "./morgan_counts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(morganCountOptions({ radius: 3 }), { bits: 2048, radius: 3, chirality: false });
 * ```
 */
export function morganCountOptions(
  { bits = 2048, radius = 2, chirality = false }: MorganCountOptions = {},
): Required<MorganCountOptions> {
  const check = (name: string, value: number, least: number, most: number) => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    throw new InputError("Cannot count surroundings", {
      column: name,
      found: value,
      allowed: `a whole number from ${least} to ${most}`,
    });
  };
  check("bits", bits, 1, 65536);
  check("radius", radius, 0, 10);
  return { bits, radius, chirality };
}

/**
 * How often each surrounding of an atom occurs in a molecule, folded to some counters: the Morgan
 * fingerprint with counts, which RDKit's JavaScript build does not give.
 *
 * See `morganEnvironments` for what a surrounding is.
 *
 * @param rdkit From `loadRDKit`; says how heavy an isotope is.
 * @param molecule RDKit's object, still alive.
 * @param options Size.
 * @returns Counts [bits].
 * @throws {InputError} for options that cannot be.
 *
 * @example
 * ```ts
 * import { withMolecule } from "./molecule.ts";
 * import { morganCounts } from "./morgan_counts.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const counts = withMolecule(rdkit, "CCC", (molecule) => morganCounts(rdkit, molecule));
 * // Two ends and a middle, the two ends with their bonds, and all of it around the middle.
 * assertEquals(counts.filter((count) => count > 0).toSorted(), new Uint16Array([1, 1, 2, 2]));
 * ```
 */
export function morganCounts(
  rdkit: RDKit,
  molecule: Mol,
  options: MorganCountOptions = {},
): Uint16Array {
  const { bits, radius, chirality } = morganCountOptions(options);
  const counts = new Uint16Array(bits);
  for (const round of morganEnvironments(rdkit, moleculeGraph(molecule), { radius, chirality })) {
    for (const hash of round) counts[hash % bits]! += 1;
  }
  return counts;
}
