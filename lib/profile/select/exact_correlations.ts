import type { ProfileValues } from "../../core/profiles.ts";

/**
 * Pearson correlations of one column with others in 64 bits, each over the rows where both were
 * measured; 0 where one does not vary.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param columns Columns to correlate with [k].
 * @param own The column.
 * @returns One for each of the columns [k].
 *
 * @example
 * ```ts
 * import { exactCorrelations } from "./exact_correlations.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 3, 2, 2, 3, 1]);
 * assertEquals([...exactCorrelations(values, 2, [0, 1, 2], [0, 1], 0)], [1, -1]);
 * ```
 */
export function exactCorrelations(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  own: number,
): Float64Array {
  const k = columns.length;
  const counts = new Float64Array(k), meanX = new Float64Array(k), meanY = new Float64Array(k);
  const xx = new Float64Array(k), yy = new Float64Array(k), xy = new Float64Array(k);
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * width, x = values[from + own] as number;
    if (x !== x) continue;
    for (let j = 0; j < k; j++) {
      const y = values[from + (columns[j] as number)] as number;
      if (y !== y) continue;
      // Welford's update: means move with every row, so that large numbers lose nothing.
      const m = ++counts[j]!, dx = x - meanX[j]!, dy = y - meanY[j]!;
      meanX[j]! += dx / m;
      meanY[j]! += dy / m;
      const restY = y - meanY[j]!;
      xx[j]! += dx * (x - meanX[j]!);
      yy[j]! += dy * restY;
      xy[j]! += dx * restY;
    }
  }
  return xy.map((sum, j) => {
    const size = Math.sqrt(xx[j]! * yy[j]!);
    return size > 0 ? Math.max(-1, Math.min(1, sum / size)) : 0;
  });
}
