import { InputError } from "../../core/errors.ts";
import { exists, writeAtomic } from "../../core/files.ts";
import { decodeState, encodeState, type FitState } from "../../learn/fit.ts";

/**
 * Writes where a training stands, whole or not at all.
 *
 * @param file Its path.
 * @param state Where it stands.
 * @param settings All that must be the same when it goes on.
 * @throws {InputError} naming the file, where the disk is full or the folder cannot be written; what
 * was written before stays.
 *
 * @example
 * ```ts
 * import { readState, writeState } from "./fit_files.ts";
 * import { beginFit } from "../../learn/fit/state.ts";
 * import { adam } from "../../learn/fit/optimizer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * const weights = { bias: { shape: [1], data: new Float32Array([3]) } };
 * const state = beginFit(weights, ["bias"], adam(), 0.1);
 * await writeState(file, state, "8 epochs");
 * assertEquals(await readState(file, "8 epochs"), state);
 * await Deno.remove(file);
 * ```
 */
export async function writeState(file: string, state: FitState, settings: string): Promise<void> {
  await save(file, encodeState(state, settings));
}

/**
 * Writes a file of a training, whole or not at all.
 *
 * @param file Its path.
 * @param bytes Its content.
 * @throws {InputError} naming the file, where it cannot be written.
 */
export async function save(file: string, bytes: Uint8Array): Promise<void> {
  await writeAtomic(file, bytes).catch((cause) => {
    throw new InputError("Cannot save the training", {
      file,
      found: cause instanceof Error ? cause.message : cause,
      hint: "What was saved before is still there; make room and run the same again",
      cause,
    });
  });
}

/**
 * Reads where a training stands.
 *
 * @param file Its path.
 * @param settings Settings of this training.
 * @returns undefined where there is no file.
 * @throws {InputError} if the file is damaged, or of a training with other settings.
 */
export async function readState(file: string, settings: string): Promise<FitState | undefined> {
  if (!await exists(file)) return undefined;
  return decodeState(await Deno.readFile(file), settings, file);
}
