import { ByteWriter } from "hyparquet-writer";
import { serializeTCompactProtocol } from "hyparquet-writer/src/thrift.js";

/** Physical types of Parquet by their number in the format. */
const physicalTypes = ["BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY"];

/** Numbers of the format: codec ZSTD, kinds of Thrift's compact protocol. */
const zstd = 6, binary = 8, list = 9, struct = 12;

/** A column of a file. */
export interface ParquetColumn {
  /** Its name. */
  name: string;
  /** How its values are stored; text is `BYTE_ARRAY`. */
  type: "BOOLEAN" | "INT64" | "DOUBLE" | "BYTE_ARRAY";
  /** Whether cells may be empty. */
  nullable: boolean;
}

/** Where the values of one column in one row group lie. */
export interface ParquetChunk {
  /** Numbers of the encodings used. */
  encodings: number[];
  /** First byte of the values in the file. */
  offset: number;
  /** First byte of the dictionary that stands before them; defaults to none. */
  dictionary?: number;
  /** Bytes with the headers of the pages. */
  bytes: number;
  /** The same before compression. */
  plainBytes: number;
}

/**
 * The end of a Parquet file, which says where everything lies.
 *
 * A plate has hundreds of thousands of chunks. Each row group's are kept as the bytes that the file will
 * have, some 90 a chunk, where objects would take ten times as much.
 *
 * Source: the Thrift definition of the format, https://github.com/apache/parquet-format.
 */
export class ParquetFooter {
  readonly #columns: readonly ParquetColumn[];
  readonly #groups: Uint8Array[] = [];
  #rows = 0;

  /**
   * @param columns All columns, in their order.
   *
   * @example
   * ```ts
   * import { ParquetFooter } from "./footer.ts";
   * import { assertEquals } from "@std/assert";
   *
   * const footer = new ParquetFooter([{ name: "area", type: "DOUBLE", nullable: false }]);
   * assertEquals(new TextDecoder().decode(footer.bytes().slice(-4)), "PAR1");
   * ```
   */
  constructor(columns: readonly ParquetColumn[]) {
    this.#columns = columns;
  }

  /** Bytes that are kept so far. */
  get size(): number {
    return this.#groups.reduce((sum, { length }) => sum + length, 0);
  }

  /**
   * Notes a row group that is in the file.
   *
   * @param rows Its rows.
   * @param chunks Its chunks, one a column.
   */
  add(rows: number, chunks: readonly ParquetChunk[]): void {
    const total = (of: (chunk: ParquetChunk) => number) =>
      BigInt(chunks.reduce((sum, chunk) => sum + of(chunk), 0));
    this.#groups.push(thrift({
      field_1: chunks.map(({ encodings, offset, dictionary, bytes, plainBytes }, i) => {
        const { name, type } = this.#columns[i] as ParquetColumn;
        return {
          field_2: BigInt(dictionary ?? offset),
          field_3: {
            field_1: physicalTypes.indexOf(type),
            field_2: encodings,
            field_3: [name],
            field_4: zstd,
            field_5: BigInt(rows),
            field_6: BigInt(plainBytes),
            field_7: BigInt(bytes),
            field_9: BigInt(offset),
            ...(dictionary === undefined ? {} : { field_11: BigInt(dictionary) }),
          },
        };
      }),
      field_2: total(({ plainBytes }) => plainBytes),
      field_3: BigInt(rows),
      field_6: total(({ bytes }) => bytes),
    }));
    this.#rows += rows;
  }

  /** What the file ends with, the four letters of its format included. */
  bytes(): Uint8Array {
    const columns = this.#columns.map(({ name, type, nullable }) => ({
      field_1: physicalTypes.indexOf(type),
      field_3: nullable ? 1 : 0,
      field_4: name,
      ...(type === "BYTE_ARRAY" ? { field_6: 0, field_10: { field_1: {} } } : {}),
    }));
    const head = thrift({
      field_1: 2,
      field_2: [{ field_4: "root", field_5: columns.length }, ...columns],
      field_3: BigInt(this.#rows),
    });
    const writer = new ByteWriter(head.length + this.size + 64);
    // The struct goes on with field 4, the row groups, so its stop byte is left out.
    writer.appendBytes(head.subarray(0, -1));
    writer.appendUint8(1 << 4 | list);
    writer.appendUint8(15 << 4 | struct);
    writer.appendVarInt(this.#groups.length);
    for (const group of this.#groups) writer.appendBytes(group);
    const author = new TextEncoder().encode("cell2structure");
    writer.appendUint8(2 << 4 | binary);
    writer.appendVarInt(author.length);
    writer.appendBytes(author);
    writer.appendUint8(0);
    writer.appendUint32(writer.offset);
    writer.appendBytes(new TextEncoder().encode("PAR1"));
    return writer.getBytes();
  }
}

function thrift(data: Parameters<typeof serializeTCompactProtocol>[1]): Uint8Array {
  const writer = new ByteWriter();
  serializeTCompactProtocol(writer, data);
  return writer.getBytes().slice();
}
