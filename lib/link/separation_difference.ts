import { bootstrapIntervals } from "../core/bootstrap.ts";
import type { SeparationOptions } from "./group_separation.ts";
import { type Groups, labelledPairs } from "./group_separation/labelled_pairs.ts";
import { pooledNull } from "./group_separation/nulls.ts";
import { areaUnderCurve, rankPairs } from "./group_separation/pair_ranking.ts";
import type { AnyMatrix } from "./pairs.ts";
import { type Association, permutationNull } from "./permutation_null.ts";

/**
 * Which of two spaces keeps groups further apart: the area of `groupSeparation` in the second
 * minus that in the first, both of the same objects.
 *
 * Resamples draw the same objects, and permutations deal the same labels, in both spaces. p asks
 * whether labels without meaning in either would give such a difference; whether two areas above ½
 * differ is what the interval says.
 *
 * @param first Distances, symmetric [n × n].
 * @param second Distances of the same objects [n × n].
 * @param groups As of `groupSeparation` [n].
 * @param options Permutations, resamples, seed; p is two-sided unless asked otherwise.
 * @throws {InputError} as `groupSeparation` does.
 *
 * @example
 * ```ts
 * import { differences } from "./differences.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [mixed, apart] = [differences([1, 8, 2, 9]), differences([1, 2, 8, 9])];
 * assertEquals(separationDifference(mixed, apart, ["a", "a", "b", "b"]).value, 0.75);
 * ```
 */
export function separationDifference(
  first: AnyMatrix,
  second: AnyMatrix,
  groups: Groups,
  options: SeparationOptions = {},
): Association {
  const spaces = [first, second].map((matrix) => {
    const { n, pairs, far } = labelledPairs(matrix, groups);
    const ranking = rankPairs(pairs, far);
    return { n, ranking, statistic: pooledNull(n, pairs, far) };
  });
  const [{ n }] = spaces as [typeof spaces[number]], times = new Float64Array(n).fill(1);
  const difference = (of: (space: typeof spaces[number]) => number) =>
    of(spaces[1]!) - of(spaces[0]!);
  const value = difference(({ ranking }) => areaUnderCurve(ranking, times));
  const [interval] = bootstrapIntervals(n, (drawn) => {
    times.fill(0);
    for (const object of drawn) times[object]!++;
    return [difference(({ ranking }) => areaUnderCurve(ranking, times))];
  }, options);
  const statistic = (order: Int32Array) => difference((space) => space.statistic(order));
  return {
    value,
    interval: interval ?? { low: NaN, high: NaN },
    null: permutationNull(n, value, statistic, { alternative: "two-sided", ...options }),
    objects: n,
  };
}
