import { InputError } from "../../core/errors.ts";
import { someNames } from "../../core/some_names.ts";
import { type Split, split, type SplitItem, type SplitOptions } from "../../learn/split.ts";

/**
 * Splits so that every class can be learned and each other set can tell classes apart; says which classes
 * a set lacks.
 *
 * @param items What is known of the examples.
 * @param options As of `split`.
 * @param line Takes what is to be said.
 * @throws {InputError} naming a class that nothing is left to learn of, or a set of one class, whose
 * accuracy whoever always says that class has, too.
 *
 * @example
 * ```ts
 * import { splitToLearn } from "./split_to_learn.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const said: string[] = [];
 * const items = [..."aabbabab"].map((label, i) =>
 *   ({ label, compound: label, plate: `P${i >> 2}`, week: "1" })
 * );
 * splitToLearn(items, { by: "plate" }, (text) => said.push(text));
 * assertEquals(said, []);
 * ```
 */
export function splitToLearn(
  items: readonly SplitItem[],
  options: SplitOptions,
  line: (text: string) => void,
): Split {
  const found = split(items, options), { sets, absent } = found;
  const unlearned = absent.find(({ set }) => set === "train");
  if (unlearned !== undefined) {
    throw new InputError(`Nothing of the class ${unlearned.label} is left to learn`, {
      option: "--split",
      found: options.by,
      hint: "Split by another rule, or leave the class out (--leave-out)",
    });
  }
  const labels = new Set(items.map(({ label }) => label));
  for (const [set, rows] of Object.entries(sets)) {
    const there = new Set(Array.from(rows, (row) => items[row]!.label));
    if (there.size < 2) {
      throw new InputError(`The set ${set} has one class only: nothing can be told apart`, {
        option: "--split",
        found: [...there],
        allowed: "at least 2 classes a set",
        hint: "Split by another rule or seed",
      });
    }
    const lacking = [...labels.difference(there)].sort();
    if (lacking.length > 0) {
      line(`${set} lacks ${lacking.length} of ${labels.size} classes: ${someNames(lacking, 20)}`);
    }
  }
  return found;
}
