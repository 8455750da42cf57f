import type { Mol } from "@rdkit/rdkit";
import { InputError } from "../../core/errors.ts";
import type { RDKit } from "../rdkit.ts";

const compiled = new WeakMap<RDKit, Map<string, Mol>>();

/**
 * A substructure to look for, compiled by RDKit the first time it is asked for and kept from then on.
 * The tables of descriptors name some 300, so what is kept is bounded; patterns of a user belong in
 * `withPattern`, which frees them.
 *
 * @param rdkit From `loadRDKit`.
 * @param smarts The substructure.
 * @throws {InputError} for a text that is no SMARTS.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "../rdkit.ts";
 * import { keptPattern } from "./patterns.ts";
 * import { assertStrictEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * assertStrictEquals(keptPattern(rdkit, "[OX2H]"), keptPattern(rdkit, "[OX2H]"));
 * ```
 */
export function keptPattern(rdkit: RDKit, smarts: string): Mol {
  let kept = compiled.get(rdkit);
  if (kept === undefined) compiled.set(rdkit, kept = new Map());
  const known = kept.get(smarts);
  if (known !== undefined) return known;
  const pattern = rdkit.guard(() => rdkit.module.get_qmol(smarts));
  if (pattern === null) {
    throw new InputError("Cannot read the substructure", {
      found: smarts,
      allowed: "a SMARTS that RDKit reads",
    });
  }
  kept.set(smarts, pattern);
  return pattern;
}

/** Matches after which RDKit stops unless it is told otherwise. */
const usualMost = 1000;

/**
 * Where a substructure is in a molecule: the atoms of each match, in the order of the pattern; each
 * set of atoms once.
 *
 * @param molecule Where to look.
 * @param pattern What to look for.
 * @param most Matches that are surely found; defaults to *1000*.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { keptPattern, matches } from "./patterns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const found = withMolecule(rdkit, "OCCO", (molecule) =>
 *   matches(molecule, keptPattern(rdkit, "[OH]C")));
 * assertEquals(found, [[0, 1], [3, 2]]);
 * ```
 */
export function matches(molecule: Mol, pattern: Mol, most = usualMost): number[][] {
  const found = most <= usualMost
    ? molecule.get_substruct_matches(pattern)
    : molecule.get_substruct_matches(pattern, JSON.stringify({ maxMatches: most }));
  if (found === "{}") return [];
  return (JSON.parse(found) as { atoms: number[] }[]).map(({ atoms }) => atoms);
}

/**
 * How often a substructure is in a molecule, each set of atoms counted once, at most 1000.
 *
 * @param molecule Where to look.
 * @param pattern What to look for.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { countMatches, keptPattern } from "./patterns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * const count = withMolecule(rdkit, "OCCO", (molecule) =>
 *   countMatches(molecule, keptPattern(rdkit, "[OH]C")));
 * assertEquals(count, 2);
 * ```
 */
export function countMatches(molecule: Mol, pattern: Mol): number {
  const found = molecule.get_substruct_matches(pattern);
  let count = 0;
  // Each match is one object with its atoms; to parse them only for their number costs more.
  for (let at = found.indexOf('"atoms"'); at >= 0; at = found.indexOf('"atoms"', at + 7)) count++;
  return count;
}

/**
 * Whether a substructure is in a molecule.
 *
 * @param molecule Where to look.
 * @param pattern What to look for.
 *
 * @example
 * ```ts
 * import { withMolecule } from "../molecule.ts";
 * import { loadRDKit } from "../rdkit.ts";
 * import { hasMatch, keptPattern } from "./patterns.ts";
 * import { assert } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * assert(withMolecule(rdkit, "OCCO", (molecule) => hasMatch(molecule, keptPattern(rdkit, "CC"))));
 * ```
 */
export function hasMatch(molecule: Mol, pattern: Mol): boolean {
  return molecule.get_substruct_match(pattern) !== "{}";
}
