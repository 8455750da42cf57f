import { concatProfiles } from "../../core/concat_profiles.ts";
import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import { metaValues, profileMatrix, type Profiles } from "../../core/profiles.ts";
import { readProfiles } from "../../data/profiles_file.ts";
import { checkFinite } from "../../profile/finite.ts";
import type { Invocation, Option } from "../command.ts";
import { columnIn } from "./choose_rows.ts";
import { columnNotes } from "./column_notes.ts";
import { inFile } from "./in_file.ts";
import { usualColumn } from "./usual_column.ts";

/** Profiles in one file or several. */
export const filesOption: Record<string, Option> = {
  in: {
    type: "string",
    value: "FILE",
    multiple: true,
    description: "profiles: .parquet, .csv or .csv.gz; may be repeated, one a plate (required)",
  },
};

/**
 * Reads the files that `--in` names, one below another; of their metadata only some columns are kept,
 * since plates often differ in those that nobody asks for. Columns that may be taken for what they are not
 * are told on standard error.
 *
 * @param invocation With one `--in` or several.
 * @param columns Metadata columns that are needed; each may be named twice.
 * @param optional Metadata columns that are kept where all files have them, or one that `usualColumn` takes
 * for it; defaults to none.
 * @param finite Refuse values that are not finite, except in rows of any `COLUMN=VALUE`; defaults to no.
 * @throws {InputError} where no file is named, a file has no row or refused values, a file lacks a column, or their features differ.
 *
 * @example
 * ```ts
 * import { readFiles } from "./read_files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const files = ["P1", "P2"].map((plate) => `${folder}/${plate}.csv`);
 * for (const file of files) await Deno.writeTextFile(file, "Metadata_Well,area\nA01,7\n");
 * const invocation = { list: () => files, required: () => "" };
 * assertEquals([...(await readFiles(invocation, ["Metadata_Well"])).values], [7, 7]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readFiles(
  { list, required }: Pick<Invocation, "list" | "required">,
  columns: readonly string[],
  optional: readonly string[] = [],
  finite?: { except: readonly string[] },
): Promise<Profiles> {
  const files = list("in"), needed = [...new Set(columns)];
  if (files.length === 0) required("in");
  const parts: Profiles[] = [];
  for (const file of files) {
    const { meta, ...rest } = await readProfiles(file);
    const missing = needed.find((column) => !meta.columns.includes(column));
    if (missing !== undefined) {
      throw new InputError("Cannot read profiles: a metadata column is missing", {
        file,
        column: missing,
        ...allowedNames(missing, meta.columns),
      });
    }
    if (meta.height === 0) {
      throw new InputError("Cannot read profiles", { file, found: "no rows" });
    }
    if (finite !== undefined) await inFile(file, () => checkRows({ meta, ...rest }, finite.except));
    // Their answer is a score, of one line or one document: what may be wrong stands beside it.
    if (parts.length === 0) columnNotes({ meta, ...rest }).forEach((line) => console.error(line));
    parts.push({ ...rest, meta });
  }
  const shared = parts[0]!.meta.columns.filter((name) =>
    parts.every(({ meta }) => meta.columns.includes(name))
  );
  const kept = new Set([
    ...needed,
    ...optional.flatMap((name) => usualColumn(name, shared) ?? []),
  ]);
  const narrow = parts.map(({ meta, ...rest }) => ({ ...rest, meta: meta.select(...kept) }));
  return narrow.length === 1 ? narrow[0] as Profiles : concatProfiles(narrow, files);
}

/** Rows that are left out later may hold anything; the others keep their number in the file. */
function checkRows(profiles: Profiles, except: readonly string[]): void {
  const width = profiles.features.length;
  const values = except.length === 0 ? profiles.values : profiles.values.slice();
  for (const text of except) {
    const column = columnIn(text, "leave-out");
    const out = new Set(text.slice(column.length + 1).split("|"));
    for (const [row, value] of metaValues(profiles.meta, column).entries()) {
      if (out.has(String(value))) values.fill(0, row * width, (row + 1) * width);
    }
  }
  const matrix = { ...profileMatrix(profiles), data: values };
  checkFinite("Cannot score", matrix, profiles.features);
}
