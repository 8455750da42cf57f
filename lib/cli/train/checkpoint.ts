import { InputError } from "../../core/errors.ts";
import { exists, writeAtomic } from "../../core/files.ts";
import { checkSettings } from "../../learn/fit/settings.ts";
import { decodeTensors, encodeTensors } from "../../learn/safetensors.ts";
import type { TrainingState } from "../../learn/train_nucleus.ts";

/** A training on disk: where it stands and how good it was so far. */
export interface Checkpoint {
  /** Where it stands. */
  state: TrainingState;
  /** Best score on validation images so far; −1 before the first. */
  best: number;
}

/**
 * Writes a checkpoint, whole or not at all.
 *
 * @param file Its path.
 * @param checkpoint What to write.
 * @param settings Everything that must be the same when it goes on.
 *
 * @example
 * ```ts
 * import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
 * import { beginTraining } from "../../learn/train_nucleus.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * const checkpoint = { state: beginTraining(new Float32Array([1, 2])), best: 0.5 };
 * await writeCheckpoint(file, checkpoint, "steps 7");
 * assertEquals(await readCheckpoint(file, "steps 7"), checkpoint);
 * await Deno.remove(file);
 * ```
 */
export async function writeCheckpoint(
  file: string,
  { state, best }: Checkpoint,
  settings: string,
): Promise<void> {
  const { step, weights, momentum, variance } = state;
  const metadata = { step: String(step), best: String(best), settings };
  await writeAtomic(file, encodeTensors({ tensors: { weights, momentum, variance }, metadata }));
}

/**
 * Reads a checkpoint.
 *
 * @param file Its path.
 * @param settings The settings of this training.
 * @returns The checkpoint; undefined where there is no file.
 * @throws {InputError} if the file is damaged, or of a training with other settings.
 */
export async function readCheckpoint(
  file: string,
  settings: string,
): Promise<Checkpoint | undefined> {
  if (!await exists(file)) return undefined;
  const { tensors, metadata } = decodeTensors(await Deno.readFile(file), file);
  checkSettings(metadata.settings, settings, file);
  const { weights, momentum, variance } = tensors;
  if (weights === undefined || momentum === undefined || variance === undefined) {
    throw new InputError("Cannot read a checkpoint", { file, found: Object.keys(tensors) });
  }
  const state = { step: Number(metadata.step), weights, momentum, variance };
  return { state, best: Number(metadata.best) };
}
