import type { Matrix32 } from "../../core/multiply.ts";
import type { Comparison } from "../distance/comparison.ts";

/** Most pairs that are remembered: some 20 MB. */
const mostPairs = 1 << 18;

/**
 * The similarities that the permutations of some groups need: of all their rows with all candidates
 * for negatives, kept sorted for each query and list of candidates.
 */
export class SharedSimilarities {
  readonly #line: Int32Array;
  readonly #column: Int32Array;
  /** Similarities of rows of which neither is a candidate, by both numbers. */
  readonly #pairs = new Map<number, number>();
  readonly #sorted = new Map<Int32Array, (Float32Array | undefined)[]>();
  readonly #above = new Map<Int32Array, (Int32Array | undefined)[]>();

  private constructor(
    private readonly comparison: Comparison,
    private readonly matrix: Matrix32,
    lines: Int32Array,
    columns: Int32Array,
    rows: number,
  ) {
    this.#line = new Int32Array(rows).fill(-1);
    this.#column = new Int32Array(rows).fill(-1);
    for (const [index, row] of lines.entries()) this.#line[row] = index;
    for (const [index, row] of columns.entries()) this.#column[row] = index;
  }

  /**
   * Compares the rows.
   *
   * @param comparison The profiles [n].
   * @param lines Rows that can be queries, all of `columns` among them.
   * @param columns Candidates for negatives.
   * @param rows Number of profiles n.
   */
  static async of(
    comparison: Comparison,
    lines: Int32Array,
    columns: Int32Array,
    rows: number,
  ): Promise<SharedSimilarities> {
    // One arithmetic for all similarities of a test, that of `pair`: an engine that differs in the last digits
    // would tell members of a group from the others where cosines crowd near 1.
    const matrix = await comparison.pairs(lines, columns);
    return new SharedSimilarities(comparison, matrix, lines, columns, rows);
  }

  /** Similarity of two of the rows; of two that are no candidates it is computed when first asked for. */
  at(row: number, other: number): number {
    const { data, cols } = this.matrix;
    const column = this.#column[other]!;
    if (column >= 0) return data[this.#line[row]! * cols + column]!;
    const swapped = this.#column[row]!;
    if (swapped >= 0) return data[this.#line[other]! * cols + swapped]!;
    // Members of a group meet one another in many arrangements.
    const key = Math.min(row, other) * this.#column.length + Math.max(row, other);
    let similarity = this.#pairs.get(key);
    if (similarity === undefined) {
      similarity = this.comparison.pair(row, other);
      if (this.#pairs.size >= mostPairs) this.#pairs.clear();
      this.#pairs.set(key, similarity);
    }
    return similarity;
  }

  /** Number of a candidate within {@link line}, −1 of another row. */
  column(row: number): number {
    return this.#column[row]!;
  }

  /** Similarities of a row with all candidates, by their {@link column}. */
  line(row: number): Float32Array {
    const { data, cols } = this.matrix, start = this.#line[row]! * cols;
    return data.subarray(start, start + cols);
  }

  /** Similarities of a row with a list of candidates, itself left out, sorted upwards. */
  sorted(row: number, candidates: Int32Array): Float32Array {
    let lists = this.#sorted.get(candidates);
    if (lists === undefined) this.#sorted.set(candidates, lists = new Array(this.matrix.rows));
    const line = this.#line[row]!;
    return lists[line] ??= this.#sort(row, candidates);
  }

  /**
   * How many of a list of candidates are more similar to a row than each candidate there is, the row
   * itself left out, by {@link column}; −1 where one ties that is another row.
   */
  above(row: number, candidates: Int32Array): Int32Array {
    let lists = this.#above.get(candidates);
    if (lists === undefined) this.#above.set(candidates, lists = new Array(this.matrix.rows));
    return lists[this.#line[row]!] ??= this.#rank(row, candidates);
  }

  #rank(row: number, candidates: Int32Array): Int32Array {
    const sorted = this.sorted(row, candidates), line = this.line(row), n = sorted.length;
    const order = Int32Array.from(line, (_, column) => column).sort((a, b) => line[a]! - line[b]!);
    const inside = new Uint8Array(line.length), above = new Int32Array(line.length);
    for (const candidate of candidates) {
      if (candidate !== row) inside[this.#column[candidate]!] = 1;
    }
    let below = 0;
    for (const column of order) {
      const level = line[column]!;
      while (below < n && sorted[below]! < level) below++;
      let upTo = below;
      while (upTo < n && sorted[upTo] === level) upTo++;
      above[column] = upTo - below > inside[column]! ? -1 : n - upTo;
    }
    return above;
  }

  #sort(row: number, candidates: Int32Array): Float32Array {
    const values = new Float32Array(candidates.length);
    let count = 0;
    for (const candidate of candidates) {
      if (candidate !== row) values[count++] = this.at(row, candidate);
    }
    return values.subarray(0, count).sort();
  }
}
