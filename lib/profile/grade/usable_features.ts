import { type Profiles, selectFeatures } from "../../core/profiles.ts";
import type { RowQuery } from "../rows_where.ts";
import { varyingFeatures } from "../varying_features.ts";

/**
 * Names of the features that corrections can be compared by: measured in every row, also in the
 * truth, and varying among the controls of every plate.
 *
 * @param wells Wells, NaN where something was not measured [n × d].
 * @param by Metadata column(s) of the plate.
 * @param controls Which rows are controls.
 * @param truth The same wells without batches; defaults to none.
 * @throws {InputError} if a column is missing, or a plate has fewer than two controls.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { usableFeatures } from "./usable_features.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1"] });
 * const wells = makeProfiles(meta, ["area", "texture"], new Float64Array([3, 1, 4, NaN]));
 * assertEquals(usableFeatures(wells, "plate", [true, true]), ["area"]);
 * ```
 */
export function usableFeatures(
  wells: Profiles,
  by: string | readonly string[],
  controls: RowQuery,
  truth?: Profiles,
): string[] {
  const measured = finiteFeatures(wells), known = truth && finiteFeatures(truth);
  const whole = selectFeatures(wells, (name) => measured.has(name) && known?.has(name) !== false);
  return varyingFeatures(whole, by, controls);
}

function finiteFeatures({ features, values }: Profiles): Set<string> {
  const missing = new Set<number>();
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) missing.add(i % features.length);
  }
  return new Set(features.filter((_, feature) => !missing.has(feature)));
}
