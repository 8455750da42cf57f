import { bootstrapIntervals } from "../../core/bootstrap.ts";
import type { Estimate } from "../metrics.ts";

/**
 * How much more a second model names right than a first one, on the same examples.
 *
 * The interval draws units, each with its examples under both models: what is easy or hard for both
 * cancels out.
 *
 * @param truth Class of each example [n].
 * @param before Classes that the first model named [n].
 * @param after Classes that the second model named [n].
 * @param units What is drawn as one, such as the compound of each example [n].
 * @returns Accuracy of the second minus that of the first, with its 95 % interval.
 * @throws {RangeError} if the lists differ in length, or are empty.
 *
 * @example
 * ```ts
 * import { accuracyGain } from "./accuracy_gain.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { value } = accuracyGain([0, 1], [1, 1], [0, 1], ["taxol", "AZ138"]);
 * assertEquals(value, 0.5);
 * ```
 */
export function accuracyGain(
  truth: ArrayLike<number>,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  units: readonly string[],
): Estimate {
  const n = truth.length;
  if (n === 0 || before.length !== n || after.length !== n || units.length !== n) {
    const found = [n, before.length, after.length, units.length].join(", ");
    throw new RangeError(`Cannot compare models: lists of ${found}`);
  }
  const groups = [...Map.groupBy(units.keys(), (i) => units[i]).values()].map((rows) => ({
    count: rows.length,
    gain: rows.reduce(
      (sum, i) => sum + Number(after[i] === truth[i]) - Number(before[i] === truth[i]),
      0,
    ),
  }));
  const mean = (rows: Iterable<number>) => {
    let gain = 0, count = 0;
    for (const row of rows) {
      gain += groups[row]!.gain;
      count += groups[row]!.count;
    }
    return gain / count;
  };
  const [interval] = bootstrapIntervals(groups.length, (rows) => [mean(rows)]);
  return { ...interval!, value: mean(groups.keys()) };
}
