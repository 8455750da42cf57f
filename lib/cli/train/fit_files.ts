import { InputError } from "../../core/errors.ts";
import { exists, writeAtomic } from "../../core/files.ts";
import {
  decodeState,
  encodeState,
  type EpochNumbers,
  type FitResult,
  type FitState,
  type Numbers,
} from "../../learn/fit.ts";

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
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError("Cannot save the training", {
      ...cause.problem,
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

/** What keeps a training on disk. */
export interface KeptTraining {
  /** Where it stood when it was last stopped. */
  begin?: FitState;
  /** Writes the network if it is better, then where the training stands. */
  onEpoch: (numbers: EpochNumbers, state: FitState, better: boolean) => Promise<void>;
  /**
   * To be called when it has ended: the network is written if it is not there, because the training was
   * stopped before its first epoch, or the file was lost since.
   *
   * @throws {DOMException} the signal's reason, for a training that it has stopped.
   */
  ended: (
    result: Pick<FitResult, "stopped" | "bestEpoch" | "weights" | "history">,
  ) => Promise<void>;
}

/** The network of a training on disk. */
export interface KeptModel {
  /** Its file. */
  file: string;
  /** Writes the network with its numbers there. */
  write: (weights: Numbers, numbers: EpochNumbers) => Promise<void>;
}

/**
 * Keeps a training on disk, so that a killed one goes on.
 *
 * @param file Where its state is written.
 * @param settings All that must be the same when it goes on.
 * @param signal What stops it.
 * @param model The network.
 * @throws {InputError} if the state is damaged, or of a training with other settings.
 */
export async function keepTraining(
  file: string,
  settings: string,
  signal: AbortSignal,
  { file: model, write }: KeptModel,
): Promise<KeptTraining> {
  const begin = await readState(file, settings);
  return {
    ...(begin === undefined ? {} : { begin }),
    onEpoch: async (numbers, state, better) => {
      if (better) await write(state.weights, numbers);
      await writeState(file, state, settings);
    },
    ended: async ({ stopped, bestEpoch, weights, history }) => {
      const begun = stopped === "signal" && bestEpoch === 0;
      if (begun || !await exists(model)) await write(weights, history[bestEpoch - 1] ?? {});
      if (stopped === "signal") signal.throwIfAborted();
    },
  };
}
