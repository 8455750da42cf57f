import { InputError } from "../core/errors.ts";

/** One stain of a field. */
export interface Channel {
  /** Name of the stain or marker, for example `DAPI`; unique within a field. */
  name: string;
  /** Grey values as the camera gave them, `[height × width]` row after row. */
  data: Uint16Array;
}

/** Where in the screen a field was taken. */
export interface Where {
  /** Plate barcode, for example `Week1_22123`. */
  plate: string;
  /** Well by row letter and two-digit column, for example `B02`. */
  well: string;
  /** Number of the site within the well, as the microscope counts it. */
  site: number;
}

/** One site of a well: the same area seen through every channel. */
export interface Field {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** The stains, in the order of the screen. */
  channels: Channel[];
  /** Side of a pixel in the sample, µm; NaN where nobody wrote it down. */
  pixelSize: number;
  /** Where it was taken. */
  where: Where;
}

/**
 * Checks that a field is what its type promises, and hands it back.
 *
 * @param field A field put together from files.
 * @returns The same field.
 * @throws {InputError} without channels, with a channel of another size, with a name used twice,
 * with a width or height that is no positive whole number, or with a pixel size that is not positive.
 *
 * @example
 * ```ts
 * import { checkField } from "./field.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = checkField({
 *   width: 2,
 *   height: 1,
 *   channels: [{ name: "DAPI", data: new Uint16Array([1, 2]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * });
 * assertEquals(field.channels.length, 1);
 * ```
 */
export function checkField(field: Field): Field {
  const { width, height, channels, pixelSize } = field;
  const attempted = `Cannot use ${describeField(field)}`;
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!whole) {
    throw new InputError(attempted, {
      found: `${width} × ${height}`,
      allowed: "whole numbers of pixels above 0",
    });
  }
  if (pixelSize <= 0) {
    throw new InputError(attempted, {
      found: pixelSize,
      allowed: "a pixel size above 0 µm, or NaN",
    });
  }
  if (channels.length === 0) throw new InputError(attempted, { found: "no channels" });
  const seen = new Set<string>();
  for (const { name, data } of channels) {
    if (seen.has(name)) {
      throw new InputError(`${attempted}: two channels have one name`, { found: name });
    }
    seen.add(name);
    if (data.length !== width * height) {
      throw new InputError(`${attempted}: channel ${name} has another size`, {
        found: `${data.length} pixels`,
        allowed: `${width * height} (${width} × ${height})`,
      });
    }
  }
  return field;
}

/**
 * One channel of a field by name.
 *
 * @throws {InputError} if the field has no such channel; the message lists those it has.
 *
 * @example
 * ```ts
 * import { channelOf } from "./field.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 1,
 *   height: 1,
 *   channels: [{ name: "Actin", data: new Uint16Array([7]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * assertEquals(channelOf(field, "Actin").data[0], 7);
 * ```
 */
export function channelOf(field: Field, name: string): Channel {
  const channel = field.channels.find((one) => one.name === name);
  if (channel === undefined) {
    throw new InputError(`Cannot find a channel in ${describeField(field)}`, {
      found: name,
      allowed: field.channels.map((one) => one.name).join(", "),
    });
  }
  return channel;
}

/**
 * One channel of a field as an image by itself.
 *
 * @throws {InputError} if the field has no such channel.
 *
 * @example
 * ```ts
 * import { greyOf } from "./field.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Uint16Array([7, 9]), channels = [{ name: "Actin", data }];
 * const where = { plate: "P1", well: "A01", site: 1 };
 * const field = { width: 2, height: 1, channels, pixelSize: 0.65, where };
 * assertEquals(greyOf(field, "Actin"), { width: 2, height: 1, data });
 * ```
 */
export function greyOf(
  field: Field,
  name: string,
): Pick<Field, "width" | "height"> & { data: Uint16Array } {
  const { width, height } = field;
  return { width, height, data: channelOf(field, name).data };
}

/**
 * A field's place in words, for titles and messages.
 *
 * @example
 * ```ts
 * import { describeField } from "./field.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   describeField({ where: { plate: "P1", well: "A01", site: 2 } }),
 *   "plate P1, well A01, site 2",
 * );
 * ```
 */
export function describeField({ where }: Pick<Field, "where">): string {
  return `plate ${where.plate}, well ${where.well}, site ${where.site}`;
}
