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

/**
 * Which of two spaces keeps groups further apart: the area of {@link groupSeparation} in the second
 * minus that in the first, both of the same objects.
 *
 * Resamples draw the same objects, and permutations deal the same labels, in both spaces. p asks
 * whether labels without meaning in either would give such a difference; whether two areas above ½
 * differ is what the interval says.
 *
 * @param first Distances, symmetric [n × n].
 * @param second Distances of the same objects [n × n].
 * @param groups As of {@link groupSeparation} [n].
 * @param options Permutations, resamples, seed; p is two-sided unless asked otherwise.
 * @throws {InputError} as {@link groupSeparation} does.
 *
 * @example
 * ```ts
 * import { differences } from "./differences.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [mixed, apart] = [differences([1, 8, 2, 9]), differences([1, 2, 8, 9])];
 * assertEquals(separationDifference(mixed, apart, ["a", "a", "b", "b"]).value, 1);
 * ```
 */
export function separationDifference(
  first: AnyMatrix,
  second: AnyMatrix,
  groups: readonly (string | readonly string[] | null)[],
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

/** Objects with a label, and their pairs. */
function labelledPairs(
  distances: AnyMatrix,
  groups: readonly (string | readonly string[] | null)[],
) {
  const total = distances.rows;
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
  const known = [...sets.keys()].filter((object) => sets[object]!.size > 0);
  const labels = known.map((object) => sets[object]!);
  const far = (i: number, j: number) => distances.data[known[i]! * total + known[j]!]!;
  const pairs: RelatedPair[] = labels.flatMap((own, i) =>
    labels.slice(0, i).map((other, j) => ({ i, j, related: !own.isDisjointFrom(other) }))
  );
  const near = pairs.filter(({ related }) => related).length;
  if (near === 0 || near === pairs.length) {
    throw new InputError("Cannot compare groups", {
      found: `${near} pairs of one group and ${pairs.length - near} of different groups`,
      allowed: "at least one of each",
    });
  }
  return { n: known.length, known, labels, far, pairs };
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
