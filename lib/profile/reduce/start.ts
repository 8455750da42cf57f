import type { Matrix } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { largestAxes } from "./largest_axes.ts";

/** Where the rows of a map start: along the principal components, or anywhere. */
export type Start = "pca" | "random";

/**
 * First places of the rows of a map, the first axis with standard deviation 1, and a little noise so that duplicates can move apart.
 *
 * Principal components keep what is far apart far apart, which neighbours alone do not tell; an axis
 * of no variance, or that the data do not have, is drawn at random.
 *
 * Source: Kobak and Linderman 2021, Initialization is critical for preserving global data structure
 * in both t-SNE and UMAP.
 *
 * @param matrix The vectors [n × d].
 * @param components Axes of the map.
 * @param start Principal components or random.
 * @param random Stream of the noise.
 * @returns Places, `layout[row * components + axis]`.
 *
 * @example
 * ```ts
 * import { Random } from "../../core/random.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 1, data: new Float64Array([3, 5]) };
 * assertAlmostEquals(startLayout(matrix, 1, "pca", new Random(1))[1]!, 1, 1e-3);
 * ```
 */
export function startLayout(
  matrix: Matrix<Float64Array | Float32Array>,
  components: number,
  start: Start,
  random: Random,
): Float64Array {
  const { rows } = matrix, layout = new Float64Array(rows * components);
  const known = start === "pca" ? Math.min(components, rows, matrix.cols) : 0;
  const { scores, variances, total } = known > 0
    ? largestAxes(matrix, known, 1e-4)
    : { scores: matrix, variances: [], total: 0 };
  const unit = Math.sqrt((variances[0] ?? 0) * (rows - 1) / rows);
  for (let axis = 0; axis < components; axis++) {
    // Below this share of the whole an axis is made of rounding.
    const kept = axis < known && variances[axis]! > 1e-12 * total;
    for (let row = 0; row < rows; row++) {
      const at = row * components + axis, noise = random.normal();
      layout[at] = kept ? scores.data[row * known + axis]! / unit + noise * 1e-4 : noise;
    }
  }
  return layout;
}
