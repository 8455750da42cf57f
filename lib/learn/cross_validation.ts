import { InputError } from "../core/errors.ts";
import type { SplitItem } from "./split.ts";
import { compoundsByClass } from "./split/check.ts";

/** One round of a cross-validation. */
export interface Fold {
  /** The compound that is left out. */
  compound: string;
  /** Positions of the images to train with, rising. */
  train: Int32Array;
  /** Positions of the images of the compound that is left out, rising. */
  test: Int32Array;
}

/** How {@link leaveCompoundOut} works. */
export interface LeaveCompoundOutOptions {
  /** Compounds that are never left out, such as DMSO; they are in every training set; defaults to *none*. */
  controls?: readonly string[];
}

/**
 * Rounds of a cross-validation that leaves one compound out after the other, in order of name.
 *
 * @param items What is known of the images [n].
 * @param options Controls.
 * @returns One round for each compound that is no control.
 * @throws {InputError} naming a class with one compound (no image of it would be left to train with),
 * or a compound of two classes.
 *
 * @example
 * ```ts
 * import { leaveCompoundOut } from "./cross_validation.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const items = ["AZ138", "PP-2"].map((compound) => ({
 *   label: "kinases",
 *   compound,
 *   plate: "P1",
 *   week: "1",
 * }));
 * const [first] = leaveCompoundOut(items);
 * assertEquals([first!.compound, [...first!.test], [...first!.train]], ["AZ138", [0], [1]]);
 * ```
 */
export function leaveCompoundOut(
  items: readonly SplitItem[],
  { controls = [] }: LeaveCompoundOutOptions = {},
): Fold[] {
  const folds: Fold[] = [];
  for (const [label, compounds] of compoundsByClass(items)) {
    for (const [compound, test] of compounds) {
      if (controls.includes(compound)) continue;
      if (compounds.size === 1) {
        throw new InputError(`Cannot leave a compound out: the class ${label} has no other one`, {
          found: compound,
          allowed: "at least 2 compounds a class",
          hint: "Leave the class out, or name the compound as a control",
        });
      }
      const held = new Set(test);
      const train = [...items.keys()].filter((position) => !held.has(position));
      folds.push({ compound, train: Int32Array.from(train), test: Int32Array.from(test) });
    }
  }
  return folds.sort((a, b) => a.compound < b.compound ? -1 : 1);
}
