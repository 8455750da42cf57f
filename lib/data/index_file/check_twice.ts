import { InputError } from "../../core/errors.ts";
import type { IndexedField } from "../index_file.ts";
import { wellName } from "../well_name.ts";
import type { FieldPlace } from "./pixel_sizes.ts";

/**
 * Checks that each plate, well and site is there once; `B2` and `B02` are one well.
 *
 * @param fields The fields.
 * @param place Where they stand, for the message.
 * @throws {InputError} naming both lines of the first that comes twice.
 *
 * @example
 * ```ts
 * import { checkTwice } from "./check_twice.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const field = { plate: "P1", site: 1, files: {}, pixelSize: NaN, metadata: {} };
 * const fields = ["B02", "B2"].map((well) => ({ ...field, well }));
 * const place = { file: "index.csv", lineOf: (number: number) => number + 2 };
 * assertThrows(() => checkTwice(fields, place), Error, "as in line 2");
 * ```
 */
export function checkTwice(fields: readonly IndexedField[], { file, lineOf }: FieldPlace): void {
  const seen = new Map<string, number>();
  for (const [index, { plate, well, site }] of fields.entries()) {
    const key = JSON.stringify([plate, wellName(well) ?? well, site]), before = seen.get(key);
    if (before !== undefined) {
      throw new InputError("A field of the index comes twice", {
        file,
        line: lineOf(index),
        found: `plate ${plate}, well ${well}, site ${site}, as in line ${lineOf(before)}`,
        allowed: "each plate, well and site once",
      });
    }
    seen.set(key, index);
  }
}
