import { exists } from "../../core/files.ts";
import { labelFile } from "../../data/label_files.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { openOutput } from "../open_output.ts";
import { type SegmentedField, type SegmentSettings, writtenCompartments } from "./task.ts";

/** Counts up when the same settings give other labels. */
const version = 3;

/** What is said beside, by what differs. */
const notes = {
  version: "The same settings give other labels since",
  weights: "Other weights, or another method, made the labels",
};

/** Where the settings of a folder of labels are kept. */
export function settingsFile(out: string): string {
  return `${out}/segment.json`;
}

/**
 * Opens a folder of labels, new or begun by an earlier run with the same settings.
 *
 * @param out The folder.
 * @param settings How its fields are segmented, with the SHA-256 of its weights.
 * @throws {InputError} naming what differs, if it holds labels made with other settings.
 */
export async function openLabels(out: string, settings: SegmentSettings): Promise<void> {
  await openOutput(settingsFile(out), "labels", { version, ...settings }, notes);
}

/** Where the summary of a field lies. */
export function partFile(out: string, { plate, well, site }: IndexedField): string {
  // Beside the label images, and called as they are; a folder may have any name, also that of a pattern.
  const image = labelFile(out, { plate, well, site }, "nuclei").slice(`${out}/nuclei/`.length);
  return `${out}/summaries/${image.replace(/\.tif$/, ".json")}`;
}

/**
 * The summary of a field that is done: it is there, so are its label images, and they were made from
 * the images that the index names now, and by the light that there is now.
 *
 * @param out The folder.
 * @param field Row of an index.
 * @param settings How it is segmented.
 * @param source What its labels depend on now, of `sourceOf`.
 * @returns undefined if the field is still to be segmented.
 */
export async function summaryOf(
  out: string,
  field: IndexedField,
  settings: SegmentSettings,
  source: string,
): Promise<SegmentedField | undefined> {
  const part = partFile(out, field);
  if (!await exists(part)) return undefined;
  for (const compartment of writtenCompartments(settings)) {
    if (!await exists(labelFile(out, field, compartment))) return undefined;
  }
  try {
    const { from, ...summary } = JSON.parse(await Deno.readTextFile(part)) as
      & SegmentedField
      & { from?: string };
    return from === source ? summary : undefined;
  } catch {
    return undefined;
  }
}
