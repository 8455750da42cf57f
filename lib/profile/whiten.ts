import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import { type Matrix, zeros } from "../core/matrix.ts";
import type { Profiles } from "../core/profiles.ts";
import { Random } from "../core/random.ts";
import { checkValues } from "./check_values.ts";
import { type RowQuery, rowsWhere } from "./rows_where.ts";
import type { Whitening } from "./whiten/apply.ts";
import { chooseShrinkage, type ShrinkageScore } from "./whiten/choose_shrinkage.ts";
import { standardizeControls } from "./whiten/standardize_controls.ts";
import { warningsOf } from "./whiten/warnings.ts";
import { whiteningMatrix } from "./whiten/whitening_matrix.ts";

export { applyWhitening, type Whitening } from "./whiten/apply.ts";
export type { WhitenWarning } from "./whiten/warnings.ts";

/** How `fitWhitening` works. */
export interface WhitenOptions {
  /** The rows that shall have covariance I. */
  controls: RowQuery;
  /**
   * "PCA" and "ZCA" work on the covariance, "PCA-cor" and "ZCA-cor" on the correlation; ZCA turns
   * back, so that outputs are as like their features as can be. Defaults to "ZCA-cor".
   */
  method?: "PCA" | "ZCA" | "PCA-cor" | "ZCA-cor";
  /** Added to each singular value of the controls; defaults to 10⁻⁶. */
  epsilon?: number;
  /**
   * How far the covariance is shrunk towards its diagonal, 0 (not) to 1 (features are scaled one by
   * one); "auto" takes what foretells held-out controls best, and 0 where there are ten controls or
   * more a feature. Defaults to "auto".
   */
  shrinkage?: number | "auto";
  /**
   * Columns whose groups (plates) are held out as a whole by "auto"; defaults to none, then single
   * rows are.
   */
  holdOutBy?: string | readonly string[];
  /** In how many parts "auto" holds controls out; defaults to 5. */
  folds?: number;
  /** Seed of the folds; defaults to 0. */
  seed?: number;
  /** Start of the message where it fails; defaults to "Cannot whiten". */
  attempted?: string;
}

/**
 * Fits a whitening (sphering) on controls: what varies among them counts as noise, and after it
 * their covariance is I.
 *
 * With fewer controls than features the covariance is singular, and with hardly more it is near it:
 * plain whitening then blows noise up. A warning says so where there are fewer than two controls a
 * feature, and the covariance is shrunk as far as held-out controls ask for. A feature that is
 * constant among the controls gives 0 (ZCA) or is left out (PCA), with a warning.
 *
 * Source: Kessy, Lewin and Strimmer, Am. Stat. 72, 309 (2018).
 *
 * @param profiles All rows, of which the controls are used [n × d].
 * @param options Which rows are controls, and how.
 * @throws {InputError} if there are fewer than two controls, none of the features varies, a value is
 * not finite, or an option is out of range.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { applyWhitening, fitWhitening } from "./whiten.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["DMSO", "DMSO", "DMSO", "DMSO", "taxol"] });
 * const values = new Float64Array([1, 1, 3, 2, 5, 3, 3, 8, 30, 4]);
 * const profiles = makeProfiles(meta, ["area", "texture"], values);
 * const whitening = fitWhitening(profiles, { controls: { compound: "DMSO" }, shrinkage: 0 });
 * const white = applyWhitening(profiles, whitening).values;
 * const sumOfProducts = [0, 2, 4, 6].reduce((sum, i) => sum + white[i]! * white[i + 1]!, 0);
 * assertAlmostEquals(sumOfProducts, 0, 1e-5);
 * ```
 */
export function fitWhitening(profiles: Profiles, options: WhitenOptions): Whitening {
  const { method = "ZCA-cor", epsilon = 1e-6, attempted = "Cannot whiten" } = options;
  checkValues(profiles, attempted, "refused");
  const { meta, features, values } = profiles, d = features.length;
  const chosen = rowsWhere(meta, options.controls);
  const controls = chosen.flatMap((is, row) => is ? [row] : []), n = controls.length;
  if (n < 2) throw refuse(attempted, "too few controls", n, "two or more");
  if (!(epsilon >= 0 && epsilon < Infinity)) {
    throw refuse(attempted, "epsilon", epsilon, "0 or more");
  }
  const { varying, center, scale, matrix: rows } = standardizeControls(values, d, controls);
  const k = varying.length;
  if (k === 0) {
    throw refuse(attempted, "no feature varies among the controls", `${d} constant features`);
  }
  const { best, scores } = shrinkageOf(profiles, options, rows, controls);
  const correlation = method.endsWith("-cor"), zca = method.startsWith("ZCA");
  if (!correlation) { for (let i = 0; i < n * k; i++) rows.data[i]! *= scale[i % k]!; }
  const { matrix: inner } = whiteningMatrix(rows, { zca, epsilon, shrinkage: best });
  const outputs = zca ? [...features] : varying.map((_, i) => `PC${i + 1}`);
  const matrix = zeros(outputs.length, d), means = new Float64Array(d);
  for (let i = 0; i < k; i++) {
    means[varying[i]!] = center[i]!;
    const row = (zca ? varying[i]! : i) * d;
    for (let j = 0; j < k; j++) {
      matrix.data[row + varying[j]!] = inner.data[i * k + j]! / (correlation ? scale[j]! : 1);
    }
  }
  const warnings = warningsOf(features, varying, n, best),
    fitted = { controls: n, shrinkage: best };
  return { features, outputs, center: means, matrix, ...fitted, scores, warnings };
}

function shrinkageOf(
  { meta }: Profiles,
  { shrinkage = "auto", holdOutBy = [], folds = 5, seed = 0, ...options }: WhitenOptions,
  rows: Matrix,
  controls: readonly number[],
): { best: number; scores: ShrinkageScore[] } {
  const { attempted = "Cannot whiten" } = options;
  if (shrinkage !== "auto") {
    if (!(shrinkage >= 0 && shrinkage <= 1)) {
      throw refuse(attempted, "shrinkage", shrinkage, "0 to 1, auto");
    }
    return { best: shrinkage, scores: [] };
  }
  if (!(Number.isInteger(folds) && folds >= 2)) {
    throw refuse(attempted, "folds", folds, "2 or more");
  }
  if (rows.rows >= 10 * rows.cols) return { best: 0, scores: [] };
  const at = new Map(controls.map((row, i) => [row, i]));
  const units = holdOutBy.length === 0
    ? controls.map((_, i) => [i])
    : [...groupRows(meta, holdOutBy).values()].map((group) =>
      group.flatMap((row) => at.get(row) ?? [])
    ).filter((unit) => unit.length > 0);
  if (units.length < 2) {
    throw new InputError(`${attempted}: controls to hold out are of one group only`, {
      column: typeof holdOutBy === "string" ? holdOutBy : holdOutBy.join(", "),
      found: `${units.length} group`,
      allowed: "two groups or more",
      hint: "Without holdOutBy (--hold-out-by) single rows are held out",
    });
  }
  const fold = new Array<number>(controls.length);
  for (const [i, unit] of new Random(seed).shuffle(units).entries()) {
    for (const row of unit) fold[row] = i % folds;
  }
  return chooseShrinkage(rows, fold);
}

function refuse(attempted: string, what: string, found: unknown, allowed?: string): InputError {
  return new InputError(`${attempted}: ${what}`, { found, ...allowed && { allowed } });
}
