import { createGzip } from "node:zlib";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import { makeProfiles, metaValues, type Profiles, selectRows } from "../core/profiles.ts";
import { refuseReserved } from "../core/reserved_columns.ts";
import { isMetadataColumn } from "./metadata_column.ts";
import { csvBlocks, frameOf } from "./profiles_file/blocks.ts";
import { readDelimited } from "./table/delimited.ts";
import { columnsByName } from "./table/columns_by_name.ts";
import { numberColumns } from "./table/number_columns.ts";
import { type ColumnType, readText, typedColumn, wrongCell } from "./table/columns.ts";

/** How `readProfiles` reads. */
export interface ReadProfilesOptions {
  /** Which columns are metadata, as names or a test; defaults to `isMetadataColumn`. */
  metadata?: readonly string[] | ((column: string) => boolean);
  /** Types of metadata columns in CSV; defaults to text for all. */
  types?: Record<string, ColumnType>;
  /** Precision of the values; defaults to what Parquet holds, and to 64 bits for CSV. */
  precision?: 32 | 64;
  /**
   * Rows to read, by the value of a column, whose numbers count as text, too; of Parquet no others come into
   * memory. Defaults to all.
   */
  where?: { column: string; value: string };
}

/**
 * Reads profiles from Parquet, CSV or CSV.gz, as pycytominer and pandas write them.
 *
 * Metadata are told by the names of their columns: those that begin with `Metadata_`, and bare ones such
 * as `Plate` and `dose`. In CSV they are text, so that plate 00123 stays 00123, unless `types` says
 * otherwise; in Parquet they have their types. Missing features (empty, `NA`, `nan`, null) read as NaN.
 *
 * @param file Path ending `.parquet`, `.csv` or `.csv.gz`.
 * @param options Which columns are metadata, their types, precision of the values.
 * @throws {InputError} naming file, row, column and the value found where a feature holds text, a row
 * is ragged, a named metadata column or that of `where` is missing, the file is empty or damaged.
 *
 * @example
 * ```ts
 * import { readProfiles } from "./profiles_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile({ suffix: ".csv" });
 * await Deno.writeTextFile(file, "Metadata_Plate,Metadata_Well,Cells_Area\n00123,A01,2.5\n");
 * const profiles = await readProfiles(file);
 * assertEquals(profiles.meta.toRecords(), [{ Metadata_Plate: "00123", Metadata_Well: "A01" }]);
 * assertEquals([...profiles.values], [2.5]);
 * await Deno.remove(file);
 * ```
 */
export async function readProfiles(
  file: string,
  options: ReadProfilesOptions = {},
): Promise<Profiles> {
  if (formatOf(file) === "parquet") return await readParquet(file, options);
  const { where, ...rest } = options, all = await readCsv(file, rest);
  if (where === undefined) return all;
  if (!all.meta.columns.includes(where.column)) {
    throw noColumn(file, where.column, all.meta.columns);
  }
  const values = metaValues(all.meta, where.column);
  return selectRows(all, values.map((value) => value !== null && String(value) === where.value));
}

/**
 * Writes profiles as Parquet, CSV or CSV.gz, metadata columns first; whole or not at all.
 *
 * Values come back bit for bit, in 64 and in 32 bits, with NaN, infinities and −0 (a NaN's payload
 * aside). Parquet keeps the types of metadata and tells null from empty text. CSV keeps metadata as
 * text: null is an empty cell and empty text is `""`, which our reader tells apart and pandas does
 * not; 32-bit values are written with all digits of the same number in 64 bits, so that reading in
 * either precision gives the same number.
 *
 * @param file Path ending `.parquet`, `.csv` or `.csv.gz`.
 * @param profiles What to write.
 * @throws {InputError} for another ending.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { readProfiles, writeProfiles } from "./profiles_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Plate: ["00123", "00123"] });
 * const profiles = makeProfiles(meta, ["Cells_Area"], Float32Array.of(0.1, NaN));
 * const folder = await Deno.makeTempDir();
 * await writeProfiles(`${folder}/profiles.parquet`, profiles);
 * assertEquals((await readProfiles(`${folder}/profiles.parquet`)).values, profiles.values);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeProfiles(file: string, profiles: Profiles): Promise<void> {
  const format = formatOf(file);
  await writeAtomic(file, async (temporary) => {
    if (format === "parquet") {
      frameOf(profiles, 0, profiles.meta.height).writeParquet(temporary, { compression: "zstd" });
      return;
    }
    const blocks = Readable.from(csvBlocks(profiles));
    const out = createWriteStream(temporary);
    if (format === "csv") await pipeline(blocks, out);
    else await pipeline(blocks, createGzip({ level: 6 }), out);
  });
}

/** Formats that profiles are read and written in. */
export type ProfilesFormat = "parquet" | "csv" | "csv.gz";

/**
 * The format of a file of profiles, from its name.
 *
 * @param file Path.
 * @throws {InputError} for another ending than `.parquet`, `.csv` or `.csv.gz`.
 *
 * @example
 * ```ts
 * import { formatOf } from "./profiles_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatOf("cells.CSV.gz"), "csv.gz");
 * ```
 */
export function formatOf(file: string): ProfilesFormat {
  const match = /\.(parquet|csv|csv\.gz)$/i.exec(file);
  if (match === null) {
    throw new InputError("Profiles are read and written in three formats", {
      file,
      allowed: "a name ending .parquet, .csv or .csv.gz",
    });
  }
  return match[1]?.toLowerCase() as ProfilesFormat;
}

async function readCsv(file: string, options: ReadProfilesOptions): Promise<Profiles> {
  const text = await readDelimited(file);
  const { metadata, features } = split(text.header, file, options);
  const columns = columnsByName(readText(text, file, ",", features));
  const meta = pick(columns, metadata).map((column) =>
    typedColumn(
      column.name,
      column.toArray() as (string | null)[],
      { type: options.types?.[column.name] ?? "text", mayBeEmpty: true, keepEmptyText: true },
      wrongCell("Cannot read profiles", { file, column: column.name, lineOf: text.lineOf }),
    )
  );
  return makeProfiles(
    metaFrame(meta, text.rows, file),
    features,
    numberColumns(pick(columns, features), file, options.precision ?? 64, text.lineOf),
  );
}

async function readParquet(file: string, options: ReadProfilesOptions): Promise<Profiles> {
  const { where } = options;
  let frame: pl.DataFrame;
  try {
    await Deno.stat(file);
    frame = where === undefined ? pl.readParquet(file) : await rowsWhere(file, where);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(
      cause instanceof Deno.errors.NotFound
        ? "Cannot read profiles: there is no such file"
        : "Cannot read profiles: this is no whole Parquet file",
      { file, cause },
    );
  }
  const columns = columnsByName(frame), rows = [...columns.values()][0]?.length ?? 0;
  const { metadata, features } = split([...columns.keys()], file, options);
  const measured = pick(columns, features);
  const single = measured.length > 0 &&
    measured.every(({ dtype }) => String(dtype).includes("Float32"));
  return makeProfiles(
    metaFrame(pick(columns, metadata), rows, file),
    features,
    numberColumns(measured, file, options.precision ?? (single ? 32 : 64)),
  );
}

/** The rows of a Parquet file with a value in a column, however the column holds it. */
async function rowsWhere(
  file: string,
  { column, value }: { column: string; value: string },
): Promise<pl.DataFrame> {
  const all = pl.scanParquet(file), names: string[] = all.columns;
  if (!names.includes(column)) throw noColumn(file, column, names.filter(isMetadataColumn));
  const { dtype } = (await all.select(pl.col(column)).limit(0).collect()).getColumn(column);
  const cell = /String|Utf8/.test(String(dtype)) ? pl.col(column) : pl.col(column).cast(pl.Utf8);
  return await all.filter(cell.eq(pl.lit(value))).collect();
}

function noColumn(file: string, column: string, found: readonly string[]): InputError {
  return new InputError("Cannot read profiles: there is no such column to choose rows by", {
    file,
    column,
    found: [...found],
  });
}

function pick(columns: ReadonlyMap<string, pl.Series>, names: readonly string[]): pl.Series[] {
  return names.map((name) => columns.get(name) as pl.Series);
}

function split(columns: string[], file: string, { metadata, types }: ReadProfilesOptions) {
  const named = [...Array.isArray(metadata) ? metadata : [], ...Object.keys(types ?? {})];
  const missing = named.find((name) => !columns.includes(name));
  if (missing !== undefined) {
    throw new InputError("Cannot read profiles: a metadata column is missing", {
      file,
      column: missing,
      found: columns.filter(isMetadataColumn),
    });
  }
  const chosen = metadata === undefined
    ? isMetadataColumn
    : typeof metadata === "function"
    ? metadata
    : (column: string) => metadata.includes(column);
  return {
    metadata: columns.filter((column) => chosen(column)),
    features: columns.filter((column) => !chosen(column)),
  };
}

/** A frame without columns has no rows, so metadata cannot be missing altogether. */
function metaFrame(columns: pl.Series[], rows: number, file: string): pl.DataFrame {
  refuseReserved(columns.map(({ name }) => name), "Cannot read profiles", file);
  if (columns.length === 0 && rows > 0) {
    throw new InputError("Cannot read profiles: there is no metadata column", {
      file,
      allowed: "at least one column that says what the rows are, such as Metadata_Well",
      hint: "Begin the names of columns that say so with Metadata_",
    });
  }
  return pl.DataFrame(columns);
}
