import { createHash } from "node:crypto";
import { InputError } from "../core/errors.ts";
import { exists, writeAtomic } from "../core/files.ts";
import type { Illumination } from "../image/illumination.ts";
import { fileState } from "./file_state.ts";
import { decodeNpy, encodeNpy } from "./npy.ts";
import { safeName } from "./safe_name.ts";

/** What is known about the light of one plate and channel, beside its values. */
export interface IlluminationNotes extends Omit<Illumination, "gain"> {
  /** Plate. */
  plate: string;
  /** Channel. */
  channel: string;
  /** Least light at a pixel. */
  lowest: number;
  /** Most light at a pixel. */
  highest: number;
  /** Fields that could not be read, as `plate/well/site`, and why. */
  skipped: { field: string; reason: string }[];
  /** What it was found from, in one word; absent where nobody asks. */
  from?: string;
}

/**
 * Where the light of a plate and channel lies below the folder of all: `<plate>/<channel>.npy`, with the
 * camera's offset and the rest in `<plate>/<channel>.json`.
 *
 * @example
 * ```ts
 * import { illuminationFile } from "./illumination_files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(illuminationFile("light", "Week1_22123", "DAPI"), "light/Week1_22123/DAPI.npy");
 * ```
 */
export function illuminationFile(folder: string, plate: string, channel: string): string {
  return `${folder}/${safeName(plate)}/${safeName(channel)}.npy`;
}

/**
 * Writes the light of one plate and channel; its notes come last, so that light with notes is whole.
 *
 * @param folder Folder of all.
 * @param notes What is known.
 * @param gain Light at each pixel [height × width].
 */
export async function writeIllumination(
  folder: string,
  notes: IlluminationNotes,
  gain: Float32Array,
): Promise<void> {
  const file = illuminationFile(folder, notes.plate, notes.channel);
  const { width, height } = notes;
  await writeAtomic(file, encodeNpy({ width, height, data: gain }));
  await writeAtomic(notesFile(file), JSON.stringify(notes, null, 2) + "\n");
}

/**
 * What is known about the light of a plate and channel.
 *
 * @returns undefined where there is none yet.
 * @throws {InputError} for notes that are damaged.
 */
export async function readIlluminationNotes(
  folder: string,
  plate: string,
  channel: string,
): Promise<IlluminationNotes | undefined> {
  const values = illuminationFile(folder, plate, channel), file = notesFile(values);
  if (!await exists(values) || !await exists(file)) return undefined;
  try {
    return JSON.parse(await Deno.readTextFile(file)) as IlluminationNotes;
  } catch (cause) {
    throw new InputError("Cannot read what is known about the light", {
      file,
      hint: "Remove it; c2s illumination makes it anew",
      cause,
    });
  }
}

/**
 * Reads the light of a plate and channel.
 *
 * @throws {InputError} naming the file, where there is none, or it is damaged.
 *
 * @example
 * ```ts
 * import { readIllumination } from "./illumination_files.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readIllumination("light", "P1", "DAPI"), Error, "light/P1/DAPI.npy");
 * ```
 */
export async function readIllumination(
  folder: string,
  plate: string,
  channel: string,
): Promise<Pick<Illumination, "width" | "height" | "gain" | "offset">> {
  const file = illuminationFile(folder, plate, channel);
  const notes = await readIlluminationNotes(folder, plate, channel);
  if (notes === undefined) {
    throw new InputError(`Cannot correct the light of plate ${plate}, channel ${channel}`, {
      file,
      found: "no such file",
      hint: "c2s illumination writes it",
    });
  }
  const { width, height, data } = decodeNpy(await Deno.readFile(file), file);
  return { width, height, gain: data, offset: notes.offset };
}

/**
 * The SHA-256 of the light of a plate and channel, values and notes, in hex. It is the same wherever
 * the files lie and whenever they were written.
 *
 * @param folder Folder of all.
 * @param plate Plate.
 * @param channel Channel.
 * @returns undefined where there is no light.
 *
 * @example
 * ```ts
 * import { illuminationDigest } from "./illumination_files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await illuminationDigest("nowhere", "P1", "DAPI"), undefined);
 * ```
 */
export async function illuminationDigest(
  folder: string,
  plate: string,
  channel: string,
): Promise<string | undefined> {
  const values = illuminationFile(folder, plate, channel), hash = createHash("sha256");
  if (!await exists(values)) return undefined;
  for (const file of [values, notesFile(values)]) {
    if (await exists(file)) hash.update(await Deno.readFile(file));
  }
  return hash.digest("hex");
}

/** Light read last, of one plate: fields come plate by plate. */
let kept = { place: "", channels: new Map<string, ReturnType<typeof readIllumination>>() };

/**
 * Reads the light of a plate and channel, and keeps it until another plate is asked for, or it is
 * made anew.
 *
 * @throws {InputError} as {@link readIllumination}.
 */
export async function keptIllumination(
  folder: string,
  plate: string,
  channel: string,
): ReturnType<typeof readIllumination> {
  const place = JSON.stringify([folder, plate]);
  if (kept.place !== place) kept = { place, channels: new Map() };
  const values = illuminationFile(folder, plate, channel);
  const states = await Promise.all([values, notesFile(values)].map(fileState));
  const { channels } = kept, key = JSON.stringify([channel, states]);
  const light = channels.get(key) ?? readIllumination(folder, plate, channel);
  channels.set(key, light);
  // What failed is tried again the next time.
  light.catch(() => channels.delete(key));
  return await light;
}

function notesFile(file: string): string {
  return file.replace(/\.npy$/, ".json");
}
