import { likeValues, type Profiles, type ProfileValues } from "../core/profiles.ts";
import { checkValues } from "./check_values.ts";
import { controlScales } from "./normalize/control_scales.ts";
import type { RowQuery } from "./rows_where.ts";

/** How `normalize` works. */
export interface NormalizeOptions {
  /**
   * "standardize": (x − mean) / standard deviation; "mad": (x − median) / (1.4826 · MAD);
   * "minmax": (x − min) / (max − min). Defaults to "standardize".
   */
  method?: "standardize" | "mad" | "minmax";
  /** Columns whose values make the groups (plate, batch); defaults to all rows as one group. */
  by?: string | readonly string[];
  /** The rows that statistics are taken from, in each group; defaults to all rows. */
  controls?: RowQuery;
  /** Of "standardize": the variance divides by n − ddof; defaults to 0, as pycytominer has it. */
  ddof?: 0 | 1;
}

/**
 * Centres and scales each feature, within each plate or batch, by the controls or by all rows.
 *
 * A feature without spread among those rows (less than 10⁻¹³ of its centre, which is rounding)
 * becomes 0 in every row of the group: nothing tells how far from the centre is far. A missing value
 * (NaN) stays missing and counts in no statistic; where the group's controls have no value at all, those
 * of its other rows become missing, too. `unscaledFeatures` names both kinds.
 *
 * Source: pycytominer's `normalize` (methods standardize and mad_robustize), which for a feature
 * without spread leaves x − mean or divides by 10⁻¹⁸ instead.
 *
 * @param profiles Rows of any level [n × d].
 * @param options Method, groups, controls, ddof.
 * @returns The same rows and features, in units of the spread.
 * @throws {InputError} if there is no row, a value is infinite, a column is missing, or a group has
 * fewer than two rows to take statistics from.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { normalize } from "./normalize.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   plate: ["P1", "P1", "P1", "P2", "P2", "P2"],
 *   compound: ["DMSO", "DMSO", "taxol", "DMSO", "DMSO", "taxol"],
 * });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 3, 6, 10, 30, 60]));
 * const { values } = normalize(profiles, { by: "plate", controls: { compound: "DMSO" } });
 * assertEquals([...values], [-1, 1, 4, -1, 1, 4]);
 * ```
 */
export function normalize<T extends ProfileValues>(
  profiles: Profiles<T>,
  options: NormalizeOptions = {},
): Profiles<T> {
  const scales = controlScales(profiles, options);
  const { meta, features, values } = profiles, width = features.length;
  const result = likeValues(values, values.length);
  let finite = true;
  for (const { rows, center, factor } of scales) {
    for (const row of rows) {
      finite = scaleRow(values, row * width, center, factor, result) && finite;
    }
  }
  // A value that is not finite leaves its mark in the result: most tables need no look of their own.
  if (!finite) checkValues(profiles, "Cannot normalize", "kept");
  return { meta, features, values: result };
}

/**
 * Centres and scales the row that starts at a place, a function of its own so that it is compiled as
 * one however many rows there are.
 *
 * @returns Whether every number of the result is finite.
 */
function scaleRow(
  values: ProfileValues,
  start: number,
  center: Float64Array,
  factor: Float64Array,
  result: ProfileValues,
): boolean {
  let finite = true;
  for (let feature = 0, i = start; feature < center.length; feature++, i++) {
    // Adding 0 makes a −0, which a spread of nothing gives below the centre, a 0.
    const scaled = ((values[i] as number) - center[feature]!) * factor[feature]! + 0;
    result[i] = scaled;
    if (scaled - scaled !== 0) finite = false;
  }
  return finite;
}
