import { bootstrapIntervals, type BootstrapOptions } from "../core/bootstrap.ts";
import { benjaminiHochberg } from "../profile/benjamini_hochberg.ts";
import { type Groups, labelledPairs } from "./group_separation/labelled_pairs.ts";
import { groupNull, pooledNull } from "./group_separation/nulls.ts";
import { areaUnderCurve, rankPairs, type RelatedPair } from "./group_separation/pair_ranking.ts";
import type { AnyMatrix } from "./pairs.ts";
import { type Association, permutationNull, type PermutationOptions } from "./permutation_null.ts";

/** How {@link groupSeparation} works. */
export interface SeparationOptions extends PermutationOptions, BootstrapOptions {
  /** Permutations and resamples for single groups; defaults to *999*. */
  groupPermutations?: number;
}

/** How well distances keep groups apart; `value` is the area under the curve. */
export interface Separation extends Association {
  /** Mean distance between two objects of a group. */
  within: number;
  /** Mean distance between objects that share no group. */
  between: number;
}

/** One group. */
export interface GroupOfObjects extends Separation {
  /** Its name. */
  group: string;
  /** Its objects [m]. */
  members: number[];
  /** p-value corrected for the number of groups (Benjamini and Hochberg). */
  corrected: number;
}

/** What {@link groupSeparation} finds. */
export interface GroupSeparation {
  /** All pairs: those that share a group against those that share none. */
  all: Separation;
  /** Each group: its pairs against pairs of a member and an object outside. */
  groups: GroupOfObjects[];
  /** Groups of one object: they have no pair, and count as others. */
  single: string[];
  /** Objects without a group, which take no part. */
  unlabelled: number[];
}

/**
 * Are objects of one group (compounds of one mechanism) nearer to one another than to others?
 *
 * The score is the probability that a pair of one group is nearer than a pair of none in common: 1
 * where groups are apart, ½ by chance. It does not depend on the scale of distances, so that spaces
 * can be compared. p comes from dealing the labels to the objects anew, the interval from drawing
 * objects with replacement (pairs of an object with its own copy do not count).
 *
 * @param distances Symmetric [n × n].
 * @param groups Group of each object, or several; null or none where it is not known [n].
 * @param options Permutations, resamples, seed.
 * @throws {InputError} where lengths differ, a value is not finite, or no two objects share a group
 * and no two differ.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const places = [1, 2, 7, 9, 30];
 * const data = Float64Array.from(places.flatMap((a) => places.map((b) => Math.abs(a - b))));
 * const { all, single } = groupSeparation({ rows: 5, cols: 5, data }, ["a", "a", "b", "b", "c"]);
 * assertEquals([all.value, all.within, single], [1, 1.5, ["c"]]);
 * ```
 */
export function groupSeparation(
  distances: AnyMatrix,
  groups: Groups,
  options: SeparationOptions = {},
): GroupSeparation {
  const { groupPermutations = 999 } = options;
  const { n, known, labels, far, pairs } = labelledPairs(distances, groups);
  const all = separation(n, pairs, far, pooledNull(n, pairs, far), options);
  const members = Map.groupBy(
    labels.flatMap((own, i) => Array.from(own, (group) => ({ group, i }))),
    ({ group }) => group,
  );
  const found = [...members].filter(([, list]) => list.length > 1).map(([group, list]) => {
    const inside = list.map(({ i }) => i), set = new Set(inside);
    const own = inside.flatMap((i, at) => [
      ...inside.slice(0, at).map((j) => ({ i, j, related: true })),
      ...labels.keys().filter((j) => !set.has(j)).map((j) => ({ i, j, related: false })),
    ]);
    const fewer = { ...options, permutations: groupPermutations, resamples: groupPermutations };
    return {
      group,
      members: inside.map((i) => known[i]!),
      ...separation(n, own, far, groupNull(n, inside, far), fewer),
    };
  });
  const corrected = benjaminiHochberg(found.map((one) => one.null.pValue));
  return {
    all,
    groups: found.map((one, index) => ({ ...one, corrected: corrected[index]! })),
    single: [...members].filter(([, list]) => list.length === 1).map(([group]) => group),
    unlabelled: [...groups.keys()].filter((object) => !known.includes(object)),
  };
}

function separation(
  n: number,
  pairs: readonly RelatedPair[],
  far: (i: number, j: number) => number,
  statistic: (order: Int32Array) => number,
  options: SeparationOptions,
): Separation {
  const near = pairs.filter(({ related }) => related);
  const apart = pairs.filter(({ related }) => !related);
  const mean = (some: readonly RelatedPair[]) =>
    some.reduce((sum, { i, j }) => sum + far(i, j), 0) / some.length;
  const ranking = rankPairs(pairs, far), times = new Float64Array(n);
  const value = areaUnderCurve(ranking, times.fill(1));
  const [interval] = bootstrapIntervals(n, (drawn) => {
    times.fill(0);
    for (const object of drawn) times[object]!++;
    return [areaUnderCurve(ranking, times)];
  }, options);
  return {
    value,
    interval: interval ?? { low: NaN, high: NaN },
    within: mean(near),
    between: mean(apart),
    null: permutationNull(n, value, statistic, options),
    objects: n,
  };
}
