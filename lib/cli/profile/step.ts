import { concatProfiles } from "../../core/concat_profiles.ts";
import { InputError } from "../../core/errors.ts";
import type { Profiles } from "../../core/profiles.ts";
import { formatOf, readProfiles, writeProfiles } from "../../data/profiles_file.ts";
import type { Command, Invocation } from "../command.ts";
import { columnNotes } from "./column_notes.ts";
import { doubledRows } from "./doubled_rows.ts";
import { inFiles } from "./in_file.ts";
import { filesOption } from "./read_files.ts";

/** What a step gives. */
export interface StepResult {
  /** The profiles to write. */
  profiles: Profiles;
  /** What people and machines should know about them, one line each. */
  notes?: readonly string[];
}

/** A step from profiles to profiles. */
export interface Step extends Pick<Command, "name" | "summary" | "options" | "example"> {
  /** The work on profiles that were read. */
  apply: (profiles: Profiles, invocation: Invocation) => StepResult | Promise<StepResult>;
}

/**
 * A command that reads profiles from `--in FILE`, takes one step and writes `--out FILE`, so that
 * steps are composed through files; the ending of a name says Parquet, CSV or CSV.gz. Several files,
 * for example one a plate, are read one below another and must have the same columns.
 * Rows that are there twice are told, and columns that may be taken for what they are not.
 *
 * @param step Name, options and the work.
 *
 * @example
 * ```ts
 * import { stepCommand } from "./step.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const copy = stepCommand({
 *   name: "copy",
 *   summary: "copy profiles",
 *   options: {},
 *   example: "c2s copy --in a.csv --out b.csv",
 *   apply: (profiles) => ({ profiles }),
 * });
 * assertEquals(Object.keys(copy.options), ["in", "out"]);
 * ```
 */
export function stepCommand({ apply, options, ...step }: Step): Command {
  return {
    ...step,
    options: {
      ...filesOption,
      out: {
        type: "string",
        value: "FILE",
        description: "where the result goes, by the same endings (required)",
      },
      ...options,
    },
    run: async (invocation) => {
      const { required, list, json, print } = invocation;
      const files = list("in");
      if (files.length === 0) required("in");
      const again = files.find((file, i) => files.indexOf(file) !== i);
      if (again !== undefined) {
        throw new InputError("--in names a file twice", {
          found: again,
          allowed: "each file once",
        });
      }
      const out = required("out"), parts: Profiles[] = [];
      // Better said now than after the work.
      formatOf(out);
      for (const file of files) parts.push(filled(await readProfiles(file), file));
      const read = parts.length === 1 ? parts[0] as Profiles : concatProfiles(parts, files);
      const from = files.length === 1 ? files[0] : undefined;
      const places = parts.map(({ meta }, i) => ({ file: files[i] as string, rows: meta.height }));
      const { profiles, ...said } = await inFiles(places, () => apply(read, invocation));
      const notes = [...columnNotes(read), ...doubledRows(read, from), ...said.notes ?? []];
      await writeProfiles(out, profiles);
      const rows = profiles.meta.height, features = profiles.features.length;
      if (json) print(JSON.stringify({ out, rows, features, notes }));
      else {for (const line of [`${out}: ${rows} rows × ${features} features`, ...notes]) {
          print(line);
        }}
    },
  };
}

/** A file without rows or without features is a mistake made before. */
function filled(profiles: Profiles, file: string): Profiles {
  const rows = profiles.meta.height, features = profiles.features.length;
  if (rows > 0 && features > 0) return profiles;
  throw new InputError("Cannot read profiles", {
    file,
    found: rows === 0 ? "no rows" : `${rows} rows without a feature`,
    allowed: "columns of metadata, named Metadata_…, and of features",
  });
}
