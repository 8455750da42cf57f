import { type AnyFingerprints, compareRows } from "./tanimoto/rows.ts";

/** The most similar molecules of each. */
export interface Nearest {
  /** Number of molecules that were compared. */
  rows: number;
  /** Neighbours of each. */
  count: number;
  /** Rows of the neighbours, the most similar first [rows × count]; -1 where there is none. */
  neighbour: Int32Array;
  /** Their similarities, 0 to 1 [rows × count]; NaN where there is none. */
  similarity: Float64Array;
}

/** How neighbours are looked for. */
export interface NearestOptions {
  /** Neighbours of each; defaults to 10. */
  count?: number;
  /** Called after each row, with how many are done; for a progress bar. */
  onRow?: (done: number, total: number) => void;
}

/**
 * The most similar molecules of each, by Tanimoto similarity, one row at a time: memory grows with
 * the number of molecules, not with its square.
 *
 * Of equally similar ones the first row wins. Where a list is compared with itself, a molecule is no
 * neighbour of itself. Missing structures have no neighbours and are none.
 *
 * @param left Fingerprints [n].
 * @param right Fingerprints of the same kind to look in [m]; defaults to the left.
 * @param options How many.
 * @throws {InputError} where both differ in length or kind.
 *
 * @example
 * ```ts
 * import { packFingerprints } from "./fingerprints.ts";
 * import { nearest } from "./nearest.ts";
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const prints = packFingerprints(await loadRDKit(), ["CCO", "c1ccccc1", "CCCO"]);
 * assertEquals([...nearest(prints, prints, { count: 1 }).neighbour], [2, 0, 0]);
 * ```
 */
export function nearest(
  left: AnyFingerprints,
  right: AnyFingerprints = left,
  options: NearestOptions = {},
): Nearest {
  const { count = 10, onRow } = options;
  const compare = compareRows(left, right);
  const neighbour = new Int32Array(left.rows * count).fill(-1);
  const similarity = new Float64Array(left.rows * count).fill(NaN);
  const all = new Float64Array(right.rows);
  for (let row = 0; row < left.rows; row++) {
    compare(row, all, right.rows);
    if (left === right) all[row] = NaN;
    const base = row * count;
    let found = 0;
    for (let other = 0; other < right.rows; other++) {
      const value = all[other]!;
      if (Number.isNaN(value)) continue;
      if (found === count && value <= similarity[base + count - 1]!) continue;
      let place = found < count ? found++ : count - 1;
      while (place > 0 && similarity[base + place - 1]! < value) {
        similarity[base + place] = similarity[base + place - 1]!;
        neighbour[base + place] = neighbour[base + place - 1]!;
        place--;
      }
      similarity[base + place] = value;
      neighbour[base + place] = other;
    }
    onRow?.(row + 1, left.rows);
  }
  return { rows: left.rows, count, neighbour, similarity };
}
