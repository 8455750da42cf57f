import { groupRows } from "../core/group_rows.ts";
import type { Profiles } from "../core/profiles.ts";
import { type RowQuery, rowsWhere } from "./rows_where.ts";

/**
 * Names of the features that vary among the controls of every plate.
 *
 * A feature that is constant among the controls of a plate has no unit there (normalised it is 0, on
 * the other plates it is not), so that wells of different plates cannot be compared by it.
 *
 * @param profiles Rows of any level [n × d].
 * @param by Metadata column(s) of the plate.
 * @param controls Which rows are controls.
 * @throws {InputError} if a column is missing or no row is a control.
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
  { meta, features, values }: Profiles,
  by: string | readonly string[],
  controls: RowQuery,
): string[] {
  const isControl = rowsWhere(meta, controls), width = features.length;
  const groups = groupRows(meta, by).values()
    .map((rows) => rows.filter((row) => isControl[row])).toArray();
  return features.filter((_, feature) =>
    groups.every((rows) => {
      const first = values[rows[0]! * width + feature];
      return rows.some((row) => values[row * width + feature] !== first);
    })
  );
}
