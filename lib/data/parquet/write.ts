import { zstdCompressSync } from "node:zlib";
import {
  ByteWriter,
  type ColumnSource,
  ParquetWriter,
  schemaFromColumnData,
} from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import type { MetaValue, Profiles } from "../../core/profiles.ts";
import { type ParquetChunk, type ParquetColumn, ParquetFooter } from "./footer.ts";
import { RowGroup } from "./row_group.ts";

/** Values of a page, 1 MB: what readers decompress at once. */
const pageValues = 1 << 17;

/**
 * Writes profiles that come block by block as a Parquet file, compressed by zstd.
 *
 * Memory holds one row group, which every block is copied into at once and which all groups share, one
 * page, and the footer.
 *
 * @param path Where.
 * @param blocks At least one; all with the columns of the first.
 * @param groupValues Values of the features that a row group holds at most.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { writeParquet } from "./write.ts";
 * import { assertEquals } from "@std/assert";
 *
 * async function* blocks() {
 *   yield makeProfiles(pl.DataFrame({ Metadata_Well: ["A01"] }), ["area"], new Float64Array([7]));
 * }
 * const file = await Deno.makeTempFile({ suffix: ".parquet" });
 * await writeParquet(file, blocks(), 1000);
 * assertEquals(pl.readParquet(file).rows(), [["A01", 7]]);
 * await Deno.remove(file);
 * ```
 */
export async function writeParquet(
  path: string,
  blocks: AsyncIterable<Profiles<Float64Array>>,
  groupValues: number,
): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  let group: RowGroup | undefined, out: GroupWriter | undefined;
  for await (const block of blocks) {
    group ??= new RowGroup(block, groupValues);
    out ??= new GroupWriter(file, block);
    for (let from = 0; from < block.meta.height;) {
      from += group.fill(block, from);
      if (group.full) out.write(group);
    }
  }
  if (group !== undefined && group.rows > 0) out?.write(group);
  out?.finish();
}

/** Writes full row groups one after another. */
class GroupWriter {
  readonly #file: Deno.FsFile;
  readonly #types: ColumnType[];
  readonly #bytes = new ByteWriter();
  /** Writes the metadata columns, which are few and have empty cells. */
  readonly #meta: ParquetWriter;
  readonly #footer: ParquetFooter;

  constructor(file: Deno.FsFile, { meta, features }: Profiles) {
    this.#file = file;
    this.#types = meta.dtypes.map((type) => columnType(String(type)));
    const columnData = metaColumns(meta.columns, this.#types, meta.columns.map(() => []));
    this.#meta = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaFromColumnData({ columnData }),
      codec: "ZSTD",
      compressors: { ZSTD: (input) => zstdCompressSync(input) },
      statistics: false,
    });
    this.#footer = new ParquetFooter([
      ...meta.columns.map((name, i): ParquetColumn => {
        const type = this.#types[i] as ColumnType;
        return { name, type: type === "STRING" ? "BYTE_ARRAY" : type, nullable: true };
      }),
      ...features.map((name): ParquetColumn => ({ name, type: "DOUBLE", nullable: false })),
    ]);
  }

  write(group: RowGroup): void {
    const columnData = metaColumns(group.metaNames, this.#types, group.meta);
    this.#meta.write({ columnData, rowGroupSize: group.rows });
    const chunks = this.#meta.row_groups.flatMap(({ columns }) => columns).map(chunkOf);
    this.#meta.row_groups.length = 0;
    this.#meta.pendingIndexes.length = 0;
    this.#flush();
    for (let feature = 0; feature < group.features.length; feature++) {
      chunks.push(this.#writeValues(group.column(feature)));
    }
    this.#footer.add(group.rows, chunks);
    group.clear();
  }

  finish(): void {
    this.#bytes.appendBytes(this.#footer.bytes());
    this.#flush();
  }

  /** Values are in memory as the format wants them: 64 bits each, little end first. */
  #writeValues(values: Float64Array): ParquetChunk {
    const offset = this.#bytes.offset;
    let plainBytes = 0;
    for (let from = 0; from < values.length; from += pageValues) {
      const page = values.subarray(from, from + pageValues);
      const plain = new Uint8Array(page.buffer, page.byteOffset, page.byteLength);
      const packed = zstdCompressSync(plain), start = this.#bytes.offset;
      writePageHeader(this.#bytes, {
        type: "DATA_PAGE_V2",
        uncompressed_page_size: plain.length,
        compressed_page_size: packed.length,
        data_page_header_v2: {
          num_values: page.length,
          num_nulls: 0,
          num_rows: page.length,
          encoding: "PLAIN",
          definition_levels_byte_length: 0,
          repetition_levels_byte_length: 0,
          is_compressed: true,
        },
      });
      plainBytes += this.#bytes.offset - start + plain.length;
      this.#bytes.appendBytes(packed);
      if (this.#bytes.index > 1e6) this.#flush();
    }
    return { encodings: [0], offset, bytes: this.#bytes.offset - offset, plainBytes };
  }

  #flush(): void {
    const waiting = this.#bytes.getBytes();
    for (let sent = 0; sent < waiting.length;) sent += this.#file.writeSync(waiting.subarray(sent));
    this.#bytes.index = 0;
  }
}

type ColumnType = "INT64" | "DOUBLE" | "BOOLEAN" | "STRING";

function columnType(type: string): ColumnType {
  if (/Int/.test(type)) return "INT64";
  return /Float/.test(type) ? "DOUBLE" : /Bool/.test(type) ? "BOOLEAN" : "STRING";
}

function metaColumns(
  names: readonly string[],
  types: readonly ColumnType[],
  cells: readonly MetaValue[][],
): ColumnSource[] {
  return names.map((name, i) => {
    const type = types[i] as ColumnType, column = cells[i] as MetaValue[];
    const data = type === "INT64"
      ? column.map((cell) => cell === null ? null : BigInt(cell as number))
      : column;
    return { name, data, type, nullable: true, offsetIndex: false, statistics: false };
  });
}

/** A chunk as the library describes it. */
function chunkOf(
  { meta_data }: ParquetWriter["row_groups"][number]["columns"][number],
): ParquetChunk {
  if (meta_data === undefined) throw new Error("A column was written without its description");
  const { dictionary_page_offset: dictionary } = meta_data;
  return {
    encodings: meta_data.encodings.map((name) => encodings.indexOf(name)),
    offset: Number(meta_data.data_page_offset),
    ...(dictionary === undefined ? {} : { dictionary: Number(dictionary) }),
    bytes: Number(meta_data.total_compressed_size),
    plainBytes: Number(meta_data.total_uncompressed_size),
  };
}

/** Encodings by their number in the format, as far as the library chooses them by itself. */
const encodings = ["PLAIN", "", "", "RLE", "", "", "", "", "RLE_DICTIONARY"];
