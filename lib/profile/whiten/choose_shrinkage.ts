import { type Matrix, zeros } from "../../core/matrix.ts";
import { principalAxes } from "../../core/principal_axes.ts";
import { rowProducts } from "../../core/row_products.ts";

/** How well a shrinkage foretells controls that it has not seen. */
export interface ShrinkageScore {
  /** Share of the diagonal, 0 to 1. */
  shrinkage: number;
  /** Mean Gaussian log-likelihood of a held-out control, up to a constant. */
  logLikelihood: number;
}

/** What the shrinkages are chosen from: 10⁻⁴ … 1, ten to a decade, and 0. */
const candidates = [0, ...Array.from({ length: 41 }, (_, i) => 10 ** ((i - 40) / 10))];

/**
 * Chooses how far the covariance of controls is shrunk towards its diagonal, so that controls which
 * were left out are most likely.
 *
 * Each fold in turn is left out; the others give a mean and a covariance S; for every λ the rows
 * left out are scored under a normal distribution with covariance (1 − λ) S + λ I. With fewer
 * controls than features S is singular, so that λ = 0 would make them impossible and is not among
 * the candidates. Labels of treatments play no part.
 *
 * Source: cross-validated likelihood as in Warton, J. Am. Stat. Assoc. 103, 340 (2008).
 *
 * @param controls Standardized controls [n × d].
 * @param folds Fold of each control, 0 … k − 1, with k ≥ 2 [n].
 * @returns Scores of all candidates, and the best one.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * // Two features that agree but for a little: hardly any shrinkage.
 * const data = new Float64Array([-1, -1.1, 1, 0.9, -2, -1.9, 2, 2.1, -1, -0.9, 1, 1.1]);
 * const { best } = chooseShrinkage({ rows: 6, cols: 2, data }, [0, 0, 1, 1, 2, 2]);
 * assertEquals(best < 0.1, true);
 * ```
 */
export function chooseShrinkage(
  controls: Matrix,
  folds: readonly number[],
): { best: number; scores: ShrinkageScore[] } {
  const sums = new Float64Array(candidates.length);
  for (let fold = 0; fold <= Math.max(...folds); fold++) {
    const training = folds.flatMap((f, row) => f === fold ? [] : [row]);
    const heldOut = folds.flatMap((f, row) => f === fold ? [row] : []);
    if (heldOut.length > 0) score(controls, training, heldOut, sums);
  }
  const scores = candidates.flatMap((shrinkage, i) =>
    sums[i] === -Infinity ? [] : [{ shrinkage, logLikelihood: (sums[i] as number) / controls.rows }]
  );
  const best = scores.reduce((a, b) => b.logLikelihood > a.logLikelihood ? b : a);
  return { best: best.shrinkage, scores };
}

/** Adds the log-likelihoods of the rows held out to the sum of each candidate. */
function score(
  controls: Matrix,
  training: readonly number[],
  heldOut: readonly number[],
  sums: Float64Array,
): void {
  const d = controls.cols;
  const { means, variances, axes } = principalAxes(controls, { rows: training });
  const others = centred(controls, heldOut, means);
  const along = rowProducts(others, axes), k = variances.length;
  // Mean square of the held-out rows along each axis, and outside all axes.
  const squares = new Float64Array(k);
  let outside = others.data.reduce((sum, value) => sum + value ** 2, 0);
  for (let i = 0; i < along.data.length; i++) {
    squares[i % k] = squares[i % k]! + along.data[i]! ** 2;
  }
  for (const square of squares) outside -= square;
  for (const [at, shrinkage] of candidates.entries()) {
    if (shrinkage === 0 && k < d) {
      sums[at] = -Infinity;
      continue;
    }
    let logDeterminant = k < d ? (d - k) * Math.log(shrinkage) : 0;
    let distance = k < d ? Math.max(0, outside) / shrinkage : 0;
    for (let i = 0; i < k; i++) {
      const variance = (1 - shrinkage) * variances[i]! + shrinkage;
      logDeterminant += Math.log(variance);
      distance += squares[i]! / variance;
    }
    sums[at] = sums[at]! - 0.5 * (heldOut.length * logDeterminant + distance);
  }
}

function centred({ cols, data }: Matrix, rows: readonly number[], means: Float64Array): Matrix {
  const out = zeros(rows.length, cols);
  let to = 0;
  for (const row of rows) {
    for (let j = 0; j < cols; j++) out.data[to++] = data[row * cols + j]! - means[j]!;
  }
  return out;
}
