import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import { type Matrix, zeros } from "../core/matrix.ts";
import { principalAxes } from "../core/principal_axes.ts";
import { likeValues, type Profiles, type ProfileValues } from "../core/profiles.ts";
import { rowProducts } from "../core/row_products.ts";
import { checkValues } from "./check_values.ts";
import { rowsWhere } from "./rows_where.ts";
import { type Power, powerOf, timesPower } from "./tvn/covariance_power.ts";
import { applyWhitening, fitWhitening, type Whitening, type WhitenOptions } from "./whiten.ts";

/**
 * How `fitTvn` works: the whitening's options, and these. The default method is "PCA"; with fewer
 * controls than features and shrinkage it is "PCA-cor", which gives the same but for a rotation of
 * all rows (no distance or angle changes) and takes a small part of the time.
 */
export interface TvnOptions extends WhitenOptions {
  /** Columns whose values make a batch (plate, week). */
  batch: string | readonly string[];
  /** What is added to the diagonal of a batch's covariance; defaults to 1. */
  batchRidge?: number;
  /** What is added to the diagonal of the covariance of all controls, λ; defaults to 1. */
  targetRidge?: number;
}

/** A typical variation normalization that was fitted. */
export interface Tvn {
  /** The first step, with its warnings. */
  whitening: Whitening;
  /** Columns that make a batch. */
  batch: string | readonly string[];
  /** For each batch the mean of its whitened controls [k], their number, and (C_b + I)^-½. */
  batches: ReadonlyMap<string, { center: Float64Array; controls: number; power: Power }>;
  /** (C_all + λ I)^½ [k × k]. */
  target: Matrix;
}

/**
 * Fits typical variation normalization on controls: they are whitened by PCA, and then each batch is
 * given the covariance that the controls of all batches have (CORAL), by
 * (x − m_b) (C_b + I)^-½ (C_all + λ I)^½.
 *
 * m_b and C_b are the mean and covariance of the whitened controls of the batch, C_all the
 * covariance of all of them about the means of their batches. The ridges keep a batch with fewer
 * controls than components from being blown up. With a single batch and equal ridges only the
 * whitening is left.
 *
 * Source: Ando, McLean and Berndl, bioRxiv 161422 (2017); Sun, Feng and Saenko, AAAI 2016 (CORAL).
 *
 * @param profiles All rows, of which the controls are used [n × d].
 * @param options Which rows are controls, what makes a batch, and how.
 * @throws {InputError} as {@link fitWhitening} does, or if a batch has fewer than two controls or a
 * ridge is not above 0.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { applyTvn, fitTvn } from "./tvn.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   compound: ["DMSO", "DMSO", "taxol", "DMSO", "DMSO", "taxol"],
 *   week: [1, 1, 1, 2, 2, 2],
 * });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 3, 6, 11, 13, 16]));
 * const tvn = fitTvn(profiles, { controls: { compound: "DMSO" }, batch: "week" });
 * const { values } = applyTvn(profiles, tvn);
 * assertAlmostEquals(values[2]!, values[5]!);
 * ```
 */
export function fitTvn(profiles: Profiles, options: TvnOptions): Tvn {
  const { batch, batchRidge = 1, targetRidge = 1 } = options, { meta } = profiles;
  for (const ridge of [batchRidge, targetRidge]) {
    if (!(ridge > 0 && ridge < Infinity)) {
      throw new InputError("Cannot fit TVN: a ridge", { found: ridge, allowed: "above 0" });
    }
  }
  checkValues(profiles, "Cannot fit TVN", "refused");
  const chosen = rowsWhere(meta, options.controls);
  const few = chosen.filter(Boolean).length < profiles.features.length;
  const method = few && options.shrinkage !== 0 ? "PCA-cor" : "PCA";
  const whitening = fitWhitening(profiles, { method, attempted: "Cannot fit TVN", ...options });
  const { values, features } = applyWhitening(profiles, whitening), k = features.length;
  const batches = new Map<string, { center: Float64Array; controls: number; power: Power }>();
  const all = zeros(whitening.controls, k);
  let filled = 0;
  for (const [name, rows] of groupRows(meta, batch)) {
    const own = rows.filter((row) => chosen[row]);
    if (own.length < 2) {
      throw new InputError(`Cannot fit TVN: too few controls in batch ${name}`, {
        column: typeof batch === "string" ? batch : batch.join(", "),
        found: own.length,
        allowed: "two or more",
      });
    }
    const { center, matrix } = centred(values, k, own);
    all.data.set(matrix.data, filled * k);
    filled += own.length;
    const power = powerOf(principalAxes(matrix), batchRidge, -0.5);
    batches.set(name, { center, controls: own.length, power });
  }
  const { variances, axes } = principalAxes(all), target = zeros(k, k);
  const dof = (all.rows - 1) / Math.max(1, all.rows - batches.size);
  const pooled = { variances: variances.map((variance) => variance * dof), axes };
  for (let i = 0; i < k; i++) target.data[i * k + i] = 1;
  return {
    whitening,
    batch,
    batches,
    target: timesPower(target, powerOf(pooled, targetRidge, 0.5)),
  };
}

/**
 * Applies a typical variation normalization to rows, controls and others.
 *
 * @param profiles Rows with the features that it was fitted on [n × d].
 * @param tvn From {@link fitTvn}.
 * @returns The same rows with the components `PC1` … [n × k].
 * @throws {InputError} if the features differ, a value is not finite, or a batch is new.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { applyTvn, fitTvn } from "./tvn.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["DMSO", "DMSO", "taxol"], week: [1, 1, 1] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 3, 6]));
 * const tvn = fitTvn(profiles, { controls: { compound: "DMSO" }, batch: "week", shrinkage: 0 });
 * // One batch: what PCA whitening gives.
 * assertAlmostEquals(applyTvn(profiles, tvn).values[2]!, 4 / Math.SQRT2, 1e-5);
 * ```
 */
export function applyTvn<T extends ProfileValues>(profiles: Profiles<T>, tvn: Tvn): Profiles<T> {
  const white = applyWhitening(profiles, tvn.whitening), k = white.features.length;
  const values = likeValues(white.values, white.values.length);
  const blockRows = 512;
  for (const [name, rows] of groupRows(white.meta, tvn.batch)) {
    const batch = tvn.batches.get(name);
    if (batch === undefined) {
      throw new InputError("Cannot apply TVN: it was not fitted on this batch", {
        row: (rows[0] as number) + 1,
        column: typeof tvn.batch === "string" ? tvn.batch : tvn.batch.join(", "),
        found: name,
        allowed: [...tvn.batches.keys()].join(", "),
      });
    }
    for (let first = 0; first < rows.length; first += blockRows) {
      const own = rows.slice(first, first + blockRows), block = zeros(own.length, k);
      for (const [i, row] of own.entries()) {
        for (let j = 0; j < k; j++) {
          block.data[i * k + j] = white.values[row * k + j]! - batch.center[j]!;
        }
      }
      const out = rowProducts(timesPower(block, batch.power), tvn.target).data;
      for (const [i, row] of own.entries()) {
        values.set(out.subarray(i * k, (i + 1) * k), row * k);
      }
    }
  }
  return { ...white, values };
}

function centred(values: ProfileValues, k: number, rows: readonly number[]) {
  const center = new Float64Array(k), matrix = zeros(rows.length, k);
  for (const row of rows) {
    for (let j = 0; j < k; j++) center[j] = center[j]! + values[row * k + j]! / rows.length;
  }
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j < k; j++) matrix.data[i * k + j] = values[row * k + j]! - center[j]!;
  }
  return { center, matrix };
}
