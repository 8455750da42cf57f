import { InputError } from "../../core/errors.ts";
import { type Matrix, zeros } from "../../core/matrix.ts";
import {
  likeValues,
  makeProfiles,
  type Profiles,
  type ProfileValues,
} from "../../core/profiles.ts";
import { rowProducts } from "../../core/row_products.ts";
import { checkValues } from "../check_values.ts";
import type { ShrinkageScore } from "./choose_shrinkage.ts";
import type { WhitenWarning } from "./warnings.ts";

/** A whitening that was fitted: output = matrix · (features − center). */
export interface Whitening {
  /** Names of the features that it takes [d]. */
  features: readonly string[];
  /** Names of what it gives: the same features for ZCA, `PC1` … for PCA [k]. */
  outputs: readonly string[];
  /** Means of the controls [d]. */
  center: Float64Array;
  /** Row i gives output i [k × d]. */
  matrix: Matrix;
  /** Controls that it was fitted on. */
  controls: number;
  /** Shrinkage that was used. */
  shrinkage: number;
  /** What "auto" chose from; empty where it did not have to choose. */
  scores: readonly ShrinkageScore[];
  /** What to know about the controls; empty where all is well. */
  warnings: readonly WhitenWarning[];
}

/**
 * Applies a whitening to rows, controls and others.
 *
 * @param profiles Rows with the features that it was fitted on, in their order [n × d].
 * @param whitening From `fitWhitening`.
 * @returns The same rows with its outputs [n × k].
 * @throws {InputError} if the features differ or a value is not finite.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { fitWhitening } from "../whiten.ts";
 * import { applyWhitening } from "./apply.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["DMSO", "DMSO", "taxol"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 3, 6]));
 * const whitening = fitWhitening(profiles, { controls: { compound: "DMSO" }, shrinkage: 0 });
 * assertAlmostEquals(applyWhitening(profiles, whitening).values[2]!, 4 / Math.SQRT2, 1e-5);
 * ```
 */
export function applyWhitening<T extends ProfileValues>(
  profiles: Profiles<T>,
  whitening: Whitening,
): Profiles<T> {
  checkValues(profiles, "Cannot whiten", "refused");
  const { meta, features, values } = profiles, { center, matrix, outputs } = whitening;
  const wrong = whitening.features.findIndex((name, i) => name !== features[i]);
  if (wrong >= 0 || features.length !== whitening.features.length) {
    const at = wrong >= 0 ? wrong : whitening.features.length;
    throw new InputError(`Cannot whiten: feature ${at + 1} is another one`, {
      found: features[at],
      allowed: whitening.features[at] ?? "none",
    });
  }
  const d = features.length, width = outputs.length, n = meta.height;
  const out = likeValues(values, n * width);
  const blockRows = 512;
  for (let first = 0; first < n; first += blockRows) {
    const count = Math.min(blockRows, n - first), block = zeros(count, d);
    for (let i = 0; i < count * d; i++) block.data[i] = values[first * d + i]! - center[i % d]!;
    out.set(rowProducts(block, matrix).data, first * width);
  }
  return makeProfiles(meta, outputs, out);
}
