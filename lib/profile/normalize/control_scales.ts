import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import type { Profiles } from "../../core/profiles.ts";
import { checkRows } from "../check_values.ts";
import type { NormalizeOptions } from "../normalize.ts";
import { rowsWhere } from "../rows_where.ts";
import { meanScale } from "./mean_scale.ts";
import { medianScale } from "./median_scale.ts";
import { rangeScale } from "./range_scale.ts";

/** What the features of one group are centred and scaled by. */
export interface GroupScale {
  /** Its value in the columns that make groups, or its values joined by a tab; empty for all rows. */
  group: string;
  /** Its rows. */
  rows: readonly number[];
  /** What is taken off each feature; NaN where no control has a value [d]. */
  center: Float64Array;
  /** What the rest is multiplied by; 0 where controls have no spread by this method [d]. */
  factor: Float64Array;
}

/**
 * Centre and scale of each feature, within each plate or batch, from the controls or from all rows.
 *
 * A spread below 10⁻¹³ of the centre is rounding, and none.
 *
 * @param profiles Rows of any level [n × d].
 * @param options As of `normalize`.
 * @returns One entry a group.
 * @throws {InputError} if there is no row, a column is missing, or a group has fewer than two rows to
 * take statistics from.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { controlScales } from "./control_scales.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1"] });
 * const wells = makeProfiles(meta, ["area", "count"], new Float64Array([3, 1, 7, 1]));
 * const [scale] = controlScales(wells, { by: "plate" });
 * assertEquals([[...scale!.center], [...scale!.factor]], [[5, 1], [0.5, 0]]);
 * ```
 */
export function controlScales(
  profiles: Profiles,
  { method = "standardize", by = [], controls, ddof = 0 }: NormalizeOptions = {},
): GroupScale[] {
  checkRows(profiles, "Cannot normalize");
  const { meta, features, values } = profiles, width = features.length;
  const chosen = controls === undefined ? undefined : rowsWhere(meta, controls);
  return [...groupRows(meta, by)].map(([group, rows]) => {
    const reference = chosen === undefined ? rows : rows.filter((row) => chosen[row]);
    if (reference.length < 2) throw tooFew(by, group, reference.length, controls !== undefined);
    const { center, spread } = method === "standardize"
      ? meanScale(values, width, reference, ddof)
      : method === "mad"
      ? medianScale(values, width, reference)
      : rangeScale(values, width, reference);
    const factor = spread.map((size, feature) =>
      size > Math.abs(center[feature] as number) * 1e-13 ? 1 / size : 0
    );
    return { group, rows, center, factor };
  });
}

function tooFew(
  by: string | readonly string[],
  group: string,
  count: number,
  controls: boolean,
): InputError {
  const what = controls ? "controls" : "rows";
  return new InputError(`Cannot normalize${group === "" ? "" : ` ${group}`}: too few ${what}`, {
    ...(by.length === 0 ? {} : { column: typeof by === "string" ? by : by.join(", ") }),
    found: count,
    allowed: "two or more",
  });
}
