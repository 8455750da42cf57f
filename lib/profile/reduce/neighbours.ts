import { multiply, type Product } from "../../core/multiply.ts";
import { type Geometry, squaredDistance } from "./geometry.ts";

/** The nearest other rows of each row, nearest first. */
export interface Neighbours {
  /** How many each row has: k. */
  count: number;
  /** Their row numbers, `rows[row * count + rank]` [n × k]. */
  rows: Int32Array;
  /** Their distances [n × k]. */
  distances: Float64Array;
}

/** Bytes of products that are held at a time. */
const blockBytes = 32e6;

/**
 * The exact nearest neighbours of each row among all others.
 *
 * The engine's products only tell which rows may be neighbours: all whose distance, given the
 * engine's rounding, may be among the k smallest. Their distances are then summed in 64 bits, so
 * that neighbours, distances and order are the same whichever engine is used. Rows at the same
 * distance come in their order. A row is not its own neighbour; duplicates of it are, at distance 0.
 *
 * @param geometry Vectors from {@link makeGeometry} [n × d].
 * @param count Neighbours a row, fewer than there are rows.
 * @param product Engine of matrix products; at least as precise as TensorFloat-32.
 *
 * @example
 * ```ts
 * import { makeGeometry } from "./geometry.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = { rows: 4, cols: 1, data: new Float64Array([0, 1, 3, 7]) };
 * const { rows, distances } = await findNeighbours(makeGeometry(line, "euclidean"), 1);
 * assertEquals([...rows], [1, 0, 1, 2]);
 * assertEquals([...distances], [1, 1, 2, 4]);
 * ```
 */
export async function findNeighbours(
  geometry: Geometry,
  count: number,
  product: Product = multiply,
): Promise<Neighbours> {
  const { quick, squares } = geometry, { rows: n, cols } = quick;
  const rows = new Int32Array(n * count), distances = new Float64Array(n * count);
  const reach = rounding(cols) *
    Math.sqrt(squares.reduce((most, value) => Math.max(most, value), 0));
  const height = Math.max(1, Math.min(n, Math.floor(blockBytes / (4 * n))));
  const near = new Float64Array(n),
    candidates = new Int32Array(n),
    nearest = new Float64Array(count);
  for (let start = 0; start < n; start += height) {
    const end = Math.min(n, start + height);
    const data = quick.data.subarray(start * cols, end * cols);
    const block = await product({ rows: end - start, cols, data }, quick);
    for (let row = start; row < end; row++) {
      const dots = block.data, offset = (row - start) * n, square = squares[row]!;
      for (let other = 0; other < n; other++) {
        near[other] = square + squares[other]! - 2 * dots[offset + other]!;
      }
      near[row] = Infinity;
      const limit = smallest(near, nearest) + 2 * reach * Math.sqrt(square);
      let found = 0;
      for (let other = 0; other < n; other++) {
        if (near[other]! > limit || other === row) continue;
        candidates[found++] = other;
        near[other] = squaredDistance(geometry.exact, row, other);
      }
      // Row numbers ascend and the sort is stable, which settles ties.
      const sorted = candidates.subarray(0, found).sort((a, b) => near[a]! - near[b]! || a - b);
      for (let rank = 0; rank < count; rank++) {
        const other = sorted[rank]!, squared = near[other]!;
        rows[row * count + rank] = other;
        distances[row * count + rank] = geometry.metric === "cosine"
          ? squared / 2
          : Math.sqrt(squared);
      }
    }
  }
  return { count, rows, distances };
}

/**
 * Most that a squared distance from the engine can be off, over the product of the two lengths:
 * factors rounded to 10 bits of fraction (TensorFloat-32), sums of `cols` numbers in 32 bits.
 */
function rounding(cols: number): number {
  return 2 * (2 ** -10 + (cols + 4) * 2 ** -23);
}

/** The largest of the k smallest values, by insertion: few values after the first ones get in. */
function smallest(values: Float64Array, held: Float64Array): number {
  const last = held.length - 1;
  held.fill(Infinity);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value >= held[last]!) continue;
    let at = last;
    for (; at > 0 && held[at - 1]! > value; at--) held[at] = held[at - 1]!;
    held[at] = value;
  }
  return held[last]!;
}
