import { InputError } from "../../core/errors.ts";
import { exists, writeAtomic } from "../../core/files.ts";
import { labelFile } from "../../data/label_files.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { type SegmentedField, type SegmentSettings, writtenCompartments } from "./task.ts";

/** Counts up when the same settings give other labels. */
const version = 1;

/**
 * Opens a folder of labels, new or begun by an earlier run with the same settings.
 *
 * @param out The folder.
 * @param settings How its fields are segmented.
 * @throws {InputError} naming what differs, if it holds labels made with other settings.
 */
export async function openLabels(out: string, settings: SegmentSettings): Promise<void> {
  const file = `${out}/segment.json`;
  const now: Record<string, unknown> = { version, ...settings };
  if (!await exists(file)) {
    await writeAtomic(file, JSON.stringify(now, null, 2) + "\n");
    return;
  }
  const before = JSON.parse(await Deno.readTextFile(file)) as Record<string, unknown>;
  const text = (value: unknown) => JSON.stringify(value) ?? "nothing";
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const differ = [...names].filter((name) => text(before[name]) !== text(now[name]));
  if (differ.length === 0) return;
  throw new InputError("The folder holds labels made with other settings", {
    file,
    found: differ.map((name) => `${name} ${text(before[name])}`).join(", "),
    allowed: differ.map((name) => `${name} ${text(now[name])}`).join(", "),
    hint: "Choose another --out, or remove that folder",
  });
}

/** Where the summary of a field lies. */
export function partFile(out: string, { plate, well, site }: IndexedField): string {
  return labelFile(out, { plate, well, site }, "nuclei")
    .replace(`${out}/nuclei/`, `${out}/summaries/`).replace(/\.tif$/, ".json");
}

/**
 * The summary of a field that is done: it is there, and so are its label images.
 *
 * @returns undefined if the field is still to be segmented.
 */
export async function summaryOf(
  out: string,
  field: IndexedField,
  settings: SegmentSettings,
): Promise<SegmentedField | undefined> {
  const part = partFile(out, field);
  if (!await exists(part)) return undefined;
  for (const compartment of writtenCompartments(settings)) {
    if (!await exists(labelFile(out, field, compartment))) return undefined;
  }
  try {
    return JSON.parse(await Deno.readTextFile(part)) as SegmentedField;
  } catch {
    return undefined;
  }
}
