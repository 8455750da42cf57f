import type { Neighbours } from "./neighbours.ts";

/** A weighted graph without direction: each edge is kept in the rows of both its ends. */
export interface Graph {
  /** Where the edges of each row start, and the end of the last [n + 1]. */
  starts: Int32Array;
  /** The other end of each edge, ascending in a row [edges]. */
  ends: Int32Array;
  /** Its weight, above 0 [edges]. */
  weights: Float64Array;
}

/**
 * The graph of nearest neighbours without direction.
 *
 * @param neighbours Who is a neighbour of whom.
 * @param strengths Of each neighbour, as `neighbours.rows` has them [n × k].
 * @param combine Weight of an edge from the strengths both ways, 0 where one is not a neighbour; it
 * must not depend on their order. Edges of weight 0 are left out.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const rows = new Int32Array([1, 0, 1]), distances = new Float64Array([1, 1, 2]);
 * const strengths = new Float64Array([1, 1, 0.5]);
 * const graph = uniteNeighbours({ count: 1, rows, distances }, strengths, Math.max);
 * assertEquals([...graph.starts], [0, 1, 3, 4]);
 * assertEquals([...graph.ends], [1, 0, 2, 1]);
 * assertEquals([...graph.weights], [1, 1, 0.5, 0.5]);
 * ```
 */
export function uniteNeighbours(
  { count, rows }: Neighbours,
  strengths: Float64Array,
  combine: (there: number, back: number) => number,
): Graph {
  const n = rows.length / count, incoming = transpose(n, rows);
  const starts = new Int32Array(n + 1), there = new Float64Array(n), back = new Float64Array(n);
  const ends = new Int32Array(2 * rows.length), weights = new Float64Array(2 * rows.length);
  let edges = 0;
  for (let row = 0; row < n; row++) {
    const others = new Set<number>();
    for (let i = row * count; i < (row + 1) * count; i++) {
      there[rows[i]!] = strengths[i]!;
      others.add(rows[i]!);
    }
    for (let i = incoming.starts[row]!; i < incoming.starts[row + 1]!; i++) {
      const from = incoming.from[i]!, other = Math.floor(from / count);
      back[other] = strengths[from]!;
      others.add(other);
    }
    for (const other of Int32Array.from(others).sort()) {
      const weight = combine(there[other]!, back[other]!);
      there[other] = back[other] = 0;
      if (weight === 0) continue;
      ends[edges] = other;
      weights[edges++] = weight;
    }
    starts[row + 1] = edges;
  }
  return { starts, ends: ends.slice(0, edges), weights: weights.slice(0, edges) };
}

/** For each row, the places in `rows` that name it. */
function transpose(n: number, rows: Int32Array): { starts: Int32Array; from: Int32Array } {
  const starts = new Int32Array(n + 1), from = new Int32Array(rows.length);
  for (const row of rows) starts[row + 1]!++;
  for (let row = 0; row < n; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  for (let i = 0; i < rows.length; i++) from[next[rows[i]!]!++] = i;
  return { starts, from };
}
