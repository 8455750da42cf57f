import pl from "nodejs-polars";
import { InputError } from "./errors.ts";
import type { Matrix } from "./matrix.ts";
import { allowedNames } from "./nearest_name.ts";
import { refuseReserved } from "./reserved_columns.ts";
import { someNames } from "./some_names.ts";

/** Values of one row after another: 64-bit for measured features, 32-bit for embeddings. */
export type ProfileValues = Float64Array | Float32Array;

/** A cell of a metadata column. */
export type MetaValue = string | number | boolean | null;

/**
 * Profiles: one row for each cell, site, well or treatment, and for each row its features.
 *
 * Functions never change a `Profiles` they were given; they return another one.
 */
export interface Profiles<T extends ProfileValues = ProfileValues> {
  /** What is known about each row: plate, well, compound, … [n rows]. */
  meta: pl.DataFrame;
  /** Names of the features, all different [d]. */
  features: readonly string[];
  /** The features of each row, `values[row * d + feature]` [n × d]. */
  values: T;
}

/**
 * Profiles from their parts, after checking that they fit together.
 *
 * @param meta Metadata, one row a profile [n].
 * @param features Names of the features [d].
 * @param values Values, row after row [n × d].
 * @throws {InputError} if the lengths do not fit, a feature has no name or a name comes twice, or a
 * name is a feature and a metadata column at once.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02"] });
 * const profiles = makeProfiles(meta, ["area", "perimeter"], new Float64Array([5, 9, 6, 10]));
 * assertEquals(profiles.meta.height, 2);
 * ```
 */
export function makeProfiles<T extends ProfileValues>(
  meta: pl.DataFrame,
  features: readonly string[],
  values: T,
): Profiles<T> {
  const metaColumns = new Set<string>(meta.getColumns().map(({ name }: pl.Series) => name));
  refuseReserved([...metaColumns], "Cannot make profiles");
  const seen = new Set<string>();
  for (const [index, name] of features.entries()) {
    if (name === "") {
      throw new InputError("Cannot make profiles: every feature needs a name", {
        found: `"" as feature ${index + 1}`,
      });
    }
    if (seen.has(name)) {
      throw new InputError("Cannot make profiles: a feature comes twice", { column: name });
    }
    if (metaColumns.has(name)) {
      throw new InputError("Cannot make profiles: a column is both metadata and feature", {
        column: name,
      });
    }
    seen.add(name);
  }
  if (values.length !== meta.height * features.length) {
    throw new InputError("Cannot make profiles: the parts do not fit together", {
      found: `${values.length} values`,
      allowed: `${meta.height * features.length} (${meta.height} rows of metadata × ` +
        `${features.length} features)`,
    });
  }
  return { meta, features: [...features], values };
}

/**
 * Some of the rows, in the order asked for.
 *
 * @param profiles Where to take them from [n].
 * @param rows Row numbers from 0, which may repeat, or a mask with `true` for each row to keep [n].
 * @throws {InputError} if a row number does not exist or the mask has another length.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, selectRows } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([5, 6, 7]));
 * assertEquals([...selectRows(profiles, [2, 0]).values], [7, 5]);
 * assertEquals([...selectRows(profiles, [true, false, true]).values], [5, 7]);
 * ```
 */
export function selectRows<T extends ProfileValues>(
  profiles: Profiles<T>,
  rows: ArrayLike<number> | readonly boolean[],
): Profiles<T> {
  const { meta, features, values } = profiles;
  const indices = rowNumbers(rows, meta.height);
  const width = features.length;
  const picked = likeValues(values, indices.length * width);
  for (const [to, from] of indices.entries()) {
    picked.set(values.subarray(from * width, (from + 1) * width), to * width);
  }
  return { meta: takeRows(meta, indices), features, values: picked };
}

/**
 * Some of the features, in the order asked for.
 *
 * @param profiles Where to take them from.
 * @param wanted Names, or a test that is given each name.
 * @throws {InputError} if there is no feature of that name, or one is named twice.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, selectFeatures } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02"] });
 * const profiles = makeProfiles(meta, ["area", "perimeter"], new Float64Array([5, 9, 6, 10]));
 * assertEquals([...selectFeatures(profiles, ["perimeter"]).values], [9, 10]);
 * ```
 */
export function selectFeatures<T extends ProfileValues>(
  profiles: Profiles<T>,
  wanted: readonly string[] | ((feature: string) => boolean),
): Profiles<T> {
  const { meta, features, values } = profiles;
  const names = typeof wanted === "function" ? features.filter(wanted) : wanted;
  const from = Int32Array.from(names, (name) => featureIndex(profiles, name));
  // Asked for once: each look at a table of polars goes through a proxy.
  const n = meta.height, width = features.length;
  const picked = likeValues(values, n * names.length);
  for (let row = 0; row < n; row++) copySome(values, row * width, from, picked, row * from.length);
  return makeProfiles(meta, names, picked);
}

/** Copies some numbers of a row, a function of its own so that it is compiled as one. */
function copySome(
  values: ProfileValues,
  start: number,
  from: Int32Array,
  picked: ProfileValues,
  to: number,
): void {
  for (let i = 0; i < from.length; i++) picked[to + i] = values[start + from[i]!] as number;
}

/**
 * One feature of every row, as a copy [n].
 *
 * @throws {InputError} if there is no such feature.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { featureValues, makeProfiles } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02"] });
 * const profiles = makeProfiles(meta, ["area", "texture"], new Float64Array([5, 9, 6, 10]));
 * assertEquals([...featureValues(profiles, "texture")], [9, 10]);
 * ```
 */
export function featureValues<T extends ProfileValues>(profiles: Profiles<T>, feature: string): T {
  const index = featureIndex(profiles, feature), width = profiles.features.length;
  const column = likeValues(profiles.values, profiles.meta.height);
  for (let row = 0; row < column.length; row++) {
    column[row] = profiles.values[row * width + index] as number;
  }
  return column;
}

/**
 * The values of profiles as a matrix [n × d] that shares their memory.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, profileMatrix } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02"] });
 * const profiles = makeProfiles(meta, ["area", "texture"], new Float64Array([5, 9, 6, 10]));
 * const { rows, cols } = profileMatrix(profiles);
 * assertEquals([rows, cols], [2, 2]);
 * ```
 */
export function profileMatrix<T extends ProfileValues>(profiles: Profiles<T>): Matrix<T> {
  return { rows: profiles.meta.height, cols: profiles.features.length, data: profiles.values };
}

/**
 * One metadata column [n].
 *
 * @throws {InputError} if there is no such column.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { metaValues } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02"] });
 * assertEquals(metaValues(meta, "Metadata_Well"), ["A01", "A02"]);
 * ```
 */
export function metaValues(meta: pl.DataFrame, name: string): MetaValue[] {
  if (!meta.columns.includes(name)) {
    throw new InputError("Cannot read metadata: the column is missing", {
      column: name,
      ...allowedNames(name, meta.columns),
    });
  }
  return meta.getColumn(name).toArray() as MetaValue[];
}

/**
 * Rows of a table by number from 0, in the order asked for; types stay as they are.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { takeRows } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = pl.DataFrame({ well: ["A01", "A02", "A03"] });
 * assertEquals(takeRows(table, [2, 0]).rows(), [["A03"], ["A01"]]);
 * ```
 */
export function takeRows(table: pl.DataFrame, rows: ArrayLike<number>): pl.DataFrame {
  const indices = Array.from(rows);
  return pl.DataFrame(table.getColumns().map((column: pl.Series) => column.gather(indices)));
}

function rowNumbers(rows: ArrayLike<number> | readonly boolean[], height: number): number[] {
  if (typeof rows[0] === "boolean") {
    if (rows.length !== height) {
      throw new InputError("Cannot select rows: the mask has another length than the profiles", {
        found: rows.length,
        allowed: String(height),
      });
    }
    return Array.from(rows as readonly boolean[]).flatMap((keep, row) => keep ? [row] : []);
  }
  const indices = Array.from(rows as ArrayLike<number>);
  const wrong = indices.find((row) => !Number.isInteger(row) || row < 0 || row >= height);
  if (wrong !== undefined) {
    throw new InputError("Cannot select rows", {
      found: wrong,
      allowed: height === 0 ? "nothing, there are no rows" : `0 to ${height - 1}`,
    });
  }
  return indices;
}

function featureIndex(profiles: Profiles, name: string): number {
  const index = profiles.features.indexOf(name);
  if (index < 0) {
    throw new InputError("There is no such feature", {
      column: name,
      allowed: someNames(profiles.features),
    });
  }
  return index;
}

/**
 * Zeros of the same precision as some values.
 *
 * @param values What to be like.
 * @param length How many.
 *
 * @example
 * ```ts
 * import { likeValues } from "./profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(likeValues(new Float32Array(3), 2), new Float32Array(2));
 * ```
 */
export function likeValues<T extends ProfileValues>(values: T, length: number): T {
  return (values instanceof Float64Array
    ? new Float64Array(length)
    : new Float32Array(length)) as T;
}
