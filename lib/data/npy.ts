import { InputError } from "../core/errors.ts";

/** A grid of 32-bit numbers. */
export interface FloatGrid {
  /** Columns. */
  width: number;
  /** Rows. */
  height: number;
  /** Values, [height × width] row after row. */
  data: Float32Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/**
 * A grid as a file of NumPy (`.npy`, version 1.0, `<f4`, rows first), which CellProfiler reads as an
 * illumination function, and NumPy by `numpy.load`. It comes back bit for bit.
 *
 * Source: the format's description, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
 *
 * @param grid Values [height × width].
 *
 * @example
 * ```ts
 * import { decodeNpy, encodeNpy } from "./npy.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const grid = { width: 2, height: 1, data: new Float32Array([0.1, NaN]) };
 * assertEquals(decodeNpy(encodeNpy(grid)), grid);
 * ```
 */
export function encodeNpy({ width, height, data }: FloatGrid): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${height}, ${width}), }`;
  // The values start at a multiple of 64, and the header ends with a new line.
  const start = 64 * Math.ceil((magic.length + 4 + text.length + 1) / 64);
  const header = text.padEnd(start - magic.length - 4 - 1) + "\n";
  const bytes = new Uint8Array(start + 4 * data.length), view = new DataView(bytes.buffer);
  bytes.set([...magic, 1, 0]);
  view.setUint16(magic.length + 2, header.length, true);
  bytes.set(new TextEncoder().encode(header), magic.length + 4);
  data.forEach((value, i) => view.setFloat32(start + 4 * i, value, true));
  return bytes;
}

/**
 * Reads a grid of 32-bit or 64-bit numbers, as NumPy or {@link encodeNpy} wrote it.
 *
 * @param bytes The whole file.
 * @param file Its name, for messages.
 * @throws {InputError} for another format, another type of numbers, another number of dimensions than
 * two, columns first, or a file that ends early.
 *
 * @example
 * ```ts
 * import { decodeNpy } from "./npy.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => decodeNpy(new Uint8Array(9)), Error, "no .npy");
 * ```
 */
export function decodeNpy(bytes: Uint8Array, file?: string): FloatGrid {
  const wrong = (found: string) =>
    new InputError("Cannot read a grid: this is no .npy file of two dimensions", {
      ...(file === undefined ? {} : { file }),
      found,
      allowed: "numbers of 32 or 64 bits, rows first (dtype <f4 or <f8)",
    });
  if (bytes.length < 12 || magic.some((value, i) => bytes[i] !== value)) {
    throw wrong(`${bytes.length} bytes of something else`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (bytes[6] as number) > 1;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = (long ? 12 : 10) + length;
  const header = new TextDecoder().decode(bytes.subarray(long ? 12 : 10, start));
  const size = Number(/'descr': '<f([48])'/.exec(header)?.[1]);
  const shape = /'shape': \((\d+), (\d+),? ?\)/.exec(header);
  if (!(size > 0) || shape === null || !/'fortran_order': False/.test(header)) {
    throw wrong(header.trim());
  }
  const height = Number(shape[1]), width = Number(shape[2]);
  if (bytes.length !== start + size * width * height) {
    throw wrong(`${bytes.length - start} bytes of values for ${height} × ${width} numbers`);
  }
  const data = Float32Array.from(
    { length: width * height },
    (_, i) =>
      size === 4 ? view.getFloat32(start + 4 * i, true) : view.getFloat64(start + 8 * i, true),
  );
  return { width, height, data };
}
