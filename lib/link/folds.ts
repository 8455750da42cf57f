import { InputError } from "../core/errors.ts";
import { linkedGroups } from "../core/linked_groups.ts";
import { Random } from "../core/random.ts";
import type { Matched } from "./matched.ts";

/** What is kept together when compounds are dealt. */
export const foldRules = ["compound", "scaffold"] as const;

/** A rule by which compounds are dealt. */
export type FoldRule = typeof foldRules[number];

/**
 * Deals compounds to folds of nearly equal size, so that what belongs together is in one fold.
 *
 * By `compound`, compounds with the same fingerprint (mirror images, mostly) or the same connectivity
 * (tautomers: one drug in two drawings) stay together. By `scaffold`, those with the same Bemis-Murcko scaffold do too: a test compound then has no
 * analogue on its own rings in training. Molecules without rings have no scaffold in common, and are
 * dealt singly. Groups come in random order, the large ones first, each to the smallest fold.
 *
 * @param compounds Scaffolds, fingerprints and, where known, connectivity [c].
 * @param options Rule, folds, seed.
 * @returns Fold of each compound, from 0 [c].
 * @throws {InputError} where there are fewer groups than folds, naming the rule.
 *
 * @example
 * ```ts
 * import { dealFolds } from "./folds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scaffolds = ["c1ccccc1", "c1ccccc1", "", ""];
 * const data = Uint32Array.of(1, 2, 4, 8);
 * const prints = { rows: 4, bits: 32, words: 1, data, present: new Uint8Array(4).fill(1) };
 * const folds = dealFolds({ scaffolds, prints }, { rule: "scaffold", folds: 2 });
 * assertEquals(folds[0], folds[1]);
 * assertEquals(folds[2], folds[3]);
 * ```
 */
export function dealFolds(
  compounds: Pick<Matched, "scaffolds" | "prints" | "connectivity">,
  options: {
    /** What is kept together; defaults to *scaffold*. */
    rule?: FoldRule;
    /** Number of folds; defaults to 5. */
    folds?: number;
    /** Seed of the order; defaults to 1. */
    seed?: number;
  } = {},
): Int32Array {
  const { rule = "scaffold", folds = 5, seed = 1 } = options;
  const groups = groupsOf(compounds, rule);
  if (groups.length < folds || folds < 2) {
    throw new InputError(`Cannot deal compounds to folds by ${rule}`, {
      found: `${folds} folds for ${groups.length} groups of compounds`,
      allowed: `2 to ${groups.length} folds`,
    });
  }
  const order = new Random(seed).fork("folds", rule).shuffle(groups)
    .sort((a, b) => b.length - a.length);
  const sizes = new Int32Array(folds), fold = new Int32Array(compounds.scaffolds.length);
  for (const group of order) {
    const smallest = sizes.indexOf(Math.min(...sizes));
    sizes[smallest]! += group.length;
    for (const compound of group) fold[compound] = smallest;
  }
  return fold;
}

/** Compounds that stay together: joined where they share what says so. */
function groupsOf(
  { scaffolds, prints, connectivity = [] }: Pick<Matched, "scaffolds" | "prints" | "connectivity">,
  rule: FoldRule,
): number[][] {
  return linkedGroups(scaffolds.map((scaffold, compound) => {
    const words = prints.data.subarray(compound * prints.words, (compound + 1) * prints.words);
    const drug = connectivity[compound] ?? "";
    return [
      `print ${words.join()}`,
      ...drug === "" ? [] : [`connectivity ${drug}`],
      ...rule === "scaffold" && scaffold !== "" ? [`scaffold ${scaffold}`] : [],
    ];
  }));
}
