import { InputError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest_name.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";

/**
 * Rows that an option means: `COLUMN=VALUE`, or several values with `|` between them.
 *
 * Values are compared as text, since a CSV file does not say what a number is.
 *
 * @param profiles Where the column is [n].
 * @param text As typed, for example `Metadata_Compound=DMSO`; undefined for all rows.
 * @param option Name of the option, for the message.
 * @returns `true` for each row that is meant [n]; undefined for all rows.
 * @throws {InputError} for another form, a column that is not there, or a value that no row has.
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
  const column = columnIn(text, option);
  const wanted = new Set(text.slice(column.length + 1).split("|"));
  const values = metaValues(profiles.meta, column);
  const mask = values.map((value) => wanted.has(String(value)));
  if (mask.includes(true)) return mask;
  const there = [...new Set(values.map(String))];
  const more = there.length > 5 ? ` and ${there.length - 5} more` : "";
  const near = nearestName([...wanted].join("|"), there);
  throw new InputError(`--${option} means no row`, {
    column,
    found: [...wanted].join("|"),
    allowed: `a value that the column has: ${there.slice(0, 5).join(", ")}${more}`,
    ...near === undefined ? {} : { hint: `Is ${near} meant?` },
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
