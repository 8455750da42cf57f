import { InputError } from "../core/errors.ts";

const rowLetters = /^([A-Z]|A[A-F])$/;

/**
 * A well in the usual form, row letters and a column of two digits: `b2` and `B02` are one well.
 *
 * @param text As it is written somewhere.
 * @returns undefined for what is no well of a plate of up to 1536 wells (`A01` to `AF48`).
 *
 * @example
 * ```ts
 * import { wellName } from "./well_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["b2", "B-02", "AA3"].map(wellName), ["B02", "B02", "AA03"]);
 * ```
 */
export function wellName(text: string): string | undefined {
  const match = /^([A-Za-z]{1,2})[ \-_]?0*(\d{1,2})$/.exec(text.trim());
  return match === null ? undefined : wellAt(match[1] as string, match[2] as string);
}

/**
 * The well at a row and a column.
 *
 * @param row Letters (`B`, `AA`) or a number from 1.
 * @param column A number from 1.
 * @returns undefined for what is no place on a plate of up to 1536 wells.
 *
 * @example
 * ```ts
 * import { wellAt } from "./well_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([wellAt("02", "3"), wellAt("b", "03"), wellAt("33", "1")], ["B03", "B03", undefined]);
 * ```
 */
export function wellAt(row: string, column: string): string | undefined {
  const letters = /^\d+$/.test(row.trim())
    ? lettersOf(Number(row))
    : rowLetters.exec(row.trim().toUpperCase())?.[1];
  const number = Number(column);
  if (letters === undefined || !Number.isInteger(number) || number < 1 || number > 48) {
    return undefined;
  }
  return letters + String(number).padStart(2, "0");
}

/**
 * As {@link wellName}, where nothing else will do.
 *
 * @throws {InputError} for what is no well, with the place in the file.
 *
 * @example
 * ```ts
 * import { requireWell } from "./well_name.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => requireWell("7B", { file: "layout.csv", row: 3 }), Error, "A01 to AF48");
 * ```
 */
export function requireWell(
  text: string,
  place: { file?: string; row?: number; line?: number; column?: string } = {},
): string {
  const well = wellName(text);
  if (well !== undefined) return well;
  throw new InputError("This is no well", { ...place, found: text, allowed: "A01 to AF48" });
}

function lettersOf(row: number): string | undefined {
  if (row < 1 || row > 32) return undefined;
  return row <= 26 ? String.fromCharCode(64 + row) : `A${String.fromCharCode(64 + row - 26)}`;
}
