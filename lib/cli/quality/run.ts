import { exists } from "../../core/files.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { lockOutput } from "../../data/lock_output.ts";
import { formatOf, writeProfiles } from "../../data/profiles_file.ts";
import { type FieldFlags, flagFields, type FlagOptions } from "../../image/outliers.ts";
import { type FieldQuality, qualityEdition } from "../../image/quality.ts";
import { imageStates } from "../image_states.ts";
import { fieldName, type FieldRunOptions, type FieldsDone, overFields } from "../over_fields.ts";
import { openParts } from "../parts.ts";
import { qualityTable } from "./table.ts";
import type { QualityTask } from "./task.ts";

/** What is judged, and how. */
export interface JudgeScreenOptions extends FieldRunOptions {
  /** Fields. */
  index: FieldIndex;
  /** Where the table goes: `.parquet`, `.csv` or `.csv.gz`. */
  out: string;
  /** Channel of the nuclei. */
  nuclei: string;
  /** Where the lines are drawn; defaults to those of `flagFields`. */
  lines?: FlagOptions;
}

/** What was judged. */
export interface JudgedScreen extends Omit<FieldsDone<FieldQuality>, "results"> {
  /** Every field that could be read, in the order of the index. */
  fields: FieldFlags[];
}

/**
 * Judges every field of a screen on all cores and writes the table of qualities.
 *
 * Each field's measures are a file of their own until all are there, so that a stopped run goes on where
 * it stopped, also after the index was mended; fields whose images were written anew are judged anew. The flags compare fields of a plate, so they are found at the end.
 *
 * @param options What to judge.
 * @throws {InputError} for a field that cannot be read, unless `skipBad`; if none could be; where another
 * run is writing the table.
 */
export async function judgeScreen(options: JudgeScreenOptions): Promise<JudgedScreen> {
  const { index: { channels, fields }, out, nuclei, lines, skipBad = false } = options;
  const { workers, onDone, signal } = options;
  formatOf(out);
  const images = await imageStates(fields, channels);
  const depends = fields.map((field, number) => ({ field, images: images[number] }));
  using _alone = await lockOutput(out);
  const parts = await openParts(out, { channels, nuclei, edition: qualityEdition }, depends);
  const { results, ...rest } = await overFields<QualityTask, FieldQuality>(fields, {
    workers,
    onDone,
    signal,
    done: "judged",
    worker: new URL("./worker.ts", import.meta.url),
    before: async (_, number) => {
      const part = parts.file(number);
      return await exists(part) ? JSON.parse(await Deno.readTextFile(part)) : undefined;
    },
    taskOf: (field, number) => ({
      field,
      channels,
      options: { nuclei },
      part: parts.file(number),
      skipBad,
    }),
  });
  const flags = flagFields(results, lines);
  const bad = new Set(rest.skipped.map(({ field }) => field));
  const rows = fields.filter((field) => !bad.has(fieldName(field)));
  await writeProfiles(out, qualityTable(flags, rows, channels));
  await Deno.remove(parts.folder, { recursive: true });
  return { fields: flags, ...rest };
}
