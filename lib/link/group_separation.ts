import { bootstrapIntervals, type BootstrapOptions } from "../core/bootstrap.ts";
import { InputError } from "../core/errors.ts";
import { benjaminiHochberg } from "../profile/benjamini_hochberg.ts";
import { areaUnderCurve, rankPairs, type RelatedPair } from "./group_separation/pair_ranking.ts";
import { rankValues, sortValues } from "./mantel/ranks.ts";
import { type AnyMatrix, pairMatrix, pairValues } from "./pairs.ts";
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
  groups: readonly (string | readonly string[] | null)[],
  options: SeparationOptions = {},
): GroupSeparation {
  const total = distances.rows, { groupPermutations = 999 } = options;
  pairValues(distances, "distances");
  if (groups.length !== total) {
    throw new InputError("Cannot compare groups", {
      found: `${groups.length} labels`,
      allowed: `${total}, one an object`,
    });
  }
  const sets = groups.map((group) =>
    new Set(group === null ? [] : typeof group === "string" ? [group] : group)
  );
  const known = [...sets.keys()].filter((object) => sets[object]!.size > 0), n = known.length;
  const labels = known.map((object) => sets[object]!);
  const far = (i: number, j: number) => distances.data[known[i]! * total + known[j]!]!;
  const pairs = labels.flatMap((own, i) =>
    labels.slice(0, i).map((other, j) => ({ i, j, related: !own.isDisjointFrom(other) }))
  );
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
    unlabelled: [...sets.keys()].filter((object) => sets[object]!.size === 0),
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
  if (near.length === 0 || apart.length === 0) {
    throw new InputError("Cannot compare groups", {
      found: `${near.length} pairs of one group and ${apart.length} of different groups`,
      allowed: "at least one of each",
    });
  }
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

/** All pairs keep their ranks, whoever carries the labels. */
function pooledNull(
  n: number,
  pairs: readonly RelatedPair[],
  far: (i: number, j: number) => number,
): (order: Int32Array) => number {
  const values = Float64Array.from(pairs, ({ i, j }) => far(i, j));
  const full = pairMatrix(rankValues(sortValues(values), values.slice()), n);
  const near = pairs.filter(({ related }) => related);
  const [first, second] = [near.map(({ i }) => i), near.map(({ j }) => j)].map((list) =>
    Int32Array.from(list)
  ) as [Int32Array, Int32Array];
  const [a, b] = [near.length, pairs.length - near.length];
  return (order) => {
    let sum = 0;
    for (let at = 0; at < a; at++) sum += full[order[first[at]!]! * n + order[second[at]!]!]!;
    return 1 - (sum - a * (a + 1) / 2) / (a * b);
  };
}

/** As many objects, whichever, are the group. */
function groupNull(
  n: number,
  members: readonly number[],
  far: (i: number, j: number) => number,
): (order: Int32Array) => number {
  const m = members.length, within = new Float64Array(m * (m - 1) / 2);
  const between = new Float64Array(m * (n - m)), set = new Set(members);
  const others = Array.from({ length: n }, (_, i) => i).filter((i) => !set.has(i));
  return (order) => {
    let near = 0, apart = 0;
    for (let a = 0; a < m; a++) {
      const i = order[members[a]!]!;
      for (let b = 0; b < a; b++) within[near++] = far(i, order[members[b]!]!);
      for (const other of others) between[apart++] = far(i, order[other]!);
    }
    between.sort();
    let nearer = 0;
    for (const value of within) {
      nearer += between.length - (below(between, value, true) + below(between, value, false)) / 2;
    }
    return nearer / (within.length * between.length);
  };
}

/** How many sorted values are below a value, or at most the value. */
function below(sorted: Float64Array, value: number, equal: boolean): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (equal ? sorted[middle]! <= value : sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
