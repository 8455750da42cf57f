import { InputError } from "../../core/errors.ts";
import { parseImagePlace } from "../image_file.ts";
import type { ImageTold } from "../image_told.ts";
import type { FieldIndex } from "../index_file.ts";
import { isOneSize } from "../index_file/pixel_sizes.ts";

/**
 * An index with the size of pixels that images say, in fields for which it has none.
 *
 * @param index The index.
 * @param told What files say of themselves, by their paths.
 * @throws {InputError} naming two files of a plate that say two sizes.
 *
 * @example
 * ```ts
 * import { withToldSizes } from "./told_sizes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", site: 1, pixelSize: NaN, metadata: {} };
 * const index = { channels: ["DNA"], fields: [{ ...field, files: { DNA: "a.tif" } }] };
 * const told = new Map([["a.tif", { pages: 1, channels: new Map(), pixelSize: 0.65 }]]);
 * assertEquals(withToldSizes(index, told).fields[0]?.pixelSize, 0.65);
 * ```
 */
export function withToldSizes(
  { channels, fields }: FieldIndex,
  told: ReadonlyMap<string, ImageTold>,
): FieldIndex {
  const first = new Map<string, { path: string; size: number }>();
  const sized = fields.map((field) => {
    if (!isNaN(field.pixelSize)) return field;
    const said = Object.values(field.files).map((place) => {
      const { path } = parseImagePlace(place);
      return { path, size: told.get(path)?.pixelSize ?? NaN };
    });
    const own = said.find(({ size }) => size > 0);
    if (own === undefined) return field;
    const { path, size } = own, before = first.get(field.plate) ?? own;
    first.set(field.plate, before);
    if (isOneSize(before.size, size)) return { ...field, pixelSize: size };
    throw new InputError("The images of a plate have pixels of two sizes", {
      found: [`${before.path}: ${before.size} µm`, `${path}: ${size} µm`],
      allowed: `one size on plate ${field.plate}`,
      hint: "Images of two magnifications belong in two indexes; where the files are wrong, " +
        "--pixel-size says the size of all",
    });
  });
  return { channels, fields: sized };
}
