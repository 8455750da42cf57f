import { multiply, type Product } from "../../core/multiply.ts";
import { Candidates } from "./candidates.ts";
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
  const n = geometry.quick.rows, candidates = await findCandidates(geometry, count, product);
  const rows = new Int32Array(n * count), distances = new Float64Array(n * count);
  const squared = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const others = candidates.take(row);
    for (const other of others) squared[other] = squaredDistance(geometry.exact, row, other);
    others.sort((a, b) => squared[a]! - squared[b]! || a - b);
    for (let rank = 0; rank < count; rank++) {
      const other = others[rank]!, square = squared[other]!;
      rows[row * count + rank] = other;
      distances[row * count + rank] = geometry.metric === "cosine" ? square / 2 : Math.sqrt(square);
    }
  }
  return { count, rows, distances };
}

/** Each pair of rows is looked at once, for both. */
async function findCandidates(
  { quick, squares }: Geometry,
  count: number,
  product: Product,
): Promise<Candidates> {
  const { rows: n, cols, data } = quick;
  const longest = Math.sqrt(squares.reduce((most, square) => Math.max(most, square), 0));
  const slack = squares.map((square) => 2 * rounding(cols, Math.sqrt(square), longest));
  const candidates = new Candidates(n, count, slack), { limits } = candidates;
  const height = Math.max(1, Math.min(Math.ceil(n / 16), Math.floor(blockBytes / (4 * n))));
  for (let start = 0; start < n; start += height) {
    const end = Math.min(n, start + height), width = n - start;
    const block = await product(
      { rows: end - start, cols, data: data.subarray(start * cols, end * cols) },
      { rows: width, cols, data: data.subarray(start * cols) },
    );
    for (let row = start; row < end; row++) {
      const dots = block.data, offset = (row - start) * width - start, square = squares[row]!;
      for (let other = row + 1; other < n; other++) {
        const rough = square + squares[other]! - 2 * dots[offset + other]!;
        if (rough <= limits[row]!) candidates.add(row, other, rough);
        if (rough <= limits[other]!) candidates.add(other, row, rough);
      }
    }
  }
  return candidates;
}

/**
 * Most that a rough squared distance of vectors of two lengths is off: factors rounded to 10 bits of
 * fraction (TensorFloat-32), sums of `cols` numbers and squares in 32 bits.
 */
function rounding(cols: number, one: number, other: number): number {
  return (2 ** -9 + cols * 2 ** -22) * one * other + 2 ** -21 * (one + other) ** 2;
}
