import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import {
  likeValues,
  makeProfiles,
  metaValues,
  type Profiles,
  type ProfileValues,
  takeRows,
} from "../core/profiles.ts";
import { groupMeans, groupMedians } from "./aggregate/group_values.ts";
import { checkValues } from "./check_values.ts";

/** One step up: from cells to sites, sites to wells, wells to treatments. */
export interface AggregateOptions {
  /** Columns whose values make one row of the result. */
  by: string | readonly string[];
  /** What represents a group, feature by feature; defaults to "mean". */
  method?: "mean" | "median";
  /**
   * Column for the number of rows behind each row. Where the profiles have it already, from a step
   * before, its numbers are added up. Defaults to "Metadata_Count".
   */
  count?: string;
  /** Other columns of numbers to add up, such as cells per site; defaults to none. */
  sum?: readonly string[];
}

/**
 * One row for each group of rows, with the mean or median of every feature.
 *
 * Groups come in the order in which they first appear. Beside the columns of `by`, every metadata
 * column stays that has one value in each group (the compound of a well); the others go. Missing
 * values (NaN) are left out; where a whole group lacks a feature the result is NaN.
 *
 * Source: pycytominer's `aggregate`.
 *
 * @param profiles Rows of any level [n × d].
 * @param options Groups, method, columns to count and add up.
 * @returns A row a group, with the count as its last column.
 * @throws {InputError} if there is no row, a value is infinite, a column is missing, or a column to
 * add up does not hold numbers.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { aggregate } from "./aggregate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["A01", "A01", "A02"], site: [1, 2, 1] });
 * const sites = makeProfiles(meta, ["area"], new Float64Array([1, 3, 7]));
 * const wells = aggregate(sites, { by: "well", count: "sites" });
 * assertEquals([...wells.values], [2, 7]);
 * assertEquals(wells.meta.rows(), [["A01", 2], ["A02", 1]]);
 * ```
 */
export function aggregate<T extends ProfileValues>(
  profiles: Profiles<T>,
  { by, method = "mean", count = "Metadata_Count", sum = [] }: AggregateOptions,
): Profiles<T> {
  checkValues(profiles, "Cannot aggregate", "kept");
  const { meta, features, values } = profiles;
  const keys = typeof by === "string" ? [by] : by;
  const groups = [...groupRows(meta, keys).values()];
  const sums = [...new Set(meta.columns.includes(count) ? [...sum, count] : sum)];
  const result = likeValues(values, groups.length * features.length);
  (method === "mean" ? groupMeans : groupMedians)(values, features.length, groups, result);
  const kept = meta.columns.filter((name) =>
    !keys.includes(name) && !sums.includes(name) && isShared(meta, name, groups)
  );
  const firsts = takeRows(
    meta.select(...keys, ...kept),
    groups.map((rows) => rows[0] as number),
  );
  const columns = firsts.getColumns() as pl.Series[];
  for (const name of sums) columns.push(added(meta, name, groups));
  if (!sums.includes(count)) {
    columns.push(pl.Series(count, groups.map((rows) => rows.length), pl.Int64));
  }
  return makeProfiles(pl.DataFrame(columns), features, result);
}

/** Whether all rows of each group have the same value. */
function isShared(meta: pl.DataFrame, name: string, groups: readonly number[][]): boolean {
  const values = metaValues(meta, name);
  return groups.every((rows) => rows.every((row) => values[row] === values[rows[0] as number]));
}

/** A column added up within each group. */
function added(meta: pl.DataFrame, name: string, groups: readonly number[][]): pl.Series {
  const values = metaValues(meta, name);
  const wrong = values.findIndex((value) => typeof value !== "number" || !Number.isFinite(value));
  if (wrong >= 0) {
    throw new InputError("Cannot aggregate: a column cannot be added up", {
      row: wrong + 1,
      column: name,
      found: values[wrong],
      allowed: typeof values[wrong] === "string" ? "numbers, not text" : "numbers",
    });
  }
  const totals = groups.map((rows) => rows.reduce((sum, row) => sum + (values[row] as number), 0));
  return pl.Series(name, totals, totals.every(Number.isInteger) ? pl.Int64 : pl.Float64);
}
