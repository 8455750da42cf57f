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
 * The label image in the bytes of a PNG or TIFF: the stored numbers, of 8, 16 or 32 bits, as they are; three
 * colours that are equal everywhere count as one.
 *
 * @param bytes The whole file.
 * @param options Name of the file, limit.
 * @throws {InputError} as `decodeRaw`, and for colours, floating or negative values.
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
  const { width, height, planes } = greyPlane(decodeRaw(bytes, options));
  const place = options.file === undefined ? {} : { file: options.file };
  const [values] = planes;
  if (values === undefined || planes.length > 1 || /Float/.test(values.constructor.name)) {
    throw new InputError("Cannot read a label image", {
      ...place,
      found: planes.length > 1 ? `${planes.length} planes` : "floating values",
      allowed: "one plane of whole numbers, 0 = background",
    });
  }
  const labels = Int32Array.from(values);
  const wrong = values.findIndex((value, i) => value < 0 || value !== labels[i]);
  if (wrong >= 0) {
    throw new InputError("Cannot read a label image", {
      ...place,
      found: values[wrong],
      allowed: "0 for background, 1 to 2147483647 for objects",
    });
  }
  return { width, height, labels };
}
