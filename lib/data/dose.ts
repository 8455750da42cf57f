import { InputError } from "../core/errors.ts";
import { parseNumber } from "./table/columns.ts";

/**
 * Checks a concentration that a table gives as text.
 *
 * @param dose What stands there; nothing is allowed.
 * @param attempted What cannot be done, for the message.
 * @param place File, line and column.
 * @throws {InputError} for what is no number from 0.
 *
 * @example
 * ```ts
 * import { checkDose } from "./dose.ts";
 * import { assertThrows } from "@std/assert";
 *
 * checkDose("0.3", "Cannot read the layout", {});
 * assertThrows(() => checkDose("high", "Cannot read the layout", { line: 2 }), Error, "line 2");
 * ```
 */
export function checkDose(
  dose: string | null | undefined,
  attempted: string,
  place: { file?: string; line?: number; column?: string },
): void {
  const text = dose?.trim() ?? "";
  if (text === "" || (parseNumber(text) ?? -1) >= 0) return;
  throw new InputError(attempted, {
    ...place,
    found: dose,
    allowed: "a concentration in µM, a number from 0, or nothing",
  });
}
