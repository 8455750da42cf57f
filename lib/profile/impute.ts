import { groupRows } from "../core/group_rows.ts";
import { likeValues, type Profiles, type ProfileValues, selectFeatures } from "../core/profiles.ts";
import { checkValues } from "./check_values.ts";
import { eachColumn } from "./each_column.ts";
import { medianInPlace } from "./median.ts";

/** How `impute` works. */
export interface ImputeOptions {
  /** Columns whose values make the groups (plate) that medians are of; defaults to all rows as one. */
  by?: string | readonly string[];
}

/** Profiles without gaps, and what was done to them. */
export interface Imputed<T extends ProfileValues = ProfileValues> {
  /** The same rows, every value finite [n × features with a value]. */
  profiles: Profiles<T>;
  /** How many values were filled in, by feature; only features with some. */
  filled: ReadonlyMap<string, number>;
  /** Features that were left out, because no row has a finite value of them. */
  empty: readonly string[];
}

/**
 * Fills what is missing (NaN) or infinite with the median of the feature's finite values in the same
 * plate or batch; where the group has none, with the median of all rows.
 *
 * A filled value lies in the middle by construction: it says nothing about its row, and features with
 * many of them vary less than they should. Leave such features out (`select`) rather than fill them.
 *
 * @param profiles Rows of any level [n × d].
 * @param options What makes a group.
 * @throws {InputError} if there is no row or a column is missing.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { impute } from "./impute.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P1", "P2"] });
 * const values = new Float64Array([1, NaN, NaN, NaN, 5, NaN, Infinity, NaN]);
 * const { profiles, filled, empty } = impute(makeProfiles(meta, ["area", "light"], values), {
 *   by: "plate",
 * });
 * // The median of P1 is 3, that of all rows, too.
 * assertEquals([...profiles.values], [1, 3, 5, 3]);
 * assertEquals([...filled], [["area", 2]]);
 * assertEquals(empty, ["light"]);
 * ```
 */
export function impute<T extends ProfileValues>(
  profiles: Profiles<T>,
  { by = [] }: ImputeOptions = {},
): Imputed<T> {
  const { meta, features, values } = profiles, width = features.length;
  const gaps = new Int32Array(width), result = likeValues(values, values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number, isFinite = value - value === 0;
    result[i] = isFinite ? value : NaN;
    if (!isFinite) gaps[i % width]!++;
  }
  checkValues({ ...profiles, values: result }, "Cannot impute", "kept");
  const touched = [...gaps.keys()].filter((column) => gaps[column]! > 0);
  const empty = touched.filter((column) => gaps[column] === meta.height);
  const filled = touched.filter((column) => gaps[column]! < meta.height);
  if (touched.length > 0) {
    const all = Array.from({ length: meta.height }, (_, row) => row);
    // First those of all rows, so that no group's own are taken from what was filled in.
    const fallback = medians(result, width, all);
    for (const rows of groupRows(meta, by).values()) {
      const own = medians(result, width, rows);
      for (const row of rows) {
        for (const column of filled) {
          const at = row * width + column, value = result[at] as number;
          if (value === value) continue;
          result[at] = Number.isNaN(own[column]) ? fallback[column]! : own[column]!;
        }
      }
    }
  }
  const names = (columns: number[]) => columns.map((column) => features[column] as string);
  const full = { meta, features, values: result };
  const left = new Set(names(empty));
  return {
    profiles: left.size === 0 ? full : selectFeatures(full, (feature) => !left.has(feature)),
    filled: new Map(filled.map((column) => [features[column] as string, gaps[column] as number])),
    empty: names(empty),
  };
}

function medians(values: ProfileValues, width: number, rows: ArrayLike<number>): Float64Array {
  const found = new Float64Array(width);
  eachColumn(values, width, rows, (column, block, start, end) => {
    found[column] = medianInPlace(block, start, end);
  });
  return found;
}
