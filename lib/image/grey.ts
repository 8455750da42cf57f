import { InputError } from "../core/errors.ts";
import type { RawImage, SampleArray } from "./raw_image.ts";
import type { GreyImage, PlanarImage } from "./tiff.ts";

/**
 * A stored image as grey values of 16 bits.
 *
 * Values of 9 to 16 bits stay as they are. Fewer bits are promoted to the full range (8 bits 257
 * times as large), so that black stays 0 and a saturated pixel stays saturated (65,535). What a camera of
 * 12 bits saw is thus 16 times as bright in files of 8 bits as in files of 16: `mixedBits` says where a plate
 * has both. Files of three colours that are equal everywhere are grey, as many programs write them, see
 * `greyPlane`. Where 0 is meant to be white, a value v of n bits counts as 2ⁿ − 1 − v, as libvips and
 * Bio-Formats have it.
 *
 * Source: TIFF 6.0, section 8, PhotometricInterpretation.
 *
 * @param image Stored values.
 * @param format `TIFF` or `PNG`, for messages.
 * @param file Name of the file.
 * @throws {InputError} for colours, palettes, signed, floating or 32-bit values.
 *
 * @example
 * ```ts
 * import { greyOf } from "./grey.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const planes = [new Uint8Array([0, 255])];
 * const image = { width: 2, height: 1, bits: 8, meaning: "grey" as const, planes };
 * assertEquals([...greyOf(image, "PNG").data], [0, 65535]);
 * ```
 */
export function greyOf(image: RawImage, format: string, file?: string): GreyImage {
  const { width, height, planes: [data] } = planesOf(greyPlane(image), 1, format, file);
  return { width, height, data: data as Uint16Array };
}

/**
 * A grey image that was stored as colours: red, green and blue are equal at every pixel, and where there
 * is a plane of opacity, alone or as the fourth, nothing is transparent.
 *
 * @param image Stored values.
 * @returns One plane with the stored values; any other image as it is.
 *
 * @example
 * ```ts
 * import { greyPlane } from "./grey.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const red = new Uint8Array([7, 9]), opaque = new Uint8Array([255, 255]);
 * const planes = [red, red.slice(), red.slice(), opaque];
 * const image = { width: 2, height: 1, bits: 8, meaning: "colour" as const, planes };
 * assertEquals(greyPlane(image).planes, [red]);
 * ```
 */
export function greyPlane(image: RawImage): RawImage {
  const { meaning, bits, planes } = image, [first, ...others] = planes;
  if (meaning !== "colour" || first === undefined) return image;
  const opaque = planes.length % 2 === 0 ? others.pop() : undefined;
  const most = 2 ** bits - 1;
  const isGrey = planes.length <= 4 && (opaque?.every((value) => value === most) ?? true) &&
    others.every((plane) => plane.every((value, i) => value === first[i]));
  return isGrey ? { ...image, meaning: "grey", planes: [first] } : image;
}

/**
 * A stored image as several planes of 16 bits, promoted and turned round as by `greyOf`.
 *
 * @param image Stored values.
 * @param count How many planes it must have: 1 or 3.
 * @param format `TIFF` or `PNG`, for messages.
 * @param file Name of the file.
 * @throws {InputError} for another number of planes, palettes, signed, floating or 32-bit values.
 *
 * @example
 * ```ts
 * import { planesOf } from "./grey.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const planes = [new Uint16Array([1]), new Uint16Array([2]), new Uint16Array([3])];
 * const image = { width: 1, height: 1, bits: 16, meaning: "colour" as const, planes };
 * assertEquals(planesOf(image, 3, "TIFF").planes, planes);
 * ```
 */
export function planesOf(
  { width, height, bits, meaning, whiteIsZero = false, planes }: RawImage,
  count: 1 | 3,
  format: string,
  file?: string,
): PlanarImage {
  const [first] = planes;
  const unsigned = first instanceof Uint8Array || first instanceof Uint16Array;
  if (planes.length !== count || !unsigned || meaning === "palette") {
    const kind = meaning === "palette" ? "places in a palette" : typeName(first as SampleArray);
    throw new InputError(`Cannot read a ${format}`, {
      ...(file === undefined ? {} : { file }),
      found: `${planes.length} channel${planes.length === 1 ? "" : "s"} of type ${kind}`,
      allowed: count === 1
        ? `a grey ${format} of 16 or 8 unsigned bits, or one whose colours are equal everywhere`
        : `a ${format} of three planes of 16 or 8 unsigned bits`,
    });
  }
  const wide = planes as (Uint8Array | Uint16Array)[];
  const upright = whiteIsZero ? wide.map((plane) => turnedRound(plane, bits)) : wide;
  return { width, height, planes: upright.map((plane) => promoted(plane, bits)) };
}

function turnedRound(data: Uint8Array | Uint16Array, bits: number): Uint8Array | Uint16Array {
  const most = 2 ** bits - 1;
  return data.map((value) => most - value);
}

function promoted(data: Uint8Array | Uint16Array, bits: number): Uint16Array {
  if (data instanceof Uint16Array) return data;
  const factor = 65535 / (2 ** bits - 1), wide = new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) wide[i] = Math.round(factor * (data[i] as number));
  return wide;
}

function typeName(data: SampleArray): string {
  const [, sign, kind, bits] = /^(?:Big)?(U?)(Int|Float)(\d+)Array$/i.exec(data.constructor.name) ??
    [];
  return kind === "Float"
    ? `float of ${bits} bits`
    : `${sign ? "" : "signed "}integer of ${bits} bits`;
}
