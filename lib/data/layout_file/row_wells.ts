import { InputError } from "../../core/errors.ts";
import { someNames } from "../../core/some_names.ts";
import { requireWell, wellAt, wellName } from "../well_name.ts";

/** The columns of a layout that say the well: one, or row and column. */
export interface WellColumns {
  /** Column of the well. */
  well?: string;
  /** Column of its row, where none says the well. */
  row?: string;
  /** Column of its column, where none says the well. */
  col?: string;
}

/**
 * The well of every row of a layout. All rows that name none are told at once, as one slip of a pen or of a
 * spreadsheet is often made in many.
 *
 * @param rows Rows of the file, by column.
 * @param columns Which of them say the well.
 * @param place The file, and its line of each row.
 * @throws {InputError} for what is no well, with its lines, and how many there are.
 *
 * @example
 * ```ts
 * import { rowWells } from "./row_wells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const place = { file: "layout.csv", lineOf: (row: number) => row + 2 };
 * assertEquals(rowWells([{ well: "b2" }], { well: "well" }, place), ["B02"]);
 * ```
 */
export function rowWells(
  rows: readonly Record<string, string | null>[],
  { well, row, col }: WellColumns,
  { file, lineOf }: { file: string; lineOf: (row: number) => number },
): string[] {
  const names = well === undefined ? [row ?? "", col ?? ""] : [well];
  const read = rows.map((cells) => {
    const texts = names.map((name) => cells[name] ?? ""), text = texts.join(" ");
    const found = wellName(text) ?? (texts.length === 2 ? wellAt(texts[0]!, texts[1]!) : undefined);
    return { text, found };
  });
  const odd = [...read.entries()].filter(([, { found }]) => found === undefined);
  const column = names.join(", ");
  if (odd.length < 2) {
    return read.map(({ text, found }, i) =>
      found ?? requireWell(text, { file, line: lineOf(i), column })
    );
  }
  const told = odd.map(([i, { text }]) => `${text.trim() || "nothing"} (line ${lineOf(i)})`);
  throw new InputError(`${odd.length} rows of the layout name no well`, {
    file,
    column,
    found: someNames(told),
    allowed: "A01 to AF48",
  });
}
