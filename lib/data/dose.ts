import { InputError } from "../core/errors.ts";
import { perMicromolar as factorOf, unitSign } from "./dose_unit.ts";
import { parseNumber } from "./table/columns.ts";

/**
 * A concentration that a table gives as text, in the one spelling of its number: `0.30`, `.3` and `3e-1` are
 * `0.3`.
 *
 * @param dose What stands there; nothing is allowed.
 * @param attempted What cannot be done, for the message.
 * @param place File, line and column.
 * @param perMicromolar How many of the table's unit are 1 µM, 1000 for nM; NaN where it is not known, so that
 * only 0 can be read; defaults to 1.
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
  if (value === 0) return "0";
  // Twelve digits take away what a division leaves behind: 0.0003 mM are 0.3 µM.
  if (value > 0) return String(Number((value / perMicromolar).toPrecision(12)));
  const hint = doseHint(text);
  throw new InputError(attempted, {
    ...place,
    found: dose,
    allowed: `a concentration in ${unitSign(perMicromolar)}, a number from 0, or nothing`,
    ...hint === undefined ? {} : { hint },
  });
}

/** How to write what was probably meant; undefined where that cannot be guessed. */
function doseHint(text: string): string | undefined {
  // A number, signs between its digits allowed, and a unit behind it.
  const [, number = "", unit = ""] =
    /^(\d[\d.,'’\s]*(?:[eE][+-]?\d+)?)\s*([^\d\s].*)?$/.exec(text) ?? [];
  const digits = number.trim();
  if (digits === "") return undefined;
  if (unit !== "") {
    return factorOf(unit) === undefined
      ? undefined
      : `Write the number alone, and ${unit} in a column unit or in the name of this one`;
  }
  if (/^[1-9]\d{0,2}(,\d{3})+$/.test(digits)) {
    const [first, ...more] = digits.split(",");
    const other = more.length === 1 ? `, or ${first}.${more[0]} if decimals are meant` : "";
    return `Write ${digits.replaceAll(",", "")}${other}`;
  }
  if (/^\d+,\d+$/.test(digits)) {
    return `Write ${digits.replace(",", ".")}: decimals have a point`;
  }
  const plain = digits.replaceAll(/['’\s]/g, "");
  return parseNumber(plain) === undefined
    ? "Write it without signs between thousands, and decimals with a point"
    : `Write ${plain}, without blanks or other signs between thousands`;
}
