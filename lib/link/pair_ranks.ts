import type { Matrix } from "../core/matrix.ts";
import { rankValues, sortValues } from "./mantel/ranks.ts";
import { type AnyMatrix, pairMatrix, pairValues } from "./pairs.ts";

/**
 * Each distance as its place among all: the share of pairs that are nearer, ties in the middle.
 *
 * Distances of unlike kinds crowd in different places; as ranks they can be shown in one scale of
 * colours, each colour equally often.
 *
 * @param distances Symmetric [n × n].
 * @returns Shares above 0 and below 1, the diagonal 0 [n × n].
 * @throws {InputError} as `pairValues` does.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([0, 9, 7, 9, 0, 2, 7, 2, 0]);
 * assertEquals([...pairRanks({ rows: 3, cols: 3, data }).data.subarray(0, 3)], [0, 5 / 6, 0.5]);
 * ```
 */
export function pairRanks(distances: AnyMatrix): Matrix {
  const pairs = pairValues(distances, "distances"), n = distances.rows;
  const ranks = rankValues(sortValues(pairs), new Float64Array(pairs.length));
  const shares = ranks.map((rank) => (rank - 0.5) / pairs.length);
  return { rows: n, cols: n, data: pairMatrix(shares, n) };
}
