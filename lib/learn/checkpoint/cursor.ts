import { Broken } from "./broken.ts";

/**
 * Reads little-endian numbers one after the other and never beyond the end.
 *
 * @example
 * ```ts
 * import { Cursor } from "./cursor.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const cursor = new Cursor(new Uint8Array([1, 2, 0]));
 * assertEquals([cursor.u8(), cursor.u16()], [1, 2]);
 * assertThrows(() => cursor.u8(), Error, "ends at byte 3");
 * ```
 */
export class Cursor {
  readonly #view: DataView;

  /**
   * @param bytes What is read.
   * @param at Index of the first byte that is read.
   */
  constructor(readonly bytes: Uint8Array, public at = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** A whole number of 1 byte. */
  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  /** A whole number of 2 bytes. */
  u16(): number {
    return this.#view.getUint16(this.#step(2), true);
  }

  /** A whole number of 4 bytes. */
  u32(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  /** A whole number of 4 bytes with its sign. */
  i32(): number {
    return this.#view.getInt32(this.#step(4), true);
  }

  /** A whole number of 8 bytes; beyond 2⁵³ it is larger than any file and serves as an end. */
  u64(): number {
    return Number(this.#view.getBigUint64(this.#step(8), true));
  }

  /** A number of 8 bytes, the most significant first, as pickles hold it. */
  f64(): number {
    return this.#view.getFloat64(this.#step(8), false);
  }

  /** The next bytes, as a view. */
  take(length: number): Uint8Array {
    const from = this.#step(length);
    return this.bytes.subarray(from, from + length);
  }

  /** The next bytes as text in UTF-8, a byte order mark being a letter like any other. */
  text(length: number): string {
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.take(length));
  }

  /** The text up to the next line feed, of at most 1,000 bytes. */
  line(): string {
    const end = this.bytes.subarray(this.at, this.at + 1000).indexOf(10);
    if (end < 0) throw new Broken(`a name that does not end, at byte ${this.at}`);
    const text = this.text(end);
    this.at++;
    return text;
  }

  #step(length: number): number {
    const from = this.at;
    if (length > this.bytes.length - from) {
      throw new Broken(`a file that ends at byte ${this.bytes.length}, before its content does`);
    }
    this.at += length;
    return from;
  }
}
