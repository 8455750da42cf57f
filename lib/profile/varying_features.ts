import type { Profiles } from "../core/profiles.ts";
import { checkValues } from "./check_values.ts";
import type { NormalizeOptions } from "./normalize.ts";
import { controlScales } from "./normalize/control_scales.ts";
import type { RowQuery } from "./rows_where.ts";

/**
 * Names of the features that vary among the controls of every plate, as `normalize` measures it.
 *
 * A feature that has no spread among the controls of a plate has no unit there (normalised it is 0, on
 * the other plates it is not), so that wells of different plates cannot be compared by it. Missing
 * values say nothing: a feature that no control has does not vary.
 *
 * @param profiles Rows of any level [n × d].
 * @param by Metadata column(s) of the plate.
 * @param controls Which rows are controls.
 * @param method That they are normalised by: most controls may be equal, which is no spread by "mad" and
 * some by the others; defaults to "standardize".
 * @throws {InputError} if a column is missing or a plate has fewer than two controls,
 * or a value is infinite.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { varyingFeatures } from "./varying_features.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1"], compound: ["DMSO", "DMSO"] });
 * const wells = makeProfiles(meta, ["area", "count"], new Float64Array([3, 1, 4, 1]));
 * assertEquals(varyingFeatures(wells, "plate", { compound: "DMSO" }), ["area"]);
 * ```
 */
export function varyingFeatures(
  profiles: Profiles,
  by: string | readonly string[],
  controls: RowQuery,
  method?: NormalizeOptions["method"],
): string[] {
  // Infinite values have no spread, and would be left out without a word.
  checkValues(profiles, "Cannot normalize", "kept");
  const scales = controlScales(profiles, { by, controls, ...method && { method } });
  return profiles.features.filter((_, feature) =>
    scales.every(({ factor }) => factor[feature] !== 0)
  );
}
