import type { Buffer } from "node:buffer";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, zstdCompressSync } from "node:zlib";
import {
  ByteWriter,
  type ColumnSource,
  ParquetWriter,
  schemaFromColumnData,
} from "hyparquet-writer";
import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import { metaValues, type Profiles } from "../core/profiles.ts";
import { csvBlocks, formatOf } from "./profiles_file.ts";

/** Profiles that come block by block: all with the same columns. */
export type ProfilesBlocks = AsyncIterable<Profiles<Float64Array>>;

/** How profiles are written block by block. */
export interface ProfilesStreamOptions {
  /** Values that a row group of Parquet holds at least; defaults to 32 million, 256 MB. */
  groupValues?: number;
}

/**
 * Writes profiles that come block by block and are too many for memory: Parquet, CSV or CSV.gz as
 * `writeProfiles` writes them, whole or not at all.
 *
 * Memory holds one row group of Parquet (256 MB), and some hundred bytes for each column of those
 * before; or one block of CSV.
 *
 * @param file Path ending `.parquet`, `.csv` or `.csv.gz`.
 * @param blocks At least one; the first gives names and types of the columns, and may be empty.
 * @param options Size of row groups.
 * @returns How many rows were written.
 * @throws {InputError} for another ending, for no blocks, for a block with other columns.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { readProfiles } from "./profiles_file.ts";
 * import { writeProfilesStream } from "./profiles_stream.ts";
 * import { assertEquals } from "@std/assert";
 *
 * async function* blocks() {
 *   for (const well of ["A01", "A02"]) {
 *     yield makeProfiles(pl.DataFrame({ Metadata_Well: [well] }), ["area"], new Float64Array([7]));
 *   }
 * }
 * const file = await Deno.makeTempFile({ suffix: ".parquet" });
 * assertEquals(await writeProfilesStream(file, blocks()), 2);
 * assertEquals([...(await readProfiles(file)).values], [7, 7]);
 * await Deno.remove(file);
 * ```
 */
export async function writeProfilesStream(
  file: string,
  blocks: ProfilesBlocks,
  { groupValues = 32e6 }: ProfilesStreamOptions = {},
): Promise<number> {
  const format = formatOf(file);
  let rows = 0;
  await writeAtomic(file, async (temporary) => {
    const checked = alike(file, blocks, (block) => rows += block.meta.height);
    if (format === "parquet") return await writeParquet(temporary, grouped(checked, groupValues));
    const text = Readable.from(csv(checked)), out = createWriteStream(temporary);
    if (format === "csv") await pipeline(text, out);
    else await pipeline(text, createGzip({ level: 6 }), out);
  });
  return rows;
}

/** Checks that blocks have the columns of the first, and that there is one. */
async function* alike(
  file: string,
  blocks: ProfilesBlocks,
  onBlock: (block: Profiles) => void,
): AsyncGenerator<Profiles<Float64Array>> {
  let first: string | undefined;
  for await (const block of blocks) {
    const columns = JSON.stringify([block.meta.columns, block.features]);
    first ??= columns;
    if (columns !== first) {
      throw new InputError("Cannot write profiles: a block has other columns than the first", {
        file,
      });
    }
    onBlock(block);
    yield block;
  }
  if (first === undefined) throw new InputError("Cannot write profiles: there are none", { file });
}

async function* csv(blocks: AsyncIterable<Profiles>): AsyncGenerator<Buffer> {
  let header = true;
  for await (const block of blocks) {
    if (header || block.meta.height > 0) yield* csvBlocks(block, header);
    header = false;
  }
}

/** Gathers small blocks: readers of Parquet are slow where there are many row groups. */
async function* grouped(
  blocks: AsyncIterable<Profiles<Float64Array>>,
  groupValues: number,
): AsyncGenerator<Profiles<Float64Array>[]> {
  let waiting: Profiles<Float64Array>[] = [], values = 0, any = false;
  for await (const block of blocks) {
    if (any && block.meta.height === 0) continue;
    any = true;
    waiting.push(block);
    values += block.values.length;
    if (values < groupValues) continue;
    yield waiting;
    [waiting, values] = [[], 0];
  }
  if (waiting.length > 0) yield waiting;
}

async function writeParquet(
  path: string,
  groups: AsyncIterable<Profiles<Float64Array>[]>,
): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const bytes = new ByteWriter();
  const flush = () => {
    const waiting = bytes.getBytes();
    for (let sent = 0; sent < waiting.length;) sent += file.writeSync(waiting.subarray(sent));
    bytes.index = 0;
  };
  const grow = bytes.ensure.bind(bytes);
  const ensure = (size: number) => {
    if (bytes.index > 1e6) flush();
    grow(size);
  };
  const writer = Object.assign(bytes, { flush, ensure });
  let parquet: ParquetWriter | undefined;
  for await (const group of groups) {
    const columnData = columnsOf(group);
    parquet ??= new ParquetWriter({
      writer,
      schema: schemaFromColumnData({ columnData }),
      codec: "ZSTD",
      compressors: { ZSTD: (input) => zstdCompressSync(input) },
      statistics: false,
    });
    await parquet.write({
      columnData,
      rowGroupSize: Math.max(1, rowsOf(group)),
      dictionarySize: 0,
    });
  }
  await parquet?.finish();
  flush();
}

function rowsOf(group: readonly Profiles[]): number {
  return group.reduce((sum, { meta }) => sum + meta.height, 0);
}

function columnsOf(group: readonly Profiles[]): ColumnSource[] {
  const [first] = group;
  if (first === undefined) return [];
  const { meta, features } = first, rows = rowsOf(group), width = features.length;
  const options = { offsetIndex: false, statistics: false };
  const columns = meta.columns.map((name, position): ColumnSource => {
    const cells = group.flatMap((block) => metaValues(block.meta, name));
    const type = String(meta.dtypes[position]);
    if (/Int/.test(type)) {
      const data = cells.map((cell) => cell === null ? null : BigInt(cell as number));
      return { name, data, type: "INT64", nullable: true, ...options };
    }
    const kind = /Float/.test(type) ? "DOUBLE" : /Bool/.test(type) ? "BOOLEAN" : "STRING";
    return { name, data: cells, type: kind, nullable: true, ...options };
  });
  // The writer asks for one column after another and is done with each before the next: one array
  // serves for all, where one each would be the whole group once more.
  const data = new Float64Array(rows);
  const column = (feature: number) => {
    let to = 0;
    for (const { values } of group) {
      for (let at = feature; at < values.length; at += width) data[to++] = values[at] as number;
    }
    return data;
  };
  return [
    ...columns,
    ...features.map((name, feature): ColumnSource => ({
      name,
      get data() {
        return column(feature);
      },
      type: "DOUBLE",
      nullable: false,
      ...options,
    })),
  ];
}
