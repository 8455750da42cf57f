import type { ProfileValues } from "../../core/profiles.ts";
import type { Scale } from "../normalize/mean_scale.ts";

/**
 * Pearson correlations of one column with others in 64 bits, each over the rows where both were
 * measured; 0 where one does not vary.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param columns Columns to correlate with [k].
 * @param own The column.
 * @param center About the mean of every column, so that large numbers lose nothing [width].
 * @returns One for each of the columns [k].
 *
 * @example
 * ```ts
 * import { exactCorrelations } from "./exact_correlations.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 3, 2, 2, 3, 1]);
 * const center = new Float64Array([2, 2]);
 * assertEquals([...exactCorrelations(values, 2, [0, 1, 2], [0, 1], 0, center)], [1, -1]);
 * ```
 */
export function exactCorrelations(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  own: number,
  center: Scale["center"],
): Float64Array {
  const k = columns.length, centers = Float64Array.from(columns, (column) => center[column]!);
  const counts = new Float64Array(k), sx = new Float64Array(k), sy = new Float64Array(k);
  const xx = new Float64Array(k), yy = new Float64Array(k), xy = new Float64Array(k);
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * width, x = (values[from + own] as number) - center[own]!;
    if (x !== x) continue;
    for (let j = 0; j < k; j++) {
      const y = (values[from + (columns[j] as number)] as number) - centers[j]!;
      if (y !== y) continue;
      counts[j]!++;
      sx[j]! += x;
      sy[j]! += y;
      xx[j]! += x * x;
      yy[j]! += y * y;
      xy[j]! += x * y;
    }
  }
  return xy.map((products, j) => {
    const n = counts[j]!, a = xx[j]! - sx[j]! ** 2 / n, b = yy[j]! - sy[j]! ** 2 / n;
    // What is left of equal numbers after rounding is no spread.
    if (!(a > xx[j]! * 1e-12 && b > yy[j]! * 1e-12)) return 0;
    return Math.max(-1, Math.min(1, (products - sx[j]! * sy[j]! / n) / Math.sqrt(a * b)));
  });
}
