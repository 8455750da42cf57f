import { InputError } from "../../core/errors.ts";
import { someNames } from "../../core/some_names.ts";
import type { IndexedField } from "../index_file.ts";

/** Where a field stands in a file. */
export interface FieldPlace {
  /** The file. */
  file: string;
  /** Its line of each field, by the number of the field. */
  lineOf: (field: number) => number;
}

/** Files write one size with more digits or fewer. */
const tolerance = 1e-3;

/**
 * Checks that the fields of a plate have pixels of one size, where the index gives any: areas and
 * textures of other sizes cannot be compared.
 *
 * @param fields The fields.
 * @param place Where they stand, for the error.
 * @throws {InputError} naming the lines of two fields of a plate that differ.
 *
 * @example
 * ```ts
 * import { checkPixelSizes } from "./pixel_sizes.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", files: {}, metadata: {} };
 * const fields = [{ ...field, site: 1, pixelSize: 0.65 }, { ...field, site: 2, pixelSize: 0.325 }];
 * const place = { file: "index.csv", lineOf: (number: number) => number + 2 };
 * assertThrows(() => checkPixelSizes(fields, place), Error, "plate P1, 0.65 µm in line 2");
 * ```
 */
export function checkPixelSizes(
  fields: readonly IndexedField[],
  { file, lineOf }: FieldPlace,
): void {
  const first = new Map<string, number>();
  for (const [number, { plate, pixelSize }] of fields.entries()) {
    if (Number.isNaN(pixelSize)) continue;
    const before = first.get(plate);
    if (before === undefined) first.set(plate, number);
    else if (!isOneSize(fields[before]!.pixelSize, pixelSize)) {
      throw new InputError("The fields of a plate have pixels of two sizes", {
        file,
        line: lineOf(number),
        column: "pixel_size",
        found: `${pixelSize} µm on plate ${plate}, ${fields[before]!.pixelSize} µm in line ${
          lineOf(before)
        }`,
        allowed: "one size on a plate",
        hint: "Images of two magnifications belong in two indexes; a slip is mended by " +
          "c2s index --pixel-size, or in this column",
      });
    }
  }
}

/**
 * Says so where plates differ in the size of their pixels: what is measured in pixels, and every
 * network, then sees plates before it sees drugs.
 *
 * @param fields The fields.
 * @returns A sentence; undefined where all plates that give a size give one.
 *
 * @example
 * ```ts
 * import { mixedPixelSizes } from "./pixel_sizes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { well: "B02", site: 1, files: {}, metadata: {} };
 * const one = [{ ...field, plate: "P1", pixelSize: 0.65 }, { ...field, plate: "P2", pixelSize: NaN }];
 * assertEquals(mixedPixelSizes(one), undefined);
 * ```
 */
export function mixedPixelSizes(fields: readonly IndexedField[]): string | undefined {
  const sizes: { size: number; plates: Set<string> }[] = [];
  for (const { plate, pixelSize } of fields) {
    if (Number.isNaN(pixelSize)) continue;
    const known = sizes.find(({ size }) => isOneSize(size, pixelSize));
    if (known === undefined) sizes.push({ size: pixelSize, plates: new Set([plate]) });
    else known.plates.add(plate);
  }
  if (sizes.length < 2) return undefined;
  const said = sizes.map(({ size, plates }) => `${size} µm on ${someNames([...plates])}`);
  return `Plates differ in the size of their pixels: ${
    said.join("; ")
  }. What is measured in pixels ` +
    "cannot be compared between them: use an index for each size.";
}

/**
 * Whether two sizes are one, written with more digits or fewer.
 *
 * @param a Side of a pixel, µm.
 * @param b Another, µm.
 *
 * @example
 * ```ts
 * import { isOneSize } from "./pixel_sizes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([isOneSize(0.65, 0.6501), isOneSize(0.65, 0.66)], [true, false]);
 * ```
 */
export function isOneSize(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(a, b);
}
