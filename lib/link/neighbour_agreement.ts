import { InputError } from "../core/errors.ts";
import { neighbourInterval } from "./neighbour_interval.ts";
import { type AnyMatrix, pairValues } from "./pairs.ts";
import { type Association, permutationNull, type PermutationOptions } from "./permutation_null.ts";

/** How {@link neighbourAgreement} works. */
export interface NeighbourOptions extends PermutationOptions {
  /** Numbers of neighbours; defaults to *1, 3, 5 and 10*, those that are below the objects. */
  neighbours?: readonly number[];
}

/** How far two spaces agree about the nearest objects. */
export interface NeighbourAgreement extends Association {
  /** Neighbours looked at. */
  neighbours: number;
  /** What unrelated spaces agree on: k / (n − 1). */
  chance: number;
}

/**
 * The share of an object's k nearest objects in one space that are among its k nearest in the
 * other, averaged over objects.
 *
 * Where several objects are equally far, those that fit in are drawn at random, and the share is
 * what is expected of such draws: a matrix of one single distance gives chance, not 0 or 1. The
 * interval is that of `neighbourInterval`, which knows that objects share neighbours.
 *
 * @param x Distances, symmetric [n × n].
 * @param y Distances of the same objects [n × n].
 * @param options Numbers of neighbours, permutations, seed.
 * @returns One a number of neighbours.
 * @throws {InputError} as `pairValues` does, where the matrices differ in size, and for a number of
 * neighbours that is not below the number of objects.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const line = (places: number[]) => ({
 *   rows: places.length,
 *   cols: places.length,
 *   data: Float64Array.from(places.flatMap((a) => places.map((b) => Math.abs(a - b)))),
 * });
 * const [first] = neighbourAgreement(line([1, 2, 5, 7]), line([2, 1, 9, 7]), { neighbours: [1] });
 * assertEquals([first!.value, first!.chance], [1, 1 / 3]);
 * ```
 */
export function neighbourAgreement(
  x: AnyMatrix,
  y: AnyMatrix,
  options: NeighbourOptions = {},
): NeighbourAgreement[] {
  const n = x.rows;
  const { neighbours = [1, 3, 5, 10].filter((k) => k < n) } = options;
  pairValues(x, "distances");
  pairValues(y, "distances");
  const wrong = neighbours.find((k) => !Number.isInteger(k) || k < 1 || k >= n);
  if (wrong !== undefined || y.rows !== n) {
    throw new InputError("Cannot compare neighbours", {
      found: wrong === undefined ? `${n} and ${y.rows} objects` : `${wrong} neighbours`,
      allowed: wrong === undefined ? "the same objects" : `1 to ${n - 1}`,
    });
  }
  const [orderX, orderY] = [sortedNeighbours(x), sortedNeighbours(y)];
  return neighbours.map((k) => {
    const [inX, inY] = [memberships(x, orderX, k), memberships(y, orderY, k)];
    const lists = Array.from({ length: n }, (_, i) => {
      const others = Int32Array.from(inX.subarray(i * n, (i + 1) * n).keys())
        .filter((j) => inX[i * n + j]! > 0);
      return { others, weights: Float64Array.from(others, (j) => inX[i * n + j]!) };
    });
    const agreed = (i: number, order: Int32Array) => {
      const { others, weights } = lists[i]!, row = order[i]! * n;
      let sum = 0;
      for (let at = 0; at < others.length; at++) {
        sum += weights[at]! * inY[row + order[others[at]!]!]!;
      }
      return sum / k;
    };
    const statistic = (order: Int32Array) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += agreed(i, order);
      return sum / n;
    };
    const value = statistic(Int32Array.from({ length: n }, (_, i) => i));
    return {
      neighbours: k,
      value,
      chance: k / (n - 1),
      interval: neighbourInterval(inX, inY, n),
      null: permutationNull(n, value, statistic, options),
      objects: n,
    };
  });
}

/** The other objects of each row by distance [n × (n − 1)]. */
function sortedNeighbours({ rows: n, data }: AnyMatrix): Int32Array[] {
  return Array.from(
    { length: n },
    (_, i) =>
      Int32Array.from({ length: n }, (_, j) => j).filter((j) => j !== i)
        .sort((a, b) => data[i * n + a]! - data[i * n + b]!),
  );
}

/** How probable each object is to be among the k nearest of each row [n × n]. */
function memberships({ rows: n, data }: AnyMatrix, order: Int32Array[], k: number): Float64Array {
  const member = new Float64Array(n * n);
  for (const [i, others] of order.entries()) {
    const at = (place: number) => data[i * n + others[place]!]!;
    const last = at(k - 1);
    let first = k - 1, end = k;
    while (first > 0 && at(first - 1) === last) first--;
    while (end < others.length && at(end) === last) end++;
    const share = (k - first) / (end - first);
    for (let place = 0; place < end; place++) {
      member[i * n + others[place]!] = place < first ? 1 : share;
    }
  }
  return member;
}
