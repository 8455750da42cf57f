import pl from "nodejs-polars";
import { InputError, rowName } from "../../core/errors.ts";
import { type MetaValue, metaValues } from "../../core/profiles.ts";

/** One side of a join. */
export interface JoinSide {
  /** The table. */
  table: pl.DataFrame;
  /** Columns that make the key, in the same order on both sides. */
  on: readonly string[];
  /** File the table came from, for errors. */
  file?: string;
}

/** A table with columns looked up in another, and what found no partner. */
export interface Joined {
  /** All rows of the left table in their order, with the new columns; null where nothing was found. */
  table: pl.DataFrame;
  /** Rows of the left table without a partner, numbered from 0. */
  unmatchedLeft: number[];
  /** Rows of the right table that no row of the left wanted, numbered from 0. */
  unmatchedRight: number[];
}

/**
 * Looks up columns of the right table for each row of the left one.
 *
 * The key must be unique on the right, so a join never multiplies rows. Numbers in keys match by
 * value: whole numbers to the last digit, others to six significant digits, so that 0.003, 0.003000 and
 * the same number stored in 32 bits are one. An empty key matches nothing.
 *
 * @param left Where rows come from [n].
 * @param right Where columns are looked up.
 * @param add Columns of the right table to add, `{ name in right: name in the result }`.
 * @throws {InputError} naming file, both rows and the key where a key of the right table comes twice,
 * and naming the column where one side holds text and the other numbers.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { lookUp } from "./join.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const wells = pl.DataFrame({ compound: ["taxol", "DMSO"], dose: [0.3, 0] });
 * const moa = pl.DataFrame({ compound: ["taxol"], dose: [0.3], moa: ["Microtubule stabilizers"] });
 * const { table, unmatchedLeft } = lookUp(
 *   { table: wells, on: ["compound", "dose"] },
 *   { table: moa, on: ["compound", "dose"] },
 *   { moa: "moa" },
 * );
 * assertEquals(table.select("moa").rows(), [["Microtubule stabilizers"], [null]]);
 * assertEquals(unmatchedLeft, [1]);
 * ```
 */
export function lookUp(left: JoinSide, right: JoinSide, add: Record<string, string>): Joined {
  checkKinds(left, right);
  const rightKeys = keysOf(right), index = new Map<string, number>();
  for (const [row, key] of rightKeys.entries()) {
    if (key === undefined) continue;
    const before = index.get(key);
    if (before !== undefined) {
      throw new InputError("Cannot join tables: a key comes twice", {
        ...(right.file === undefined ? {} : { file: right.file }),
        column: right.on.join(" × "),
        found: `${JSON.parse(key).join(" × ")} in ${rowName(before + 1, right.file)} and ${
          rowName(row + 1, right.file)
        }`,
        allowed: "each key once",
        hint: "Remove one of the two",
      });
    }
    index.set(key, row);
  }
  const used = new Set<number>(), unmatchedLeft: number[] = [];
  const partner = keysOf(left).map((key, row) => {
    const found = key === undefined ? undefined : index.get(key);
    if (found === undefined) unmatchedLeft.push(row);
    else used.add(found);
    return found;
  });
  const added = picked(right.table, partner, add);
  const kept = left.table.getColumns().filter((column: pl.Series) =>
    !Object.values(add).includes(column.name)
  );
  return {
    table: pl.DataFrame([...kept, ...added]),
    unmatchedLeft,
    unmatchedRight: rightKeys.flatMap((_, row) => used.has(row) ? [] : [row]),
  };
}

/** Columns of a table at some rows, null where there is no row; types stay as they are. */
function picked(
  table: pl.DataFrame,
  rows: readonly (number | undefined)[],
  names: Record<string, string>,
): pl.Series[] {
  const isFound = pl.Series("found", rows.map((row) => row !== undefined), pl.Bool);
  const columns = Object.entries(names).map(([name, as]) => {
    const column = table.getColumn(name);
    // A series made of values turns null into 0 in narrow types of whole numbers (nodejs-polars 0.25.2).
    const there = table.height > 0
      ? column.gather(rows.map((row) => row ?? 0))
      : pl.Series(name, rows.map(() => null), pl.Utf8).cast(column.dtype);
    return pl.DataFrame([there.rename("value"), isFound])
      .select(pl.when(pl.col("found")).then(pl.col("value")).otherwise(pl.lit(null)).alias(as))
      .getColumn(as);
  });
  return columns;
}

function checkKinds(left: JoinSide, right: JoinSide): void {
  for (const [position, column] of left.on.entries()) {
    const other = right.on[position] as string;
    const [wanted, found] = [left.table.getColumn(column), right.table.getColumn(other)].map(
      (series) => /Float|Int/.test(String(series.dtype)) ? "numbers" : String(series.dtype),
    );
    if (wanted !== found) {
      throw new InputError("Cannot join tables: the keys are of different types", {
        ...(right.file === undefined ? {} : { file: right.file }),
        column: other,
        found,
        allowed: `${wanted}, as in ${column} of the other table`,
      });
    }
  }
}

function keysOf(side: JoinSide): (string | undefined)[] {
  const columns = side.on.map((name) => metaValues(side.table, name));
  return Array.from({ length: side.table.height }, (_, row) => {
    const parts = columns.map((column) => keyPart(column[row] ?? null));
    return parts.includes(undefined) ? undefined : JSON.stringify(parts);
  });
}

function keyPart(value: MetaValue): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(6)));
}
