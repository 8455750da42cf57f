import type { Product } from "../../core/multiply.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import type { MeanScale } from "../normalize/mean_scale.ts";
import { scaledBlocks } from "./scaled_blocks.ts";

/**
 * Pearson correlations of some columns with all, none of which has a missing value.
 *
 * As `correlations`, of which these are some rows: errors are below 10⁻⁶.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param columns Columns to correlate with [k].
 * @param own Positions of some of them [m].
 * @param known Of every column over these rows, with ddof 0.
 * @param product The engine of products.
 * @returns Row after row [m × k].
 *
 * @example
 * ```ts
 * import { multiply } from "../../core/multiply.ts";
 * import { meanScale } from "../normalize/mean_scale.ts";
 * import { someCorrelations } from "./some_correlations.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 3, 2, 2, 3, 1]), rows = [0, 1, 2];
 * const known = meanScale(values, 2, rows, 0);
 * const found = await someCorrelations(values, 2, rows, [0, 1], [1], known, multiply);
 * assertAlmostEquals(found[0]!, -1, 1e-6);
 * ```
 */
export async function someCorrelations(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  own: readonly number[],
  known: MeanScale,
  product: Product,
): Promise<Float64Array> {
  const sums = new Float64Array(own.length * columns.length);
  if (sums.length === 0) return sums;
  for (const { scaled } of scaledBlocks(values, width, rows, columns, known)) {
    const cols = scaled.cols, data = new Float32Array(own.length * cols);
    for (const [i, position] of own.entries()) {
      data.set(scaled.data.subarray(position * cols, (position + 1) * cols), i * cols);
    }
    const part = (await product({ rows: own.length, cols, data }, scaled)).data;
    for (let i = 0; i < sums.length; i++) sums[i]! += part[i]!;
  }
  return sums.map((sum) => Math.max(-1, Math.min(1, sum / rows.length)));
}
