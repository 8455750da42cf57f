import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";

/** Columns of several labels, such as `ESR1|ESR2`. */
export interface Multilabel {
  /** Names of the columns. */
  columns: readonly string[];
  /** What stands between labels; defaults to `|`. */
  separator?: string;
}

/**
 * Labels of each row in some columns: one tuple for each combination of its labels, none where a
 * value is missing.
 *
 * @param meta Metadata [n].
 * @param columns Which columns.
 * @param multilabel Which of them hold several labels.
 * @returns For each row the keys of its tuples [n].
 * @throws {InputError} for a column that is missing, or one of several labels that is no text.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ target: ["ESR1|ESR2", "ESR1", null] });
 * const found = labelsOf(meta, ["target"], { columns: ["target"] });
 * assertEquals(found, [["ESR1", "ESR2"], ["ESR1"], []]);
 * ```
 */
export function labelsOf(
  meta: pl.DataFrame,
  columns: readonly string[],
  multilabel: Multilabel | undefined,
): string[][] {
  let tuples: string[][] = Array.from({ length: meta.height }, () => [""]);
  for (const [index, column] of columns.entries()) {
    const several = multilabel?.columns.includes(column) ?? false;
    const values = metaValues(meta, column);
    tuples = tuples.map((begun, row) => {
      const value = values[row] ?? null;
      // Tables of R write what is missing as empty text.
      if (value === null || String(value).trim() === "") return [];
      const labels = several ? split(value, column, row, multilabel?.separator) : [String(value)];
      return begun.flatMap((key) =>
        labels.map((label) => index === 0 ? label : `${key}\t${label}`)
      );
    });
  }
  return tuples;
}

function split(value: unknown, column: string, row: number, separator = "|"): string[] {
  if (typeof value !== "string") {
    throw new InputError("Cannot read a column of several labels", {
      row: row + 1,
      column,
      found: value,
      allowed: `text with ${separator} between labels`,
    });
  }
  return [...new Set(value.split(separator).map((label) => label.trim()))]
    .filter((label) => label !== "");
}

/**
 * Numbers for keys: rows of equal key share a number, −1 stands for none.
 *
 * @param keys One key a row, undefined for none [n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...codes(["b", undefined, "a", "b"])], [0, -1, 1, 0]);
 * ```
 */
export function codes(keys: readonly (string | undefined)[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(keys, (key) => {
    if (key === undefined) return -1;
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}
