import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";
import type { Fold } from "./folds.ts";

/** Columns that say where and when a profile was made. */
export interface NuisanceColumns {
  /** Well position such as `B02`; its row and column are audited, too. */
  position?: string;
  /** Plate. */
  plate?: string;
  /** Week or batch. */
  week?: string;
  /** Number of cells. */
  cellCount?: string;
  /** Image file. */
  file?: string;
  /** Any others. */
  others?: readonly string[];
}

/** A nuisance as keys: profiles of equal key cannot be told apart by it. */
export interface Nuisance {
  /** What it is called in the report. */
  source: string;
  /** Keys for each fold [folds][n]. */
  keys: string[][];
  /** Its values as they are, where a feature could be the same thing; undefined for a measurement. */
  identity?: string[];
}

/** Parts that numbers are cut into, of equal size among those learned from. */
const parts = 10;

/**
 * The nuisances of some profiles.
 *
 * @param meta Metadata [n].
 * @param columns Which columns.
 * @param folds Numbers are cut by the rows that each fold learns from.
 * @throws {InputError} where a column is missing, a well cannot be read, or a count is no number.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["B02", "B03"] });
 * const fold = { test: new Int32Array([0]), train: new Int32Array([1]) };
 * const found = nuisanceKeys(meta, { position: "well" }, [fold]);
 * assertEquals(found.map(({ source }) => source), ["position", "row", "column"]);
 * assertEquals(found[1]!.identity, ["B", "B"]);
 * ```
 */
export function nuisanceKeys(
  meta: pl.DataFrame,
  columns: NuisanceColumns,
  folds: readonly Fold[],
): Nuisance[] {
  const found: Nuisance[] = [];
  const add = (source: string, values: string[]) =>
    found.push({ source, keys: folds.map(() => values), identity: values });
  const { position, plate, week, cellCount, file, others = [] } = columns;
  if (position !== undefined) {
    const wells = texts(meta, position);
    const placed = wells.map((well, row) => {
      const match = /^([A-Z]|A[A-F])0*([1-9]|[1-4]\d)$/i.exec(well);
      if (match !== null) return match;
      throw new InputError("Cannot audit the position", {
        row: row + 1,
        column: position,
        found: well,
        allowed: "a well such as B02, A01 to AF48",
      });
    });
    // B02 on one plate and b2 on another are one place.
    add("position", placed.map(([, row, column]) => `${(row as string).toUpperCase()}${column}`));
    add("row", placed.map(([, row]) => (row as string).toUpperCase()));
    add("column", placed.map(([, , column]) => column as string));
  }
  if (plate !== undefined) add("plate", texts(meta, plate));
  if (week !== undefined) add("week", texts(meta, week));
  if (file !== undefined) add("file", texts(meta, file));
  if (cellCount !== undefined) {
    found.push({ source: "cell count", keys: cut(numbers(meta, cellCount), folds) });
  }
  for (const column of others) {
    const values = metaValues(meta, column);
    if (values.some((value) => typeof value === "number" && !Number.isInteger(value))) {
      found.push({ source: column, keys: cut(numbers(meta, column), folds) });
    } else add(column, texts(meta, column));
  }
  return found;
}

function texts(meta: pl.DataFrame, column: string): string[] {
  return metaValues(meta, column).map((value) => value === null ? "∅" : String(value));
}

function numbers(meta: pl.DataFrame, column: string): number[] {
  return metaValues(meta, column).map((value, row) => {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new InputError("Cannot audit", {
      row: row + 1,
      column,
      found: value,
      allowed: "a finite number",
    });
  });
}

function cut(values: readonly number[], folds: readonly Fold[]): string[][] {
  return folds.map(({ train }) => {
    const sorted = Float64Array.from(train, (row) => values[row]!).sort();
    const limits = Array.from(
      { length: parts - 1 },
      (_, i) => sorted[Math.floor((i + 1) * sorted.length / parts)]!,
    );
    return values.map((value) => String(limits.filter((limit) => value >= limit).length));
  });
}
