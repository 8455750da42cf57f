import { resolve } from "node:path";
import pl from "nodejs-polars";
import { writeAtomic } from "../../core/files.ts";
import { type IlluminationNotes, readIlluminationNotes } from "../../data/illumination_files.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { lockOutput } from "../../data/lock_output.ts";
import type { IlluminationOptions } from "../../image/illumination.ts";
import { digestOf } from "../digest.ts";
import { imageStates } from "../image_states.ts";
import { openOutput } from "../open_output.ts";
import type { FieldRunOptions } from "../over_fields.ts";
import { runTasks } from "../run_tasks.ts";
import type { IlluminationTask } from "./task.ts";

/** Counts up when the same images and settings give other light. */
const version = 3;

/** What light is found, and how. */
export interface IlluminateScreenOptions extends FieldRunOptions {
  /** Fields. */
  index: FieldIndex;
  /** Folder of the light. */
  out: string;
  /** How it is estimated; defaults to `IlluminationOptions`'s defaults. */
  options?: IlluminationOptions;
}

/** What light was found. */
export interface IlluminatedScreen {
  /** One entry a plate and channel, in the order of the index. */
  lights: IlluminationNotes[];
  /** How many of them an earlier run had found. */
  resumed: number;
}

/**
 * Finds the light of every plate and channel of a screen, one on each core at a time, and writes
 * `illumination.csv`, one row each.
 *
 * Memory holds a few images a core; a stopped run goes on with the plates and channels that are not
 * done, or whose images are others in the index by now, or were written anew.
 *
 * @param options What and how; `onDone` counts plates and channels.
 * @throws {InputError} for an image that cannot be read, unless `skipBad`; for a folder with light of
 * other settings, or that another run is writing.
 */
export async function illuminateScreen(
  { index, skipBad = false, options = {}, onDone, workers, signal, ...paths }:
    IlluminateScreenOptions,
): Promise<IlluminatedScreen> {
  const out = resolve(paths.out), { channels, fields } = index;
  const settings = `${out}/illumination.json`;
  using _alone = await lockOutput(settings, { output: out });
  await openOutput(settings, "light", { version, ...options }, {
    version: "The same images give other light since",
  });
  const all: (IlluminationNotes | undefined)[] = [], open: number[] = [];
  const tasks: IlluminationTask[] = [];
  for (const [plate, own] of Map.groupBy(fields, (field) => field.plate)) {
    const images = await imageStates(own, channels);
    for (const [number, channel] of channels.entries()) {
      const states = images.map((image) => image[number]);
      const from = digestOf({ files: own.map(({ files }) => files[channel]), states });
      const before = await readIlluminationNotes(out, plate, channel);
      // What could not be read then may be readable now.
      const isDone = before?.from === from && before.skipped.length === 0;
      if (!isDone) {
        open.push(all.length);
        tasks.push({ plate, channel, fields: own, out, options, skipBad, from });
      }
      all.push(isDone ? before : undefined);
    }
  }
  const resumed = all.length - open.length;
  const made = await runTasks<IlluminationTask, IlluminationNotes>(tasks, {
    worker: new URL("./worker.ts", import.meta.url),
    workers,
    signal,
    onDone: (done) => onDone?.(resumed + done, all.length),
  });
  open.forEach((place, i) => all[place] = made[i]);
  const lights = all.filter((one) => one !== undefined);
  await writeAtomic(`${out}/illumination.csv`, tableOf(lights).writeCSV({ includeHeader: true }));
  return { lights, resumed };
}

function tableOf(lights: readonly IlluminationNotes[]): pl.DataFrame {
  const number = (name: string, of: (light: IlluminationNotes) => number) =>
    pl.Series(name, lights.map(of), pl.Float64);
  return pl.DataFrame([
    pl.Series("Metadata_Plate", lights.map(({ plate }) => plate), pl.Utf8),
    pl.Series("Metadata_Channel", lights.map(({ channel }) => channel), pl.Utf8),
    pl.Series("Images", lights.map(({ images }) => images), pl.Int64),
    pl.Series("LeftOut", lights.map(({ skipped }) => skipped.length), pl.Int64),
    number("Reliability", ({ reliability }) => reliability),
    number("Lowest", ({ lowest }) => lowest),
    number("Highest", ({ highest }) => highest),
    number("Offset", ({ offset }) => offset),
  ]);
}
