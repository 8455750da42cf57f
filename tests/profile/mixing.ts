import type { Matrix } from "../../lib/core/matrix.ts";

/**
 * How many labels there are among the nearest neighbours of a row, on average over rows: the inverse
 * Simpson index of the neighbours' labels, 1 where all are alike (LISI without weights).
 */
export function mixing({ rows: n, cols: d, data }: Matrix, labels: string[], neighbours: number) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const distances = labels.map((label, j) => {
      let square = 0;
      for (let k = 0; k < d; k++) square += (data[i * d + k]! - data[j * d + k]!) ** 2;
      return { label, square };
    }).filter((_, j) => j !== i).sort((a, b) => a.square - b.square).slice(0, neighbours);
    const groups = Map.groupBy(distances, ({ label }) => label);
    let simpson = 0;
    for (const group of groups.values()) simpson += (group.length / neighbours) ** 2;
    total += 1 / simpson;
  }
  return total / n;
}
