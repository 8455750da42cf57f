import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";
import { codes } from "../precision/columns.ts";
import type { Fold } from "./folds.ts";
import { layoutsOf } from "./layouts.ts";

/** Columns that say where and when a profile was made. */
export interface NuisanceColumns {
  /**
   * Well position such as `B02`; its row and column are audited, too, and with a plate or week the
   * position within a layout.
   */
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

/**
 * Whether a source is the position within a layout or a week.
 *
 * @param source Name of a nuisance.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["layout × position", "position"].map(isWithinLayout), [true, false]);
 * ```
 */
export const isWithinLayout = (source: string): boolean => source.endsWith(" × position");

/** Parts that numbers are cut into, of equal size among those learned from. */
const parts = 10;

/**
 * The nuisances of some profiles.
 *
 * Where each week has a layout of its own, the position says nothing by itself and all within the
 * week: `layout × position` (plates that hold the same labels at the same positions) and `week ×
 * position` are nuisances, too, where they part the profiles otherwise than those before them do.
 *
 * @param meta Metadata [n].
 * @param columns Which columns.
 * @param folds Numbers are cut by the rows that each fold learns from.
 * @param labels Number of each profile's label, by which layouts are known [n].
 * @throws {InputError} where a column is missing, a well cannot be read, or a count is no number.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["B02", "B03"] });
 * const fold = { test: new Int32Array([0]), train: new Int32Array([1]) };
 * const found = nuisanceKeys(meta, { position: "well" }, [fold], new Int32Array(2));
 * assertEquals(found.map(({ source }) => source), ["position", "row", "column"]);
 * assertEquals(found[1]!.identity, ["B", "B"]);
 * ```
 */
export function nuisanceKeys(
  meta: pl.DataFrame,
  columns: NuisanceColumns,
  folds: readonly Fold[],
  labels: Int32Array,
): Nuisance[] {
  const found: Nuisance[] = [];
  const add = (source: string, values: string[]) =>
    found.push({ source, keys: folds.map(() => values), identity: values });
  const { position, plate, week, cellCount, file, others = [] } = columns;
  if (position !== undefined) {
    const places = placesOf(meta, position);
    add("position", places.map(([row, column]) => row + column));
    add("row", places.map(([row]) => row));
    add("column", places.map(([, column]) => column));
  }
  if (plate !== undefined) add("plate", texts(meta, plate));
  if (week !== undefined) add("week", texts(meta, week));
  if (file !== undefined) add("file", texts(meta, file));
  const wells = found.find(({ source }) => source === "position")?.identity;
  const within = (source: string, groups: (position: string[]) => ArrayLike<string | number>) => {
    if (wells === undefined) return;
    const group = groups(wells);
    const values = wells.map((well, row) => `${group[row]}\t${well}`),
      parted = String(codes(values));
    const isNew = found.every(({ keys: [first = []] }) => String(codes(first)) !== parted);
    // No feature is the position within a layout without being the position.
    if (isNew) found.push({ source: `${source} × position`, keys: folds.map(() => values) });
  };
  const plates = platesOf(meta, columns);
  if (plates !== undefined) within("layout", (position) => layoutsOf(plates, position, labels));
  if (week !== undefined) within("week", () => texts(meta, week));
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

/**
 * The well of each profile, one of a plate and week.
 *
 * @param meta Metadata [n].
 * @param columns Which columns.
 * @returns A key for each profile [n]; undefined where plate or position are not known.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P2", "P1"], well: ["B02", "B02", "b2"] });
 * const wells = wellsOf(meta, { plate: "plate", position: "well" })!;
 * assertEquals([wells[0] === wells[1], wells[0] === wells[2]], [false, true]);
 * ```
 */
export function wellsOf(meta: pl.DataFrame, columns: NuisanceColumns): string[] | undefined {
  const { position } = columns, plates = platesOf(meta, columns);
  if (position === undefined || plates === undefined) return undefined;
  return placesOf(meta, position).map(([row, column], i) => `${plates[i]}\t${row}${column}`);
}

/** P1 of one week is another plate than P1 of the next. */
function platesOf(meta: pl.DataFrame, { plate, week }: NuisanceColumns): string[] | undefined {
  if (plate === undefined) return undefined;
  const weeks = week === undefined ? [] : texts(meta, week);
  return texts(meta, plate).map((name, row) => `${weeks[row] ?? ""}\t${name}`);
}

/** Row and column of each profile: B02 on one plate and b2 on another are one place. */
function placesOf(meta: pl.DataFrame, position: string): [row: string, column: string][] {
  return texts(meta, position).map((well, index) => {
    const [, row, column] = /^([A-Z]|A[A-F])0*([1-9]|[1-4]\d)$/i.exec(well) ?? [];
    if (row !== undefined && column !== undefined) return [row.toUpperCase(), column];
    throw new InputError("Cannot audit the position", {
      row: index + 1,
      column: position,
      found: well,
      allowed: "a well such as B02, A01 to AF48",
    });
  });
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
