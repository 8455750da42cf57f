/**
 * Unpacks PackBits: runs of a repeated byte, and bytes as they are.
 *
 * Source: TIFF 6.0, section 9.
 *
 * @param packed The packed bytes of a strip or tile.
 * @param out Takes the bytes; unpacking stops when it is full.
 * @returns How many bytes were written.
 *
 * @example
 * ```ts
 * import { unpackBits } from "./pack_bits.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const out = new Uint8Array(5);
 * assertEquals(unpackBits(new Uint8Array([1, 8, 9, 254, 4]), out), 5);
 * assertEquals([...out], [8, 9, 4, 4, 4]);
 * ```
 */
export function unpackBits(packed: Uint8Array, out: Uint8Array): number {
  let at = 0, written = 0;
  while (at < packed.length && written < out.length) {
    const count = packed[at++] as number;
    if (count < 128) {
      const bytes = packed.subarray(at, at + Math.min(count + 1, out.length - written));
      out.set(bytes, written);
      written += bytes.length;
      at += count + 1;
    } else if (count > 128) {
      if (at >= packed.length) break;
      const stop = Math.min(written + 257 - count, out.length);
      out.fill(packed[at++] as number, written, stop);
      written = stop;
    }
  }
  return written;
}
