import { counted } from "../../core/counted.ts";
import { InputError, rowName } from "../../core/errors.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import { someNames } from "../../core/some_names.ts";
import type { Invocation } from "../command.ts";

/** Rows that have nothing in a column. */
function rowsWithout({ meta }: Profiles, column: string): number[] {
  const values = metaValues(meta, column);
  return [...values.keys()].filter((row) => values[row] === null || values[row] === "");
}

/**
 * Refuses rows that do not say which plate or batch they are of: together they would be one more, without
 * a name.
 *
 * @param profiles Profiles [n × d].
 * @param columns Columns that make groups.
 * @param attempted Start of the message: "Cannot normalize".
 * @throws {InputError} naming the first such row and how many there are.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { refuseMissingKeys } from "./missing_keys.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", null] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array(2));
 * assertThrows(() => refuseMissingKeys(profiles, ["plate"], "Cannot normalize"), Error, "row 2");
 * ```
 */
export function refuseMissingKeys(
  profiles: Profiles,
  columns: readonly string[],
  attempted: string,
): void {
  for (const column of columns) {
    const [first, ...others] = rowsWithout(profiles, column);
    if (first === undefined) continue;
    const more = others.length === 0 ? "" : ` and in ${counted(others.length, "more row")}`;
    throw new InputError(`${attempted}: a row has no value in a column that makes groups`, {
      row: first + 1,
      column,
      found: undefined,
      allowed: `a value in each row${more === "" ? "" : `; nothing stands here${more}`}`,
      hint: "Fill it in, or leave those rows out",
    });
  }
}

/**
 * Tells rows that lack a part of the name of their group.
 *
 * @param profiles Profiles [n × d].
 * @param columns Columns that make groups.
 * @param invocation With the file or files that they are from, for the names of rows.
 * @returns One line a column that has gaps.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { missingKeyNotes } from "./missing_keys.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const profiles = makeProfiles(pl.DataFrame({ drug: ["a", null] }), ["area"], new Float64Array(2));
 * assertEquals(missingKeyNotes(profiles, ["drug"], { list: () => ["wells.csv"] }), [
 *   "1 row without drug (wells.csv: line 3), grouped as if that were its value",
 * ]);
 * ```
 */
export function missingKeyNotes(
  profiles: Profiles,
  columns: readonly string[],
  { list }: Pick<Invocation, "list">,
): string[] {
  const [file, ...more] = list("in");
  return [...new Set(columns)].flatMap((column) => {
    const rows = rowsWithout(profiles, column);
    if (rows.length === 0) return [];
    const named = rows.map((row) => rowName(row + 1, file));
    // Of several files below one another a row has no number that anybody sees.
    const where = file === undefined || more.length > 0 ? "" : ` (${file}: ${someNames(named, 3)})`;
    const value = rows.length === 1 ? "its value" : "one value";
    return [
      `${counted(rows.length, "row")} without ${column}${where}, grouped as if that were ${value}`,
    ];
  });
}
