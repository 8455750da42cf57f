import type pl from "nodejs-polars";
import { groupRows } from "../../core/group_rows.ts";
import { InputError } from "../../core/errors.ts";
import { codes } from "../precision/columns.ts";
import { metaValues } from "../../core/profiles.ts";

/**
 * Which rows are named and which rows they may learn from.
 *
 * - `leaveOut`: the values of a column (a plate, a compound) are left out one after another.
 * - `test`: the rows that are true are named from the others.
 * - `differBy`: each row is named from the rows that differ from it in all of these columns, as in
 *   the not-same-compound (and batch) scores NSC and NSCB.
 */
export type Split =
  | { leaveOut: string }
  | { test: readonly boolean[] }
  | { differBy: readonly string[] };

/** Rows to name, and rows to learn from. */
export interface Fold {
  /** Numbers of the rows to name. */
  test: Int32Array;
  /** Numbers of the rows to learn from. */
  train: Int32Array;
}

/**
 * The folds of a split.
 *
 * @param meta Metadata [n].
 * @param split How rows are parted.
 * @throws {InputError} where nothing is left to name or to learn from.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const folds = foldsOf(pl.DataFrame({ plate: ["P1", "P2", "P1"] }), { leaveOut: "plate" });
 * assertEquals(folds.map(({ test }) => [...test]), [[0, 2], [1]]);
 * ```
 */
export function foldsOf(meta: pl.DataFrame, split: Split): Fold[] {
  const rows = Array.from({ length: meta.height }, (_, row) => row);
  const part = (isTest: (row: number) => boolean): Fold => ({
    test: Int32Array.from(rows.filter(isTest)),
    train: Int32Array.from(rows.filter((row) => !isTest(row))),
  });
  let folds: Fold[];
  if ("test" in split) {
    if (split.test.length !== meta.height) {
      throw new InputError("Cannot split: the mask has another length than the profiles", {
        found: split.test.length,
        allowed: String(meta.height),
      });
    }
    folds = [part((row) => split.test[row] as boolean)];
  } else if ("leaveOut" in split) {
    const code = codes(metaValues(meta, split.leaveOut).map(String));
    folds = [...new Set(code)].map((value) => part((row) => code[row] === value));
  } else {
    const columns = split.differBy.map((column) => codes(metaValues(meta, column).map(String)));
    folds = [...groupRows(meta, split.differBy).values()].map((test) => ({
      test: Int32Array.from(test),
      train: Int32Array.from(
        rows.filter((row) => columns.every((code) => code[row] !== code[test[0] as number])),
      ),
    }));
  }
  const usable = folds.filter(({ test, train }) => test.length > 0 && train.length > 0);
  if (usable.length === 0) {
    throw new InputError("Cannot split: there is nothing to name or nothing to learn from", {
      found: `${meta.height} profiles, split by ${JSON.stringify(split).slice(0, 80)}`,
      allowed: "at least one profile on each side",
    });
  }
  return usable;
}
