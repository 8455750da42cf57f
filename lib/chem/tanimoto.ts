import { type Matrix, zeros } from "../core/matrix.ts";
import { type AnyFingerprints, compareRows } from "./tanimoto/rows.ts";

export type { AnyFingerprints } from "./tanimoto/rows.ts";

/**
 * Tanimoto similarity of all molecules with one another, or with others.
 *
 * For bits: bits in common over bits that either has. For counts: the sum of the smaller counts over
 * the sum of the larger. Two molecules without any bit have 0, as in RDKit.
 *
 * @param left Fingerprints [n].
 * @param right Fingerprints of the same kind [m]; defaults to the left.
 * @returns Similarities [n × m], 0 to 1; NaN in rows and columns of missing structures.
 * @throws {InputError} where both differ in length or kind.
 *
 * @example
 * ```ts
 * import { packFingerprints } from "./fingerprints.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { tanimoto } from "./tanimoto.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const prints = packFingerprints(await loadRDKit(), ["CCO", "OCC", "c1ccccc1"]);
 * assertEquals([...tanimoto(prints).data], [1, 1, 0, 1, 1, 0, 0, 0, 1]);
 * ```
 */
export function tanimoto(left: AnyFingerprints, right: AnyFingerprints = left): Matrix {
  const matrix = zeros(left.rows, right.rows), { data, cols } = matrix;
  const compare = compareRows(left, right);
  for (let row = 0; row < left.rows; row++) {
    const end = left === right ? row + 1 : cols;
    compare(row, data.subarray(row * cols, (row + 1) * cols), end);
    if (left !== right) continue;
    for (let other = 0; other < row; other++) data[other * cols + row] = data[row * cols + other]!;
  }
  return matrix;
}

/** A part of a matrix of similarities. */
export interface SimilarityBlock {
  /** Row of the whole matrix that is row 0 here. */
  start: number;
  /** Similarities [rows of the block × m]; written over by the next block. */
  block: Matrix;
}

/**
 * Tanimoto similarities a few rows at a time, for matrices too large for memory.
 *
 * @param left Fingerprints [n].
 * @param right Fingerprints of the same kind [m]; defaults to the left.
 * @param options How many rows at a time.
 * @returns The blocks from top to bottom.
 *
 * @example
 * ```ts
 * import { packFingerprints } from "./fingerprints.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { tanimotoBlocks } from "./tanimoto.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const prints = packFingerprints(await loadRDKit(), ["CCO", "OCC", "c1ccccc1"]);
 * const blocks = [...tanimotoBlocks(prints, prints, { rows: 2 })];
 * assertEquals(blocks.map(({ start, block }) => [start, block.rows]), [[0, 2], [2, 1]]);
 * ```
 */
export function* tanimotoBlocks(
  left: AnyFingerprints,
  right: AnyFingerprints = left,
  options: {
    /** Rows of a block; defaults to 64. */
    rows?: number;
  } = {},
): Generator<SimilarityBlock> {
  const { rows = 64 } = options, cols = right.rows;
  const compare = compareRows(left, right);
  const buffer = new Float64Array(rows * cols);
  for (let start = 0; start < left.rows; start += rows) {
    const height = Math.min(rows, left.rows - start);
    for (let row = 0; row < height; row++) {
      compare(start + row, buffer.subarray(row * cols, (row + 1) * cols), cols);
    }
    yield { start, block: { rows: height, cols, data: buffer.subarray(0, height * cols) } };
  }
}
