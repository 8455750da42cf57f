import pl from "nodejs-polars";
import { InputError, rowName } from "../core/errors.ts";
import { takeRows } from "../core/profiles.ts";
import { fileKey } from "./file_key.ts";
import { lookUp } from "./table/join.ts";
import { textColumn } from "./table/table.ts";

/** A table with a column of image names. */
export interface NamedTable {
  /** The table. */
  table: pl.DataFrame;
  /** Its column of file names or paths. */
  column: string;
  /** File the table came from, for errors. */
  file?: string;
}

/** Name of the column that holds the keys while tables are merged; no table of people has it. */
const keyColumn = "\u0000key";

/** How tables are merged. */
export interface MergeOptions {
  /** Names of channels that may stand at the end of file names; defaults to none. */
  channels?: readonly string[];
  /**
   * A column that tells images of one name apart, as that of the plate, as both tables call it; absent
   * where names are enough.
   */
  within?: { measured: string; metadata: string };
  /**
   * A column of the measurements in which images of one name must agree, as that of the well; absent
   * where nothing is known.
   */
  agree?: string;
  /** Columns to add, `{ name there: name in the result }`; defaults to all but the names, as they are. */
  add?: Record<string, string>;
}

/** Measurements with what a metadata table knows about their images. */
export interface Merged {
  /** All rows of the measurements in their order; null where no metadata were found. */
  table: pl.DataFrame;
  /** How many rows found their metadata. */
  matched: number;
  /** Images of the measurements that the metadata do not know, each once. */
  unmatched: string[];
  /** Images of the metadata that nothing was measured of, each once. */
  unused: string[];
}

/**
 * Adds metadata to measurements by the names of their images, which need not be written alike: names
 * count as {@link fileKey} gives them.
 *
 * Several rows of the measurements may be of one image, one a cell; all are kept. Several rows of the
 * metadata may be of one image, one a channel, if they say the same.
 *
 * @param measured Measurements.
 * @param metadata What is known about the images.
 * @param options Channels, columns.
 * @throws {InputError} naming both rows where two images of the metadata have one key but not the same
 * metadata, or images of the measurements that do not agree find one row; for a name that is missing or
 * leaves no key; for a column that both tables have.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { mergeByFile } from "./merge.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cells = pl.DataFrame({ image: ["out/B02_s1.png", "out/B02_s1.png"], area: [90, 110] });
 * const drugs = pl.DataFrame({ FileName: ["b02_s01_w1.tif", "b03_s01_w1.tif"], drug: ["taxol", "DMSO"] });
 * const { table, unused } = mergeByFile(
 *   { table: cells, column: "image" },
 *   { table: drugs, column: "FileName" },
 * );
 * assertEquals(table.getColumn("drug").toArray(), ["taxol", "taxol"]);
 * assertEquals(unused, ["b03_s01_w1.tif"]);
 * ```
 */
export function mergeByFile(
  measured: NamedTable,
  metadata: NamedTable,
  { channels = [], add, within, agree }: MergeOptions = {},
): Merged {
  const left = keysOf(measured, channels, within?.measured);
  const right = keysOf(metadata, channels, within?.metadata);
  const wanted = add ??
    Object.fromEntries(
      metadata.table.columns.filter((name) => name !== metadata.column).map((name) => [name, name]),
    );
  const doubled = Object.values(wanted).find((name) => measured.table.columns.includes(name));
  if (doubled !== undefined) {
    throw new InputError("Cannot merge metadata: both tables have a column of this name", {
      ...place(metadata),
      column: doubled,
    });
  }
  if (agree !== undefined) checkAgreed(measured, left, agree, new Set(right.keys));
  const single = firstOfEach(metadata, right.keys, Object.keys(wanted));
  const { table, unmatchedLeft, unmatchedRight } = lookUp(
    { table: measured.table.withColumn(left.series), on: [keyColumn] },
    {
      table: takeRows(metadata.table.withColumn(right.series), single),
      on: [keyColumn],
      ...place(metadata),
    },
    wanted,
  );
  const unusedKeys = new Set(unmatchedRight.map((row) => right.keys[single[row] as number]));
  return {
    table: table.drop(keyColumn),
    matched: measured.table.height - unmatchedLeft.length,
    unmatched: [
      ...new Map(unmatchedLeft.map((row) => [left.keys[row], left.names[row] as string])).values(),
    ],
    unused: right.names.filter((_, row) => unusedKeys.has(right.keys[row])),
  };
}

function place({ file }: NamedTable): { file?: string } {
  return file === undefined ? {} : { file };
}

function keysOf(side: NamedTable, channels: readonly string[], within: string | undefined) {
  const names = textColumn(side.table, side.column);
  const groups = within === undefined ? undefined : textColumn(side.table, within);
  const keys = names.map((name, row) => {
    const key = fileKey(name, channels);
    if (key !== "") return groups === undefined ? key : `${groups[row]}: ${key}`;
    throw new InputError("Cannot merge metadata: nothing is left of a file name", {
      ...place(side),
      row: row + 1,
      column: side.column,
      found: name,
    });
  });
  return { names, keys, series: pl.Series(keyColumn, keys, pl.Utf8) };
}

/** Throws where one row of the metadata would be that of images which do not agree in a column. */
function checkAgreed(
  measured: NamedTable,
  { names, keys }: { names: readonly string[]; keys: readonly string[] },
  agree: string,
  known: ReadonlySet<string>,
): void {
  const values = textColumn(measured.table, agree), first = new Map<string, number>();
  for (const [row, key] of keys.entries()) {
    const before = first.get(key) ?? row;
    first.set(key, before);
    if (values[before] === values[row] || !known.has(key)) continue;
    throw new InputError("Cannot merge metadata: two images would get one row of them", {
      ...place(measured),
      found: `${names[before]} of ${agree} ${values[before]} and ${names[row]} of ${agree} ${
        values[row]
      }, both read as ${key}`,
      allowed: `names that tell one ${agree} from another`,
    });
  }
}

/** The first row of each key, after checking that the others say the same. */
function firstOfEach(side: NamedTable, keys: readonly string[], columns: string[]): number[] {
  const says = side.table.select(...columns).rows().map((row) => JSON.stringify(row));
  const first = new Map<string, number>(), names = textColumn(side.table, side.column);
  for (const [row, key] of keys.entries()) {
    const before = first.get(key);
    if (before === undefined) first.set(key, row);
    else if (says[before] !== says[row]) {
      throw new InputError(
        "Cannot merge metadata: two rows mean one image, but do not say the same",
        {
          ...place(side),
          column: side.column,
          found: `${names[before]} in ${rowName(before + 1, side.file)} and ${names[row]} in ${
            rowName(row + 1, side.file)
          }`,
          allowed: `one row for ${key}, or rows that agree`,
        },
      );
    }
  }
  return [...first.values()];
}
