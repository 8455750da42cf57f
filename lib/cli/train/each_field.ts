import { InputError } from "../../core/errors.ts";
import { readFields, type ReadFieldsOptions } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import type { Field } from "../../image/field.ts";

/** How {@link eachField} reads. */
export interface EachFieldOptions extends Pick<ReadFieldsOptions, "channels" | "signal" | "onBad"> {
  /** Looks at a field before it is used; an {@link InputError} of it is one of a field that cannot be read. */
  check?: (field: Field) => void;
  /** Called after each field, also one that is left out. */
  onField?: (done: number, total: number) => void;
}

/**
 * Reads fields one after another, each with its row of the index.
 *
 * @param rows Rows of an index.
 * @param options Channels, what is checked, what to do with a bad field, signal, progress.
 * @throws {InputError} for the first field that cannot be read or used, unless `onBad` is given.
 *
 * @example
 * ```ts
 * import { eachField } from "./each_field.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const row = { plate: "P", well: "B02", site: 1, files: { DNA: "no.tif" }, pixelSize: 1, metadata: {} };
 * const bad: string[] = [];
 * const fields = eachField([row], { onBad: (_, { well }) => bad.push(well) });
 * assertEquals([await Array.fromAsync(fields), bad], [[], ["B02"]]);
 * ```
 */
export async function* eachField(
  rows: readonly IndexedField[],
  { check, onBad, onField, ...options }: EachFieldOptions = {},
): AsyncGenerator<{ row: IndexedField; field: Field }, void, void> {
  let done = 0;
  const count = () => {
    done++;
    onField?.(done, rows.length);
  };
  const leaveOut = (error: unknown, row: IndexedField) => {
    if (onBad === undefined || !(error instanceof InputError)) throw error;
    onBad(error, row);
    count();
  };
  const fields = readFields(rows, {
    ...options,
    ...(onBad === undefined ? {} : { onBad: leaveOut }),
  });
  for await (const field of fields) {
    const row = rows[done]!;
    try {
      check?.(field);
    } catch (error) {
      leaveOut(error, row);
      continue;
    }
    yield { row, field };
    count();
  }
}
