import { type Matrix, zeros } from "../core/matrix.ts";
import { rowProducts } from "../core/row_products.ts";

/** How distances between rows of descriptors are taken. */
export interface DescriptorDistanceOptions {
  /**
   * Whether each descriptor is brought to mean 0 and standard deviation 1 (ddof 0) first; defaults
   * to true.
   *
   * On raw values, as study B took them, the few descriptors with large numbers decide alone:
   * Ipc goes to 10⁹ and molecular weight to hundreds where most others are below 10, so that all
   * drugs point the same way and nearly all distances are 0.
   */
  standardise?: boolean;
}

/** Distances, and on what they stand. */
export interface DescriptorDistances {
  /** Cosine distances, 0 to 2 [n × n]; NaN in rows and columns of missing molecules. */
  distances: Matrix;
  /** Descriptors that counted, as columns of the input. */
  used: number[];
  /** Columns left out because a molecule that is not missing has no finite value there. */
  notFinite: number[];
  /** Columns left out because all molecules have one value; none where values are raw. */
  constant: number[];
}

/**
 * Cosine distances, 1 − a·b / (|a| |b|), between the descriptors of molecules.
 *
 * A molecule whose descriptors are all NaN is missing and keeps its row. One without direction (all
 * descriptors 0) is at distance 1 from all.
 *
 * @param descriptors Values [n × d].
 * @param options Whether to standardise.
 *
 * @example
 * ```ts
 * import { descriptorDistances } from "./distance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = Float64Array.of(1, 700, 2, 700, 3, 700);
 * const { distances, constant } = descriptorDistances({ rows: 3, cols: 2, data });
 * assertEquals([...distances.data], [0, 1, 2, 1, 1, 1, 2, 1, 0]);
 * assertEquals(constant, [1]);
 * ```
 */
export function descriptorDistances(
  descriptors: Matrix,
  options: DescriptorDistanceOptions = {},
): DescriptorDistances {
  const { standardise = true } = options;
  const { rows, cols, data } = descriptors;
  const present = Array.from({ length: rows }, (_, row) => row)
    .filter((row) => data.subarray(row * cols, (row + 1) * cols).some((one) => !Number.isNaN(one)));
  const used: number[] = [], notFinite: number[] = [], constant: number[] = [];
  const columns: Float64Array[] = [];
  for (let col = 0; col < cols; col++) {
    const values = Float64Array.from(present, (row) => data[row * cols + col]!);
    if (!values.every(Number.isFinite)) notFinite.push(col);
    else if (standardise && isConstant(values)) constant.push(col);
    else {
      used.push(col);
      columns.push(standardise ? standardised(values) : values);
    }
  }
  const directions = unitRows(columns, present.length);
  const cosines = rowProducts(directions, directions).data;
  const distances = zeros(rows, rows);
  distances.data.fill(NaN);
  for (const [i, row] of present.entries()) {
    const bare = cosines[i * present.length + i] === 0;
    for (const [j, other] of present.entries()) {
      const cosine = Math.max(-1, Math.min(1, cosines[i * present.length + j]!));
      distances.data[row * rows + other] = i === j && !bare ? 0 : 1 - cosine;
    }
  }
  return { distances, used, notFinite, constant };
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

function standardised(values: Float64Array): Float64Array {
  // Scaled first, so that squares of large numbers stay finite.
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const small = values.map((value) => value / largest);
  const mean = small.reduce((sum, value) => sum + value, 0) / small.length;
  const variance = small.reduce((sum, value) => sum + (value - mean) ** 2, 0) / small.length;
  const spread = Math.sqrt(variance) || 1;
  return small.map((value) => (value - mean) / spread);
}

/** The rows made of some columns, each of length 1; a row of zeros stays one. */
function unitRows(columns: readonly Float64Array[], rows: number): Matrix {
  const matrix = zeros(rows, columns.length), { data, cols } = matrix;
  for (let row = 0; row < rows; row++) {
    const largest = columns.reduce((most, column) => Math.max(most, Math.abs(column[row]!)), 0) ||
      1;
    const values = columns.map((column) => column[row]! / largest);
    const norm = Math.hypot(...values) || 1;
    values.forEach((value, col) => data[row * cols + col] = value / norm);
  }
  return matrix;
}
