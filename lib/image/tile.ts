import { InputError } from "../core/errors.ts";
import { crop } from "./crop.ts";
import { describeField, type Field } from "./field.ts";

/**
 * A rectangle of a field, all channels.
 *
 * @param field The field.
 * @param left First column.
 * @param top First row.
 * @param width Columns.
 * @param height Rows; defaults to the width.
 * @returns A new field of that size.
 * @throws {InputError} if the rectangle does not lie inside the field.
 *
 * @example
 * ```ts
 * import { tile } from "./tile.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 3,
 *   height: 2,
 *   channels: [{ name: "DAPI", data: new Uint16Array([1, 2, 3, 4, 5, 6]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * assertEquals([...tile(field, 1, 0, 2).channels[0]!.data], [2, 3, 5, 6]);
 * ```
 */
export function tile(
  field: Field,
  left: number,
  top: number,
  width: number,
  height: number = width,
): Field {
  const whole = [left, top, width, height].every(Number.isInteger);
  const inside = left >= 0 && top >= 0 && width > 0 && height > 0 &&
    left + width <= field.width && top + height <= field.height;
  if (!whole || !inside) {
    throw new InputError(`Cannot cut a tile out of ${describeField(field)}`, {
      found: `${width} × ${height} pixels at (${left}, ${top})`,
      allowed: `whole numbers within ${field.width} × ${field.height}`,
    });
  }
  const rectangle = { left, top, width, height };
  const channels = field.channels.map(({ name, data }) => ({
    name,
    data: crop({ ...field, data }, rectangle, new Uint16Array(width * height)),
  }));
  return { ...field, width, height, channels };
}
