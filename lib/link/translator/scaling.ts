import type { Matrix } from "../../core/matrix.ts";

/** How features are brought to one size; fitted on what is trained with, and nothing else. */
export interface Scaling {
  /** What is taken off each column [d]. */
  means: Float32Array;
  /** What each column is multiplied by, 0 where it does not vary [d]. */
  factors: Float32Array;
}

/** Standard deviations from the mean where values are cut. */
const most = 5;

/**
 * Fits a scaling: columns get mean 0 and standard deviation 1, bits of a fingerprint only mean 0, since
 * one that a single compound has would outweigh all others. Bits and other columns then get the
 * same total variance.
 *
 * @param matrix Features [n × d]; NaN counts as missing.
 * @param bits How many of the first columns are bits of a fingerprint; defaults to 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { means, factors } = fitScaling({ rows: 2, cols: 2, data: new Float32Array([1, 7, 3, 7]) });
 * assertEquals([...means, ...factors], [2, 7, 1, 0]);
 * ```
 */
export function fitScaling(
  { rows, cols, data }: Matrix<Float32Array | Float64Array>,
  bits = 0,
): Scaling {
  const means = new Float32Array(cols), factors = new Float32Array(cols);
  const variances = new Float64Array(cols);
  for (let col = 0; col < cols; col++) {
    let sum = 0, squares = 0, count = 0;
    for (let row = 0; row < rows; row++) {
      const value = data[row * cols + col]!;
      if (!Number.isFinite(value)) continue;
      sum += value;
      count++;
    }
    const mean = count === 0 ? 0 : sum / count;
    for (let row = 0; row < rows; row++) {
      const value = data[row * cols + col]!;
      if (Number.isFinite(value)) squares += (value - mean) ** 2;
    }
    means[col] = mean;
    const variance = count === 0 ? 0 : squares / count;
    // Rounding of a constant column leaves a spread that is none.
    variances[col] = variance <= 1e-12 * mean * mean ? 0 : variance;
  }
  const live = variances.reduce((sum, variance) => sum + (variance > 0 ? 1 : 0), 0);
  const others = variances.subarray(bits).reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
  const inBits = variances.subarray(0, bits).reduce((sum, one) => sum + one, 0);
  const blocks = (inBits > 0 ? 1 : 0) + (others > 0 ? 1 : 0);
  for (let col = 0; col < cols; col++) {
    const variance = variances[col]!;
    if (variance === 0) continue;
    factors[col] = col < bits
      ? Math.sqrt(live / blocks / inBits)
      : Math.sqrt(live / blocks / others / variance);
  }
  return { means, factors };
}

/**
 * Applies a scaling; missing values become the mean, and far ones are cut at five standard deviations.
 *
 * @param matrix Features [n × d].
 * @param scaling From {@link fitScaling}, for the same columns.
 * @param bits As there.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const scaling = { means: Float32Array.of(2), factors: Float32Array.of(1) };
 * const matrix = { rows: 3, cols: 1, data: Float32Array.of(1, NaN, 900) };
 * assertEquals([...applyScaling(matrix, scaling).data], [-1, 0, 5]);
 * ```
 */
export function applyScaling(
  { rows, cols, data }: Matrix<Float32Array | Float64Array>,
  { means, factors }: Scaling,
  bits = 0,
): Matrix<Float32Array> {
  const scaled = new Float32Array(rows * cols);
  for (let i = 0; i < scaled.length; i++) {
    const col = i % cols, value = (data[i]! - means[col]!) * factors[col]!;
    if (Number.isNaN(value)) continue;
    scaled[i] = col < bits ? value : Math.max(-most, Math.min(most, value));
  }
  return { rows, cols, data: scaled };
}
