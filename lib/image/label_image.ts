import { InputError } from "../core/errors.ts";
import { decodeRaw } from "./decode.ts";
import { greyPlane } from "./grey.ts";
import type { DecodeOptions } from "./raw_image.ts";

/** Which pixel belongs to which object. */
export interface LabelImage {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Number of the object of each pixel `[height × width]`, 0 = background. */
  labels: Int32Array;
}

/**
 * The label image in the bytes of a PNG or TIFF: the stored numbers as they are, whole ones of 8 to 64 bits,
 * signed or not, or floating ones that are whole; three colours that are equal everywhere count as one.
 *
 * The numbers are objects, no brightness, and stay as they are where a TIFF says that 0 is white, as ImageJ writes
 * those that it shows by an inverting table. Where such a file holds the greatest value of its bits as well, as a mask
 * does, nothing says which of the two is background.
 *
 * @param bytes The whole file.
 * @param options Name of the file, limit.
 * @throws {InputError} as `decodeRaw`, and for colours, or a value that is not whole, negative or above
 * 2³¹ − 1, or the greatest where 0 is white, naming it and its pixel, x and y from 0.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "./tiff.ts";
 * import { decodeLabels } from "./label_image.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Uint16Array([0, 1, 65535]);
 * const { labels } = decodeLabels(await encodeTiff({ width: 3, height: 1, data }));
 * assertEquals(labels, new Int32Array([0, 1, 65535]));
 * ```
 */
export function decodeLabels(bytes: Uint8Array, options: DecodeOptions = {}): LabelImage {
  const { width, height, bits, whiteIsZero, planes } = greyPlane(decodeRaw(bytes, options));
  const refuse = (found: string, allowed: string) => {
    const place = options.file === undefined ? {} : { file: options.file };
    return new InputError("Cannot read a label image", { ...place, found, allowed });
  };
  const [values] = planes;
  if (values === undefined || planes.length > 1) {
    throw refuse(`${planes.length} planes`, "one plane of whole numbers, 0 = background");
  }
  const black = whiteIsZero ? 2 ** bits - 1 : Infinity;
  const at = (i: number) => `${values[i]} at pixel x ${i % width}, y ${Math.floor(i / width)}`;
  const labels = new Int32Array(values.length);
  for (let i = 0; i < labels.length; i++) {
    const label = Number(values[i]);
    if (label === black) {
      throw refuse(
        `${at(i)}, black in a TIFF in which 0 is white`,
        "a number of its own for each object, 0 for background and for black",
      );
    }
    if (!(Number.isInteger(label) && label >= 0 && label <= mostLabel)) {
      throw refuse(at(i), `whole numbers: 0 for background, 1 to ${mostLabel} for objects`);
    }
    labels[i] = label;
  }
  return { width, height, labels };
}

const mostLabel = 2 ** 31 - 1;
