import { type Graph, uniteNeighbours } from "../graph.ts";
import type { Neighbours } from "../neighbours.ts";

/** Halvings of the search, and where it stops, in nats. */
const iterations = 200, tolerance = 1e-10;

/**
 * How much each two rows belong together: p(i, j) of t-SNE, which sums to 1 over all pairs both ways.
 *
 * Each row gives its neighbours shares by a normal distribution, as wide as makes the perplexity (two
 * to the entropy in bits) of the shares the one asked for; p is the mean of both directions over n.
 * Where more neighbours than that are at the same least distance, they share alike.
 *
 * Source: van der Maaten and Hinton 2008, Visualizing data using t-SNE; van der Maaten 2014 for
 * neighbours only.
 *
 * @param neighbours Nearest others of each row, about three times the perplexity.
 * @param perplexity Effective number of neighbours.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const rows = new Int32Array([1, 0]), distances = new Float64Array([3, 3]);
 * assertEquals([...affinities({ count: 1, rows, distances }, 1).weights], [0.5, 0.5]);
 * ```
 */
export function affinities(neighbours: Neighbours, perplexity: number): Graph {
  const { count, distances } = neighbours, n = distances.length / count;
  const shares = new Float64Array(distances.length), squares = new Float64Array(count);
  for (let row = 0; row < n; row++) {
    const start = row * count, least = distances[start]! ** 2;
    for (let i = 0; i < count; i++) squares[i] = distances[start + i]! ** 2 - least;
    fillShares(squares, Math.log(perplexity), shares.subarray(start, start + count));
  }
  return uniteNeighbours(neighbours, shares, (there, back) => (there + back) / (2 * n));
}

/** Shares exp(−precision · d²), normed, with the precision that gives the entropy. */
function fillShares(squares: Float64Array, entropy: number, shares: Float64Array): void {
  let mean = 0;
  for (let i = 0; i < squares.length; i++) mean += squares[i]! / squares.length;
  let low = 0, high = Infinity, precision = mean > 0 ? 1 / mean : 1;
  for (let step = 0; step < iterations; step++) {
    let sum = 0, weighted = 0;
    for (let i = 0; i < squares.length; i++) {
      const share = Math.exp(-precision * squares[i]!);
      shares[i] = share;
      sum += share;
      weighted += share * squares[i]!;
    }
    for (let i = 0; i < shares.length; i++) shares[i]! /= sum;
    const excess = Math.log(sum) + precision * weighted / sum - entropy;
    if (Math.abs(excess) < tolerance) break;
    if (excess > 0) low = precision;
    else high = precision;
    precision = high === Infinity ? 2 * precision : (low + high) / 2;
  }
}
