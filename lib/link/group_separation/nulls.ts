import { rankValues, sortValues } from "../mantel/ranks.ts";
import { pairMatrix } from "../pairs.ts";
import type { RelatedPair } from "./pair_ranking.ts";

/**
 * The area under the curve of all pairs when objects carry other objects' labels.
 *
 * All pairs keep their ranks, whoever carries the labels, so that only related pairs are looked at.
 *
 * @param n Objects.
 * @param pairs All pairs in the order of `pairValues`.
 * @param far Distance of two objects.
 * @returns The area for an order: object `order[i]` carries the labels of object i.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const pairs = [[1, 0], [2, 0], [2, 1]].map(([i, j]) => ({ i: i!, j: j!, related: i === 1 }));
 * const area = pooledNull(3, pairs, (i, j) => i + j);
 * assertEquals([area(new Int32Array([0, 1, 2])), area(new Int32Array([2, 1, 0]))], [1, 0]);
 * ```
 */
export function pooledNull(
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

/**
 * The area under the curve of one group, its pairs against pairs of a member and another object,
 * when as many objects, whichever, are the group.
 *
 * @param n Objects.
 * @param members Objects of the group [m].
 * @param far Distance of two objects.
 * @returns The area for an order, as of {@link pooledNull}.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const area = groupNull(3, [0, 1], (i, j) => i + j);
 * assertEquals([area(new Int32Array([0, 1, 2])), area(new Int32Array([2, 1, 0]))], [1, 0]);
 * ```
 */
export function groupNull(
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
