import { resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import type { Profiles } from "../../core/profiles.ts";
import { someNames } from "../../core/some_names.ts";
import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import { type Compartment, compartments as allCompartments } from "../../data/label_files.ts";
import { lockOutput } from "../../data/lock_output.ts";
import { formatOf } from "../../data/profiles_file.ts";
import { writeProfilesStream } from "../../data/profiles_stream.ts";
import { safeName } from "../../data/safe_name.ts";
import { featureNames, measureEdition } from "../../segment/measure.ts";
import type { Family } from "../../segment/measure/family.ts";
import { digestOf } from "../digest.ts";
import { lightStates } from "../illumination/light_states.ts";
import { imageStates } from "../image_states.ts";
import { joinParts } from "../join_parts.ts";
import { type FieldRunOptions, overFields } from "../over_fields.ts";
import { openParts } from "../parts.ts";
import type { CellCounts } from "../segment/find_cells.ts";
import { matchedCells } from "../segment/matched_cells.ts";
import { labelStates } from "./label_states.ts";
import { type Join, neededFor } from "./read_compartments.ts";
import { type MeasuredField, type MeasureTask, titleOf } from "./task.ts";

/** What is measured, and how. */
export interface MeasureScreenOptions extends FieldRunOptions {
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
  /** How nuclei find their cells, which need label images both for `overlap`; defaults to `number`. */
  join?: Join;
  /** Folder of the light that images are corrected by; defaults to none. */
  illumination?: string;
  /** Radius of the disk that the background is subtracted by, px; defaults to leaving it. */
  background?: number;
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
  /** Cells without a nucleus, or another of the compartments: its values are NaN; 0s are left out. */
  lacking: Partial<Record<Compartment, number>>;
  /** How nuclei and cells went together in the fields measured now; absent where numbers say it. */
  matched?: CellCounts;
  /** Fields that were left out, and why. */
  skipped: { field: string; reason: string }[];
}

/**
 * Measures every field of a screen on all cores and joins the rows, in the order of the index.
 *
 * Each field's rows are a file of their own until all are there, so that memory holds one field a
 * worker, and a stopped run goes on where it stopped, also after the index was mended. Fields whose
 * images, label images, or the light of whose plate, were written anew in between are measured anew. No
 * second run writes the same table meanwhile.
 *
 * @param options What to measure.
 * @throws {InputError} for a field that cannot be measured, unless `skipBad`; without label images; if
 * no field could be measured; where another run is writing the table.
 */
export async function measureScreen(options: MeasureScreenOptions): Promise<MeasuredScreen> {
  const { index, out, families, skipBad = false, workers, onDone, signal } = options;
  const { illumination, background } = options;
  formatOf(out);
  const labels = resolve(options.labels);
  const join = options.join === "overlap" ? options.join : undefined;
  const chosen = await chooseCompartments(labels, options.compartments, join);
  const channels = index.channels, fields = index.fields;
  const names = featureNames(channels, chosen.map(({ name }) => titleOf(name)), { families });
  const from = { channels, labels, compartments: chosen, join };
  const settings = { ...from, families, illumination, background };
  const read = [...neededFor(chosen, join)];
  const states = await labelStates(labels, fields, read);
  if (states.flat().every((state) => state === undefined)) {
    await refuseForeign(`${labels}/${read[0]}`, fields);
  }
  const images = await imageStates(fields, channels),
    light = await lightStates(illumination, index);
  using _alone = await lockOutput(out);
  const parts = await openParts(
    out,
    { ...settings, features: digestOf(names), edition: measureEdition },
    fields.map((field, i) => ({
      field,
      images: images[i],
      labels: states[i],
      light: light.get(field.plate),
    })),
  );
  const { results, resumed, skipped } = await overFields<MeasureTask, Partial<MeasuredField>>(
    fields,
    {
      workers,
      onDone,
      signal,
      done: "measured",
      worker: new URL("./worker.ts", import.meta.url),
      before: async (_, number) => await exists(parts.file(number)) ? {} : undefined,
      taskOf: (field, number) => ({
        field,
        ...from,
        families: [...families],
        illumination,
        background,
        part: parts.file(number),
        skipBad,
      }),
    },
  );
  const empty: string[] = [], lacking: MeasuredScreen["lacking"] = {};
  const onField = ({ meta }: Profiles, field: string) => {
    if (meta.height === 0) empty.push(field);
    for (const { name } of chosen) {
      const without = meta.getColumn(`Metadata_${titleOf(name)}_Location_Center_X`).nullCount();
      if (without > 0) lacking[name] = (lacking[name] ?? 0) + without;
    }
  };
  const blocks = joinParts(parts, fields, { features: names, skipped, onField });
  const cells = await writeProfilesStream(out, blocks);
  await Deno.remove(parts.folder, { recursive: true });
  return {
    cells,
    features: names.length,
    compartments: chosen.map(({ name }) => name),
    fields: fields.length,
    resumed,
    empty,
    lacking,
    ...(join === undefined ? {} : { matched: matchedCells(results) }),
    skipped,
  };
}

/**
 * Without a choice, all that have images; cytoplasm can be had from cells and nuclei, and is where these are joined
 * by overlap, which leaves its own numbers without meaning.
 */
async function chooseCompartments(
  labels: string,
  wanted: readonly Compartment[] | undefined,
  join: Join | undefined,
): Promise<{ name: Compartment; derived: boolean }[]> {
  const there = new Set<Compartment>();
  for (const name of allCompartments) if (await exists(`${labels}/${name}`)) there.add(name);
  const both = there.has("cells") && there.has("nuclei");
  const possible = allCompartments.filter((name) =>
    there.has(name) || name === "cytoplasm" && both
  );
  const lacking = (["nuclei", "cells"] as const).find((name) => join && !there.has(name));
  const missing = lacking ?? wanted?.find((name) => !possible.includes(name));
  if (possible.length === 0 || missing !== undefined) {
    throw new InputError("Cannot find label images", {
      file: missing === undefined ? labels : `${labels}/${missing}`,
      found: await contentOf(labels),
      allowed: `${allCompartments.join(", ")}, with one TIFF a field: <plate>/<well>_s<site>.tif`,
      hint: lacking && join ? `--join ${join} needs nuclei and cells` : "c2s segment writes them",
    });
  }
  return (wanted ?? possible).map((name) => ({
    name,
    derived: !there.has(name) || name === "cytoplasm" && join === "overlap",
  }));
}

/** The label images are those of another screen: says of which plates. */
async function refuseForeign(folder: string, fields: readonly IndexedField[]): Promise<never> {
  const plates = [...new Set(fields.map(({ plate }) => safeName(plate)))];
  throw new InputError("No field of the index has a label image", {
    file: folder,
    found: await contentOf(folder),
    allowed: `the plates of the index, ${someNames(plates)}, with its wells: <well>_s<site>.tif`,
    hint: "c2s segment --index of the same index writes them",
  });
}

/** What lies in a folder, for messages. */
async function contentOf(folder: string): Promise<string> {
  const stat = await Deno.stat(folder).catch(() => undefined);
  if (stat === undefined) return "no such folder";
  if (!stat.isDirectory) return "a file";
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  return names.length === 0 ? "an empty folder" : someNames(names.sort());
}
