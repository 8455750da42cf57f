import { InputError } from "../../core/errors.ts";
import {
  likeValues,
  type Profiles,
  type ProfileValues,
  selectFeatures,
} from "../../core/profiles.ts";
import { checkValues } from "../check_values.ts";
import { batchesOf, designMatrix } from "./design.ts";
import type { CombatModel } from "./model.ts";

/**
 * Corrects samples with a model: those it was fitted on, or further ones of the same batches.
 *
 * @param model From `fitCombat`.
 * @param profiles With the batch and covariate columns and the features of the model [n × d].
 * @returns The same rows, features in the order of the model.
 * @throws {InputError} naming a batch or level that the model does not know, features that it lacks
 * or has too many of, and values that are not finite.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { fitCombat } from "../combat.ts";
 * import { applyCombat } from "./apply.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P2", "P2"] });
 * const values = new Float64Array([1, 5, 2, 7, 4, 9, 5, 12]);
 * const model = fitCombat(makeProfiles(meta, ["a", "b"], values), { batch: "plate" });
 * const further = makeProfiles(meta.head(1), ["a", "b"], new Float64Array([3, 6]));
 * assertEquals(applyCombat(model, further).values.length, 2);
 * ```
 */
export function applyCombat<T extends ProfileValues>(
  model: CombatModel,
  profiles: Profiles<T>,
): Profiles<T> {
  checkValues(profiles, "Cannot correct batches", "refused");
  const { meta, features, values } = inOrder(profiles, model.features);
  const batchOf = batchesOf(meta, model.batch, model.batches).of;
  const design = designMatrix(meta, model.covariates), p = model.center.length;
  const width = features.length, result = likeValues(values, values.length);
  const factor = model.variance.map((variance) => 1 / Math.sqrt(variance));
  const offset = model.shift.map((shift, i) => model.deviation[i % width]! * shift * factor[i]!);
  const stays = model.unadjusted.map((name) => features.indexOf(name));
  const reference = model.reference === undefined ? -1 : model.batches.indexOf(model.reference);
  const expected = new Float64Array(width);
  // Not to `meta.height`, which costs microseconds each time.
  for (let row = 0, at = 0; row < batchOf.length; row++, at += width) {
    const batch = batchOf[row] as number, from = batch * width;
    if (batch === reference) {
      result.set(values.subarray(at, at + width), at);
      continue;
    }
    expected.set(model.mean);
    for (let column = 0; column < p; column++) {
      const x = design[row * p + column]! - model.center[column]!;
      for (let feature = 0; feature < width; feature++) {
        expected[feature]! += x * model.coefficients[column * width + feature]!;
      }
    }
    for (let feature = 0; feature < width; feature++) {
      const rest = (values[at + feature] as number) - expected[feature]!;
      result[at + feature] = rest * factor[from + feature]! - offset[from + feature]! +
        expected[feature]!;
    }
    for (const feature of stays) result[at + feature] = values[at + feature] as number;
  }
  return { meta, features, values: result };
}

function inOrder<T extends ProfileValues>(
  profiles: Profiles<T>,
  features: readonly string[],
): Profiles<T> {
  const known = new Set(features);
  const more = profiles.features.filter((name) => !known.has(name));
  if (more.length > 0) {
    throw new InputError("Cannot correct batches: the model does not know some features", {
      found: more.slice(0, 5),
      allowed: `the ${features.length} features that it was fitted on`,
    });
  }
  const same = features.length === profiles.features.length &&
    features.every((name, index) => profiles.features[index] === name);
  return same ? profiles : selectFeatures(profiles, features);
}
