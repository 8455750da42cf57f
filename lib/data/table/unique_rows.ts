import type pl from "nodejs-polars";
import { InputError, rowName } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";

/**
 * Checks that no two rows of a table have the same values in some columns.
 *
 * @param table The table.
 * @param columns Columns that together name a row.
 * @param file File of the table, for errors.
 * @param what What the table is, for errors: "the compound table".
 * @param lineOf Line of each row, both from 1; defaults to what {@link rowName} says, which knows no blank lines.
 * @throws {InputError} naming both rows and what they share.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { checkUnique } from "./unique_rows.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const table = pl.DataFrame({ plate: ["P1", "P1"], well: ["A01", "A01"] });
 * assertThrows(
 *   () => checkUnique(table, ["plate", "well"], "wells.csv", "the wells"),
 *   Error,
 *   "P1 A01, as in line 2",
 * );
 * ```
 */
export function checkUnique(
  table: pl.DataFrame,
  columns: readonly string[],
  file: string,
  what: string,
  lineOf?: (row: number) => number,
): void {
  const values = columns.map((name) => metaValues(table, name)), seen = new Map<string, number>();
  for (let row = 0; row < table.height; row++) {
    const key = values.map((column) => column[row]);
    const identity = JSON.stringify(key), before = seen.get(identity);
    if (before !== undefined) {
      throw new InputError(`Cannot read ${what}: a row comes twice`, {
        file,
        row: row + 1,
        ...(lineOf === undefined ? {} : { line: lineOf(row + 1) }),
        column: columns.join(" × "),
        found: `${key.join(" ")}, as in ${
          lineOf === undefined ? rowName(before + 1, file) : `line ${lineOf(before + 1)}`
        }`,
      });
    }
    seen.set(identity, row);
  }
}
