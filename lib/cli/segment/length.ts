import { InputError } from "../../core/errors.ts";
import type { Field } from "../../image/field.ts";

/** A length in an image. */
export interface Length {
  /** How many units. */
  value: number;
  /** Pixels, or micrometres. */
  unit: "px" | "µm";
}

/**
 * A length as an option gives it: `25px` or `12um`.
 *
 * @param option Name of the option.
 * @param value What was typed; undefined where the option is not given.
 * @throws {InputError} for anything but a number above 0 with its unit.
 *
 * @example
 * ```ts
 * import { parseLength } from "./length.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(parseLength("diameter", "12 um"), { value: 12, unit: "µm" });
 * assertThrows(() => parseLength("diameter", "12"), Error, "25px or 12um");
 * ```
 */
export function parseLength(option: string, value: string | undefined): Length | undefined {
  if (value === undefined) return undefined;
  const parts = /^(\d+(?:\.\d+)?)\s*(px|um|µm|μm)$/.exec(value.trim());
  const length = Number(parts?.[1]);
  if (!(length > 0)) {
    throw new InputError(`--${option} must be a length above 0 with its unit`, {
      found: value,
      allowed: "for example 25px or 12um",
    });
  }
  return { value: length, unit: parts?.[2] === "px" ? "px" : "µm" };
}

/**
 * A length in the pixels of a field.
 *
 * @param field Whose pixels.
 * @param option Name of the option that gave the length, for messages.
 * @param length The length; undefined stays so.
 * @throws {InputError} for µm where the field has no pixel size.
 *
 * @example
 * ```ts
 * import { inPixels } from "./length.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { pixelSize: 0.5, where: { plate: "P1", well: "A01", site: 1 } };
 * assertEquals(inPixels(field, "diameter", { value: 12, unit: "µm" }), 24);
 * ```
 */
export function inPixels(
  { pixelSize, where }: Pick<Field, "pixelSize" | "where">,
  option: string,
  length: Length | undefined,
): number | undefined {
  if (length === undefined || length.unit === "px") return length?.value;
  if (Number.isNaN(pixelSize)) {
    throw new InputError("Cannot turn a diameter in µm into pixels", {
      column: "pixel_size",
      found: `no pixel size for plate ${where.plate}, well ${where.well}`,
      hint: `Give the diameter in pixels (--${option} 25px), or pixel_size in the index`,
    });
  }
  return length.value / pixelSize;
}
