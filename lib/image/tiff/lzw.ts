const clear = 256, end = 257;

/**
 * Unpacks TIFF's LZW (codes of 9 to 12 bits, highest bit first, widened one code early).
 *
 * Every string of the dictionary is one that stands in the output already, so that the dictionary
 * is kept as places and lengths in it and no string is built twice.
 *
 * Source: TIFF 6.0, section 13; Welch 1984, Computer 17(6), 8.
 *
 * @param packed The packed bytes of a strip or tile.
 * @param out Takes the bytes; unpacking stops when it is full.
 * @returns How many bytes were written, or -1 for a code that cannot occur.
 *
 * @example
 * ```ts
 * import { unpackLzw } from "./lzw.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const out = new Uint8Array(3);
 * // Codes of 9 bits: clear, 7, 258 (the string 7 7 that is just being made), end.
 * assertEquals(unpackLzw(new Uint8Array([0x80, 0x01, 0xe0, 0x50, 0x10]), out), 3);
 * assertEquals([...out], [7, 7, 7]);
 * ```
 */
export function unpackLzw(packed: Uint8Array, out: Uint8Array): number {
  const places = new Int32Array(4096), lengths = new Int32Array(4096);
  const total = out.length, available = packed.length;
  let written = 0, at = 0, buffer = 0, held = 0, width = 9, next = 258;
  let previousPlace = 0, previousLength = 0;
  while (written < total) {
    while (held < width) {
      if (at >= available) return written;
      buffer = ((buffer & 0xffffff) << 8) | (packed[at++] as number);
      held += 8;
    }
    held -= width;
    const code = (buffer >>> held) & ((1 << width) - 1);
    if (code === clear) {
      width = 9;
      next = 258;
      previousLength = 0;
      continue;
    }
    if (code === end) return written;
    const place = written;
    if (code < clear) {
      out[written++] = code;
    } else {
      if (previousLength === 0) return -1;
      let from: number, length: number;
      if (code < next) {
        from = places[code] as number;
        length = lengths[code] as number;
      } else if (code === next) {
        from = previousPlace;
        length = previousLength + 1;
      } else return -1;
      const stop = Math.min(written + length, total);
      // The string may run into itself, so it must be copied from its front.
      while (written < stop) out[written++] = out[from++] as number;
    }
    if (previousLength > 0 && next < 4096) {
      places[next] = previousPlace;
      lengths[next++] = previousLength + 1;
      if (next === (1 << width) - 1 && width < 12) width++;
    }
    previousPlace = place;
    previousLength = written - place;
  }
  return written;
}
