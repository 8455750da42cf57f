const nativeIsLittle = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * Turns the bytes of each value round in place where the file's order is not the machine's.
 *
 * @param bytes Values one after the other.
 * @param size Bytes of a value.
 * @param little Whether the file has the lowest byte first.
 *
 * @example
 * ```ts
 * import { toNative } from "./values.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array([1, 2, 3, 4]);
 * toNative(bytes, 2, false);
 * assertEquals(new Uint16Array(bytes.buffer), new Uint16Array([0x0102, 0x0304]));
 * ```
 */
export function toNative(bytes: Uint8Array, size: number, little: boolean): void {
  if (size === 1 || little === nativeIsLittle) return;
  for (let at = 0; at + size <= bytes.length; at += size) {
    for (let low = at, high = at + size - 1; low < high; low++, high--) {
      const byte = bytes[low] as number;
      bytes[low] = bytes[high] as number;
      bytes[high] = byte;
    }
  }
}

/**
 * Undoes the horizontal predictor in place: each value was stored as its difference to the left one.
 *
 * Source: TIFF 6.0, section 14.
 *
 * @param bytes Rows of values in the machine's byte order; they begin at a whole value of the buffer.
 * @param rows How many rows.
 * @param width Pixels of a row.
 * @param bits 8, 16 or 32.
 * @param samples Values of a pixel.
 *
 * @example
 * ```ts
 * import { sumRows } from "./values.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Uint16Array([5, 1, 1, 9, 0, 0xffff]);
 * sumRows(new Uint8Array(values.buffer), 2, 3, 16, 1);
 * assertEquals([...values], [5, 6, 7, 9, 9, 8]);
 * ```
 */
export function sumRows(
  bytes: Uint8Array,
  rows: number,
  width: number,
  bits: number,
  samples: number,
): void {
  const length = rows * width * samples;
  const { buffer, byteOffset } = bytes;
  const values = bits === 8
    ? new Uint8Array(buffer, byteOffset, length)
    : bits === 16
    ? new Uint16Array(buffer, byteOffset, length)
    : new Uint32Array(buffer, byteOffset, length);
  const stride = width * samples;
  for (let row = 0; row < rows; row++) {
    const stop = (row + 1) * stride;
    for (let i = row * stride + samples; i < stop; i++) {
      values[i] = (values[i] as number) + (values[i - samples] as number);
    }
  }
}
