import { exists } from "../../core/files.ts";
import { settingsFile } from "../segment/state.ts";

/** What images are corrected by. */
export interface Correction {
  /** Folder of the light; absent to take images as they are. */
  illumination?: string;
  /** Radius of the disk that the background is subtracted by, px; absent to leave it. */
  background?: number;
}

/**
 * What those who measure should know of labels that `c2s segment` wrote: that it has not ended, or that
 * it saw other images than are measured.
 *
 * @param labels Folder of the labels.
 * @param measured What the images that are measured are corrected by.
 * @returns Sentences; none for labels of other programs, which do not say how they were made.
 *
 * @example
 * ```ts
 * import { labelNotes } from "./label_notes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await labelNotes("/no/such/folder", {}), []);
 * ```
 */
export async function labelNotes(labels: string, measured: Correction): Promise<string[]> {
  const seen = await readSettings(settingsFile(labels));
  if (seen === undefined) return [];
  const notes: string[] = [];
  if (!await exists(`${labels}/fields.csv`)) {
    notes.push(`c2s segment has not ended in ${labels}: the same line again finishes the labels`);
  }
  const without = (what: string) =>
    `${labels} was made with ${what}, and images are measured without`;
  const instead = (what: string) =>
    `${labels} was made without ${what}, and images are measured with`;
  const add = (what: string, then: unknown, now: unknown) => {
    if ((then === undefined) === (now === undefined)) return;
    notes.push(now === undefined ? without(what) : instead(what));
  };
  add("corrected light (--illumination)", seen.illumination, measured.illumination);
  add("the background subtracted (--background)", seen.background, measured.background);
  return notes;
}

async function readSettings(file: string): Promise<Correction | undefined> {
  try {
    const settings: unknown = JSON.parse(await Deno.readTextFile(file));
    return typeof settings === "object" && settings !== null ? settings : undefined;
  } catch {
    return undefined;
  }
}
