import { InputError } from "../../core/errors.ts";
import { allowedNames, nearestName } from "../../core/nearest_name.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import type { Invocation } from "../command.ts";

/**
 * Rows that an option means: `COLUMN=VALUE`, or several values with `|` between them.
 *
 * Values are compared as text, since a CSV file does not say what a number is.
 *
 * @param profiles Where the column is [n].
 * @param text As typed, for example `Metadata_Compound=DMSO`; undefined for all rows.
 * @param option Name of the option, for the message.
 * @returns `true` for each row that is meant [n]; undefined for all rows.
 * @throws {InputError} for another form, a column that is not there, values of which no row has any, or
 * one of several that is not there while another is spelt nearly so.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { chooseRows } from "./choose_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["DMSO", "taxol"] });
 * const profiles = makeProfiles(meta, ["a"], new Float64Array(2));
 * assertEquals(chooseRows(profiles, "compound=DMSO", "controls"), [true, false]);
 * ```
 */
export function chooseRows(
  profiles: Profiles,
  text: string | undefined,
  option: string,
): boolean[] | undefined {
  if (text === undefined) return undefined;
  return chooseValues(metaValues(profiles.meta, columnIn(text, option)).map(String), text, option);
}

/**
 * As {@link chooseRows}, for what is no profile: the values of the column are given.
 *
 * @param values Values of the column that is named [n].
 * @param text As typed.
 * @param option Name of the option, for the message.
 * @returns `true` for each value that is meant [n].
 * @throws {InputError} as {@link chooseRows}.
 *
 * @example
 * ```ts
 * import { chooseValues } from "./choose_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chooseValues(["DMSO", "taxol"], "drug=taxol", "leave-out"), [false, true]);
 * ```
 */
export function chooseValues(values: readonly string[], text: string, option: string): boolean[] {
  const column = columnIn(text, option);
  const wanted = text.slice(column.length + 1).split("|");
  const mask = values.map((value) => wanted.includes(value));
  const there = [...new Set(values)], others = there.filter((value) => !wanted.includes(value));
  const wrong = wanted.filter((value) => !there.includes(value))
    // Of several values a plate may lack some; one that is nearly there is a slip.
    .find((value) => !mask.includes(true) || nearestName(value, others) !== undefined);
  if (wrong === undefined) return mask;
  const { allowed, hint } = allowedNames(wrong, there, 5);
  throw new InputError(`--${option} names what no row has`, {
    column,
    found: wrong,
    allowed: `a value that the column has: ${allowed}`,
    hint,
  });
}

/**
 * The column that `COLUMN=VALUE` names.
 *
 * @param text As typed.
 * @param option Name of the option, for the message.
 * @throws {InputError} for another form.
 *
 * @example
 * ```ts
 * import { columnIn } from "./choose_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(columnIn("Metadata_Compound=DMSO", "controls"), "Metadata_Compound");
 * ```
 */
export function columnIn(text: string, option: string): string {
  const at = text.indexOf("=");
  if (at > 0) return text.slice(0, at);
  throw new InputError(`--${option} must name a column and a value`, {
    found: text,
    allowed: "COLUMN=VALUE, for example Metadata_Compound=DMSO",
  });
}

/**
 * Names of columns with commas between them.
 *
 * @param text As typed; undefined for none.
 *
 * @example
 * ```ts
 * import { columnList } from "./choose_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(columnList("Metadata_Plate, Metadata_Well"), ["Metadata_Plate", "Metadata_Well"]);
 * ```
 */
export function columnList(text: string | undefined): string[] {
  return (text ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "");
}

/**
 * Names of columns that an option gives, at least one where it is given.
 *
 * @param invocation The command line.
 * @param option Name of the option.
 * @returns None where the option is not given.
 * @throws {InputError} for an option that is given and names none.
 *
 * @example
 * ```ts
 * import { columnsOf } from "./choose_rows.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => columnsOf({ text: () => "," }, "by"), Error, "--by names no column");
 * ```
 */
export function columnsOf({ text }: Pick<Invocation, "text">, option: string): string[] {
  const typed = text(option), columns = columnList(typed);
  if (typed === undefined || columns.length > 0) return columns;
  throw new InputError(`--${option} names no column`, {
    found: typed,
    allowed: "columns with commas between them, for example Metadata_Plate,Metadata_Well",
  });
}
