import { resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { mapParallel } from "../../core/parallel.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { type Compartment, compartments as allCompartments } from "../../data/label_files.ts";
import { formatOf } from "../../data/profiles_file.ts";
import { readPart } from "../../data/profiles_part.ts";
import { type ProfilesBlocks, writeProfilesStream } from "../../data/profiles_stream.ts";
import { featureNames } from "../../segment/measure.ts";
import type { Family } from "../../segment/measure/family.ts";
import { openParts, type Parts } from "./parts.ts";
import { type MeasureResult, type MeasureTask, titleOf } from "./task.ts";

/** What is measured, and how. */
export interface MeasureScreenOptions {
  /** Fields. */
  index: FieldIndex;
  /** Folder of the label images. */
  labels: string;
  /** Where the table goes: `.parquet`, `.csv` or `.csv.gz`. */
  out: string;
  /** Families of features. */
  families: readonly Family[];
  /** Parts of the cells; defaults to those that have label images. */
  compartments?: readonly Compartment[];
  /** Leave out fields that cannot be read; defaults to false. */
  skipBad?: boolean;
  /** Threads; defaults to all cores. */
  workers?: number;
  /** Called after each field. */
  onDone?: (done: number, total: number) => void;
  /** Stops the work; finished fields are kept for the next run. */
  signal?: AbortSignal;
}

/** What was measured. */
export interface MeasuredScreen {
  /** Rows of the table. */
  cells: number;
  /** Features of each. */
  features: number;
  /** Parts of the cells. */
  compartments: Compartment[];
  /** Fields of the index. */
  fields: number;
  /** Fields that an earlier, unfinished run had measured. */
  resumed: number;
  /** Fields without a cell, as `plate/well/site`. */
  empty: string[];
  /** Fields that were left out, and why. */
  skipped: { field: string; reason: string }[];
}

/**
 * Measures every field of a screen on all cores and joins the rows, in the order of the index.
 *
 * Each field's rows are a file of their own until all are there, so that memory holds one field a
 * worker, and a stopped run goes on where it stopped.
 *
 * @param options What to measure.
 * @throws {InputError} for a field that cannot be measured, unless `skipBad`; without label images; if
 * no field could be measured.
 */
export async function measureScreen(options: MeasureScreenOptions): Promise<MeasuredScreen> {
  const { index, out, families, skipBad = false, workers, onDone, signal } = options;
  formatOf(out);
  const labels = resolve(options.labels);
  const chosen = await chooseCompartments(labels, options.compartments);
  const channels = index.channels, fields = index.fields;
  const names = featureNames(channels, chosen.map(({ name }) => titleOf(name)), { families });
  const parts = await openParts(out, { fields, channels, labels, chosen, names });
  const tasks: MeasureTask[] = [], numbers: number[] = [];
  for (const [number, field] of fields.entries()) {
    const part = parts.file(number);
    if (await exists(part)) continue;
    numbers.push(number);
    tasks.push({
      field,
      channels,
      labels,
      compartments: chosen,
      families: [...families],
      part,
      skipBad,
    });
  }
  const before = fields.length - tasks.length;
  const results = await mapParallel<MeasureTask, MeasureResult>(
    new URL("./worker.ts", import.meta.url),
    tasks,
    {
      ...(workers === undefined ? {} : { workers }),
      ...(signal === undefined ? {} : { signal }),
      ...(onDone === undefined ? {} : { onDone: (done) => onDone(before + done, fields.length) }),
    },
  );
  const nameOf = (number: number) => {
    const { plate, well, site } = fields[number] as typeof fields[number];
    return `${plate}/${well}/${site}`;
  };
  const skipped = results.flatMap((result, i) =>
    "bad" in result ? [{ field: nameOf(numbers[i] as number), reason: result.bad }] : []
  );
  if (fields.length > 0 && skipped.length === fields.length) {
    throw new InputError("No field could be measured", { found: skipped[0]?.reason });
  }
  const empty: string[] = [];
  const blocks = joined(parts, fields.length, names, (number) => empty.push(nameOf(number)));
  const cells = await writeProfilesStream(out, blocks);
  await Deno.remove(parts.folder, { recursive: true });
  return {
    cells,
    features: names.length,
    compartments: chosen.map(({ name }) => name),
    fields: fields.length,
    resumed: before,
    empty,
    skipped,
  };
}

/** Without a choice, all that have images; cytoplasm can be had from cells and nuclei. */
async function chooseCompartments(
  labels: string,
  wanted: readonly Compartment[] | undefined,
): Promise<{ name: Compartment; derived: boolean }[]> {
  const there = new Set<Compartment>();
  for (const name of allCompartments) if (await exists(`${labels}/${name}`)) there.add(name);
  const both = there.has("cells") && there.has("nuclei");
  const possible = allCompartments.filter((name) =>
    there.has(name) || name === "cytoplasm" && both
  );
  const missing = wanted?.find((name) => !possible.includes(name));
  if (possible.length === 0 || missing !== undefined) {
    throw new InputError("Cannot find label images", {
      file: missing === undefined ? labels : `${labels}/${missing}`,
      found: "no such folder",
      allowed: `${allCompartments.join(", ")}, with one TIFF a field: <plate>/<well>_s<site>.tif`,
      hint: "c2s segment writes them",
    });
  }
  return (wanted ?? possible).map((name) => ({ name, derived: !there.has(name) }));
}

async function* joined(
  parts: Parts,
  count: number,
  features: readonly string[],
  onEmpty: (number: number) => void,
): ProfilesBlocks {
  for (let number = 0; number < count; number++) {
    const file = parts.file(number);
    // A field that was left out has no part.
    if (!await exists(file)) continue;
    const block = await readPart(file, features);
    if (block.meta.height === 0) onEmpty(number);
    yield block;
  }
}
