import { inflateSync } from "node:zlib";
import { damaged, type SampleArray } from "../raw_image.ts";
import type { TiffFile } from "./directory.ts";
import type { Layout } from "./layout.ts";
import { unpackLzw } from "./lzw.ts";
import { unpackBits } from "./pack_bits.ts";
import { sumRows, toNative } from "./values.ts";

/**
 * The stored values of a page, strips and tiles put together.
 *
 * @param tiff The file.
 * @param layout How the page lies in it, from `readLayout`.
 * @param file Its name, for messages.
 * @returns One array of values a plane `[height × width]`.
 * @throws {InputError} where a strip lies outside the file, ends early or does not unpack.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "../tiff.ts";
 * import { readDirectories } from "./directory.ts";
 * import { readLayout } from "./layout.ts";
 * import { readRaster } from "./raster.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Uint16Array([1, 2, 3, 70, 80, 90]);
 * const tiff = readDirectories(await encodeTiff({ width: 3, height: 2, data }));
 * const layout = readLayout(tiff.pages[0]!, tiff.bytes.length);
 * assertEquals(readRaster(tiff, layout), [data]);
 * ```
 */
export function readRaster(tiff: TiffFile, layout: Layout, file?: string): SampleArray[] {
  const { width, height, bits, samples, planar, block, grid } = layout;
  const together = planar ? 1 : samples;
  const rowBytes = Math.ceil(block.width * bits * together / 8);
  const whole = bits % 8 === 0;
  // A page of one grey plane in full-width strips is unpacked where it is to lie.
  const direct = samples === 1 && grid.across === 1 && block.width === width && whole;
  const planes = Array.from({ length: samples }, () => emptyPlane(layout, width * height));
  const spare = direct ? undefined : new Uint8Array(rowBytes * block.height);
  const perPlane = grid.across * grid.down;
  const count = perPlane * (planar ? samples : 1);
  for (let index = 0; index < count; index++) {
    const inPlane = index % perPlane;
    const left = (inPlane % grid.across) * block.width;
    const top = Math.floor(inPlane / grid.across) * block.height;
    // The last strip holds only the rows that are left; tiles are always whole.
    const rows = grid.across === 1 && block.width === width
      ? Math.min(block.height, height - top)
      : block.height;
    const bytes = spare?.subarray(0, rows * rowBytes) ??
      bytesOf(planes[0] as SampleArray, top * rowBytes, rows * rowBytes);
    unpack(tiff.bytes, layout, index, bytes, file);
    if (whole) toNative(bytes, bits / 8, tiff.little);
    if (layout.predictor) sumRows(bytes, rows, block.width, bits, together);
    if (spare === undefined) continue;
    const first = planar ? Math.floor(index / perPlane) : 0;
    for (let sample = 0; sample < together; sample++) {
      const plane = planes[first + sample] as SampleArray;
      place(bytes, sample, plane, { layout, together, rowBytes, left, top, rows });
    }
  }
  return planes;
}

function emptyPlane({ bits, kind }: Layout, length: number): SampleArray {
  if (kind === "float") return bits === 64 ? new Float64Array(length) : new Float32Array(length);
  if (bits === 64) {
    return kind === "signed" ? new BigInt64Array(length) : new BigUint64Array(length);
  }
  if (bits === 32) return kind === "signed" ? new Int32Array(length) : new Uint32Array(length);
  if (bits > 8) return kind === "signed" ? new Int16Array(length) : new Uint16Array(length);
  return kind === "signed" ? new Int8Array(length) : new Uint8Array(length);
}

function bytesOf(plane: SampleArray, from: number, length: number): Uint8Array {
  return new Uint8Array(plane.buffer, plane.byteOffset + from, length);
}

/** Unpacks one strip or tile so that it fills `out`. */
function unpack(
  bytes: Uint8Array,
  { compression, offsets, lengths }: Layout,
  index: number,
  out: Uint8Array,
  file: string | undefined,
): void {
  const from = offsets[index] as number, length = lengths[index] as number;
  if (from + length > bytes.length) {
    throw damaged("TIFF", file, `strip ${index + 1}, which ends behind the end of the file`);
  }
  const packed = bytes.subarray(from, from + length);
  let written: number;
  if (compression === 1) {
    out.set(packed.subarray(0, out.length));
    written = Math.min(packed.length, out.length);
  } else if (compression === 5) written = unpackLzw(packed, out);
  else if (compression === 32773) written = unpackBits(packed, out);
  else written = inflate(packed, out, index, file);
  if (written < out.length) {
    const found = written < 0 ? "a code that cannot occur" : `${written} of ${out.length} bytes`;
    throw damaged("TIFF", file, `${found} in strip ${index + 1}`, "whole strips");
  }
}

function inflate(
  packed: Uint8Array,
  out: Uint8Array,
  index: number,
  file: string | undefined,
): number {
  try {
    // Some writers pack more rows than there are; the limit is there for damaged files.
    const inflated = inflateSync(packed, { maxOutputLength: 2 * out.length + 65536 });
    out.set(inflated.subarray(0, out.length));
    return Math.min(inflated.length, out.length);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const found = `strip ${index + 1}, which does not inflate (${reason})`;
    throw damaged("TIFF", file, found, undefined, cause);
  }
}

interface Placing {
  layout: Layout;
  together: number;
  rowBytes: number;
  left: number;
  top: number;
  rows: number;
}

/** Copies the values of one plane out of a strip or tile. */
function place(
  bytes: Uint8Array,
  sample: number,
  plane: SampleArray,
  { layout, together, rowBytes, left, top, rows }: Placing,
): void {
  const { width, height, bits, block } = layout;
  const across = Math.min(block.width, width - left), down = Math.min(rows, height - top);
  if (bits % 8 !== 0) {
    for (let row = 0; row < down; row++) {
      for (let i = 0; i < across; i++) {
        const bit = 8 * row * rowBytes + (i * together + sample) * bits;
        plane[(top + row) * width + left + i] = bitsAt(bytes, bit, bits);
      }
    }
    return;
  }
  // Both arrays are of one type; which it is, 64-bit or other, makes no difference to copying.
  const into = plane as Uint8Array;
  const Values = plane.constructor as new (
    buffer: ArrayBufferLike,
    at: number,
    n: number,
  ) => Uint8Array;
  const values = new Values(bytes.buffer, bytes.byteOffset, bytes.length / (bits / 8));
  for (let row = 0; row < down; row++) {
    const to = (top + row) * width + left, from = row * block.width * together + sample;
    if (together === 1) into.set(values.subarray(from, from + across), to);
    else for (let i = 0; i < across; i++) into[to + i] = values[from + i * together] as number;
  }
}

/** A number of up to 16 bits that begins at any bit, highest bit first. */
function bitsAt(bytes: Uint8Array, bit: number, bits: number): number {
  const at = bit >> 3;
  const three = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  return (three >> (24 - (bit & 7) - bits)) & ((1 << bits) - 1);
}
