import { InputError } from "./errors.ts";

/** What we ask polars frames for: a column of such a name would answer in place of the frame. */
const reserved = new Set(
  ("columns dtypes height shape width drop filter getColumn getColumns head rename rows select " +
    "toObject toRecords withColumn").split(" "),
);

/**
 * Refuses a table with a column whose name hides what a frame can do.
 *
 * @param columns Names of the columns.
 * @param attempted What was to be done, for the message.
 * @param file Where the table comes from.
 * @throws {InputError} naming the first such column.
 *
 * @example
 * ```ts
 * import { refuseReserved } from "./reserved_columns.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const names = ["Metadata_Well", "height"];
 * assertThrows(() => refuseReserved(names, "Cannot read a table"), Error, "column height");
 * ```
 */
export function refuseReserved(
  columns: readonly string[],
  attempted: string,
  file?: string,
): void {
  const column = columns.find((name) => reserved.has(name));
  if (column === undefined) return;
  throw new InputError(`${attempted}: a column cannot have this name`, {
    ...(file === undefined ? {} : { file }),
    column,
    hint: `Call it otherwise, for example Metadata_${column}`,
  });
}
