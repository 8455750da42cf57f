import type { Profiles } from "../core/profiles.ts";
import { checkValues } from "./check_values.ts";
import type { NormalizeOptions } from "./normalize.ts";
import { controlScales } from "./normalize/control_scales.ts";

/** A feature that a group's controls give no unit. */
export interface UnscaledFeature {
  /** Its name. */
  feature: string;
  /** The group's value in the columns that make groups, or its values joined by a tab. */
  group: string;
  /**
   * "no spread": `normalize` makes it 0 in all rows of the group; "no value": no control has one, and
   * `normalize` makes what other rows of the group have missing.
   */
  reason: "no spread" | "no value";
  /** Values of the group that `normalize` erases. */
  values: number;
}

/**
 * The features that `normalize` cannot scale in some group, by the same options.
 *
 * @param profiles Rows of any level [n × d].
 * @param options As of `normalize`.
 * @returns One entry a feature and group, group by group.
 * @throws {InputError} as `normalize` does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { unscaledFeatures } from "./unscaled_features.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P1"], compound: ["DMSO", "DMSO", "taxol"] });
 * const wells = makeProfiles(meta, ["area", "count"], new Float64Array([3, NaN, 3, NaN, 5, 2]));
 * const found = unscaledFeatures(wells, { by: "plate", controls: { compound: "DMSO" } });
 * assertEquals(found.map(({ feature, reason, values }) => [feature, reason, values]), [
 *   ["area", "no spread", 3],
 *   ["count", "no value", 1],
 * ]);
 * ```
 */
export function unscaledFeatures(
  profiles: Profiles,
  options: NormalizeOptions = {},
): UnscaledFeature[] {
  checkValues(profiles, "Cannot normalize", "kept");
  const { features, values } = profiles, width = features.length;
  return controlScales(profiles, options).flatMap(({ group, rows, center, factor }) =>
    features.flatMap((feature, column) => {
      if (factor[column] !== 0) return [];
      const measured = rows.filter((row) => !Number.isNaN(values[row * width + column])).length;
      const reason = Number.isNaN(center[column]) ? "no value" : "no spread";
      return [{ feature, group, reason, values: measured }];
    })
  );
}
