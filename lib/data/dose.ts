import { InputError } from "../core/errors.ts";
import { parseNumber } from "./table/columns.ts";

/**
 * A concentration that a table gives as text, in the one spelling of its number: `0.30`, `.3` and `3e-1` are
 * `0.3`.
 *
 * @param dose What stands there; nothing is allowed.
 * @param attempted What cannot be done, for the message.
 * @param place File, line and column.
 * @param perMicromolar How many of the table's unit are 1 µM, 1000 for nM; defaults to 1.
 * @returns The number in µM as text; null for nothing.
 * @throws {InputError} for what is no number from 0.
 *
 * @example
 * ```ts
 * import { readDose } from "./dose.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(readDose("0.30", "Cannot read the layout", {}), "0.3");
 * assertEquals(readDose("300", "Cannot read the layout", {}, 1000), "0.3");
 * assertThrows(() => readDose("high", "Cannot read the layout", { line: 2 }), Error, "line 2");
 * ```
 */
export function readDose(
  dose: string | null | undefined,
  attempted: string,
  place: { file?: string; line?: number; column?: string },
  perMicromolar = 1,
): string | null {
  const text = dose?.trim() ?? "";
  if (text === "") return null;
  const value = parseNumber(text) ?? -1;
  // Twelve digits take away what a division leaves behind: 0.0003 mM are 0.3 µM.
  if (value >= 0) return String(Number((value / perMicromolar).toPrecision(12)));
  throw new InputError(attempted, {
    ...place,
    found: dose,
    allowed: perMicromolar === 1
      ? "a concentration in µM, a number from 0, or nothing"
      : "a concentration in the unit of its column, a number from 0, or nothing",
  });
}
