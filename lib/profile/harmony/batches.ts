import type pl from "nodejs-polars";
import { groupRows } from "../../core/group_rows.ts";

/** Which batches each row belongs to: one of each variable. */
export interface Batches {
  /** Batches of row i, one a variable, `of[i * variables + v]` [n × variables]. */
  of: Int32Array;
  /** Number of variables. */
  variables: number;
  /** Number of batches of all variables together. */
  count: number;
  /** Share of the rows that is in each batch [count]. */
  share: Float64Array;
}

/**
 * Numbers the batches of one or several variables, such as plate and week.
 *
 * @param meta Metadata [n rows].
 * @param columns The variables.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P2", "P2"], week: [1, 1, 2] });
 * const { of, share } = batchesOf(meta, ["plate", "week"]);
 * assertEquals([...of], [0, 2, 1, 2, 1, 3]);
 * assertEquals(share[1], 2 / 3);
 * ```
 */
export function batchesOf(meta: pl.DataFrame, columns: readonly string[]): Batches {
  const variables = columns.length, of = new Int32Array(meta.height * variables);
  const share: number[] = [];
  for (const [v, column] of columns.entries()) {
    for (const rows of groupRows(meta, column).values()) {
      for (const row of rows) of[row * variables + v] = share.length;
      share.push(rows.length / meta.height);
    }
  }
  return { of, variables, count: share.length, share: Float64Array.from(share) };
}
