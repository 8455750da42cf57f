import { bootstrapIntervals } from "../../core/bootstrap.ts";
import type { CompareOptions, DirectionResult, Measured } from "../compare.ts";
import { retrievalMeasures } from "../retrieval.ts";

/**
 * By how much one method is better than another, compound by compound.
 *
 * @param better One method's direction.
 * @param worse The other's, of the same compounds.
 * @param measure Which measure; defaults to `reciprocalRank`.
 * @param options Resamples and seed.
 * @returns Mean difference with a bootstrap interval over compounds.
 *
 * @example
 * ```ts
 * import { differenceOf } from "./difference.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const one = { perCompound: [[1, 1, 1, 1], [1, 1, 1, 1]] as [number, number, number, number][] };
 * assertEquals(differenceOf(one, one), { value: 0, low: 0, high: 0 });
 * ```
 */
export function differenceOf(
  better: Pick<DirectionResult, "perCompound">,
  worse: Pick<DirectionResult, "perCompound">,
  measure: typeof retrievalMeasures[number] = "reciprocalRank",
  options: Pick<CompareOptions, "resamples" | "seed"> = {},
): Measured {
  const at = retrievalMeasures.indexOf(measure);
  const each = better.perCompound.map((one, i) => one[at]! - worse.perCompound[i]![at]!);
  const mean = (rows: ArrayLike<number>) =>
    Array.from(rows, (row) => each[row]!).reduce((sum, value) => sum + value, 0) / rows.length;
  const [interval] = bootstrapIntervals(each.length, (rows) => [mean(rows)], {
    resamples: options.resamples ?? 1000,
    seed: options.seed ?? 1,
  });
  return { value: mean([...each.keys()]), ...interval! };
}
