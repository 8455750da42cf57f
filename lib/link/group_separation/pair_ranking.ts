/** Pairs in ascending order of distance; ties share a rank. */
export interface PairRanking {
  /** Whether a pair is related, in the order of the distances [p]. */
  related: Uint8Array;
  /** First object of each pair [p]. */
  first: Int32Array;
  /** Second object [p]. */
  second: Int32Array;
  /** Where runs of one distance end [≤ p]. */
  ends: Int32Array;
}

/** A pair of objects. */
export interface RelatedPair {
  /** One object. */
  i: number;
  /** The other. */
  j: number;
  /** Whether they are of one group. */
  related: boolean;
}

/**
 * Sorts pairs by distance, to be counted under many weights.
 *
 * @param pairs Which pairs [p].
 * @param distance Distance of two objects.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const pairs = [{ i: 0, j: 1, related: false }, { i: 0, j: 2, related: true }];
 * assertEquals([...rankPairs(pairs, (_, j) => 5 - j).related], [1, 0]);
 * ```
 */
export function rankPairs(
  pairs: readonly RelatedPair[],
  distance: (i: number, j: number) => number,
): PairRanking {
  const far = Float64Array.from(pairs, ({ i, j }) => distance(i, j));
  const order = Int32Array.from(far.keys()).sort((a, b) => far[a]! - far[b]!);
  const ends: number[] = [];
  for (let at = 1; at <= order.length; at++) {
    if (at === order.length || far[order[at]!] !== far[order[at - 1]!]) ends.push(at);
  }
  return {
    related: Uint8Array.from(order, (pair) => Number(pairs[pair]!.related)),
    first: Int32Array.from(order, (pair) => pairs[pair]!.i),
    second: Int32Array.from(order, (pair) => pairs[pair]!.j),
    ends: Int32Array.from(ends),
  };
}

/**
 * How probable it is that a related pair is nearer than an unrelated one, ties counting half: the
 * area under the ROC curve.
 *
 * @param ranking From {@link rankPairs}.
 * @param times How often each object counts [n]; a pair counts the product.
 * @returns NaN where one kind of pair is missing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const pairs = [{ i: 0, j: 1, related: true }, { i: 0, j: 2, related: false }];
 * assertEquals(areaUnderCurve(rankPairs(pairs, (_, j) => j), new Float64Array([1, 1, 1])), 1);
 * ```
 */
export function areaUnderCurve(ranking: PairRanking, times: Float64Array): number {
  const { related, first, second, ends } = ranking;
  let near = 0, far = 0, area = 0, start = 0;
  for (const end of ends) {
    let nearHere = 0, farHere = 0;
    for (let at = start; at < end; at++) {
      const weight = times[first[at]!]! * times[second[at]!]!;
      if (related[at] === 1) nearHere += weight;
      else farHere += weight;
    }
    area += farHere * (near + nearHere / 2);
    near += nearHere;
    far += farHere;
    start = end;
  }
  return near > 0 && far > 0 ? area / (near * far) : NaN;
}
