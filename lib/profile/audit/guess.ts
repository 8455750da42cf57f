import type { Comparison } from "../distance/comparison.ts";
import type { Fold } from "./folds.ts";

/**
 * How right each row is named, from 0 to 1: where several labels are as good, the chance that a
 * draw among them is right. Rows that are not named are NaN.
 */
export type Rightness = Float64Array;

/** What {@link guessByKey} names. */
export interface KeyGuess {
  /** How right each row is named [n]. */
  right: Rightness;
  /** Whether the key of a row that is named is among those learned from [n]. */
  seen: boolean[];
}

/**
 * Names rows by the commonest label of the rows that share their key; rows of a new key by the
 * commonest of all.
 *
 * @param keys One key a row, for example its well position, for each fold [folds][n].
 * @param labels Number of each row's label [n].
 * @param folds What is named from what.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const folds = [{ test: new Int32Array([0]), train: new Int32Array([1, 2]) }];
 * const { right, seen } = guessByKey([["A01", "A01", "A02"]], new Int32Array([5, 5, 6]), folds);
 * assertEquals([right[0], seen[0]], [1, true]);
 * ```
 */
export function guessByKey(
  keys: readonly (readonly string[])[],
  labels: Int32Array,
  folds: readonly Fold[],
): KeyGuess {
  const right = new Float64Array(labels.length).fill(NaN);
  const seen = Array.from(labels, () => false);
  for (const [index, { test, train }] of folds.entries()) {
    const own = keys[index] as readonly string[];
    const all = new Map<number, number>(), byKey = new Map<string, Map<number, number>>();
    for (const row of train) {
      const key = own[row] as string, label = labels[row] as number;
      const counts = byKey.get(key) ?? new Map<number, number>();
      byKey.set(key, counts.set(label, (counts.get(label) ?? 0) + 1));
      all.set(label, (all.get(label) ?? 0) + 1);
    }
    const best = new Map([...byKey].map(([key, counts]) => [key, commonest(counts)]));
    const fallback = commonest(all);
    for (const row of test) {
      const known = best.get(own[row] as string), named = known ?? fallback;
      right[row] = named.has(labels[row] as number) ? 1 / named.size : 0;
      seen[row] = known !== undefined;
    }
  }
  return { right, seen };
}

/**
 * The rows that each row is nearest to among those it may learn from; several where they tie.
 *
 * @param comparison The profiles [n].
 * @param folds What is named from what.
 *
 * @example
 * ```ts
 * import { multiply } from "../../core/multiply.ts";
 * import { Comparison } from "../distance/comparison.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 3, cols: 2, data: new Float64Array([1, 0, 0, 1, 2, 1]) };
 * const comparison = new Comparison(matrix, matrix, "cosine", multiply);
 * const fold = { test: Int32Array.of(0), train: Int32Array.of(1, 2) };
 * assertEquals((await nearestRows(comparison, [fold])).get(0), [2]);
 * ```
 */
export async function nearestRows(
  comparison: Comparison,
  folds: readonly Fold[],
): Promise<Map<number, number[]>> {
  const nearest = new Map<number, number[]>();
  for (const { test, train } of folds) {
    for (let start = 0; start < test.length; start += 512) {
      const rows = test.subarray(start, start + 512);
      const { data, cols } = await comparison.block(rows, train);
      for (const [i, row] of rows.entries()) {
        let most = -Infinity, found: number[] = [];
        for (let j = 0; j < cols; j++) {
          const similarity = data[i * cols + j]!;
          if (similarity > most) [most, found] = [similarity, [train[j]!]];
          else if (similarity === most) found.push(train[j]!);
        }
        nearest.set(row, found);
      }
    }
  }
  return nearest;
}

/**
 * Names rows by the labels of the rows they are nearest to.
 *
 * @param nearest From {@link nearestRows}.
 * @param labels True labels [n].
 * @param taught Labels that are learned, for example shuffled ones [n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * // Row 0 is as near to row 1, which has its label, as to row 2.
 * const nearest = new Map([[0, [1, 2]]]), labels = Int32Array.of(7, 7, 8);
 * assertEquals(guessByNearest(nearest, labels, labels)[0], 0.5);
 * ```
 */
export function guessByNearest(
  nearest: ReadonlyMap<number, readonly number[]>,
  labels: Int32Array,
  taught: Int32Array,
): Rightness {
  const right = new Float64Array(labels.length).fill(NaN);
  for (const [row, rows] of nearest) {
    right[row] = rows.filter((other) => taught[other] === labels[row]).length / rows.length;
  }
  return right;
}

function commonest(counts: ReadonlyMap<number, number>): Set<number> {
  const most = Math.max(...counts.values());
  return new Set([...counts].filter(([, count]) => count === most).map(([label]) => label));
}
