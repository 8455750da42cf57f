import { InputError } from "../../core/errors.ts";
import type { Network, Weights } from "../network.ts";
import { checkWeights } from "../network.ts";
import { decodeTensors, encodeTensors } from "../safetensors.ts";
import type { Optimizer } from "./optimizer.ts";
import { checkSettings } from "./settings.ts";
import type { PlateauState, StoppingState } from "./watch.ts";

/** Numbers by name: weights, or what an optimizer keeps. */
export type Numbers = Readonly<Record<string, Float32Array>>;

/** What an epoch came to: `epoch`, `rate`, `loss`, and what else was measured. */
export type EpochNumbers = Readonly<Record<string, number>>;

/**
 * Where a training stands at the end of an epoch: all that is needed to go on as if it had never been
 * stopped. Random streams need no entry, since batches depend on seed and epoch only.
 */
export interface FitState {
  /** Epochs done. */
  epoch: number;
  /** Steps done. */
  step: number;
  /** Weights now. */
  weights: Numbers;
  /** What the optimizer keeps, as `weight/slot`. */
  slots: Numbers;
  /** Weights of the best epoch; null before the first. */
  best: Numbers | null;
  /** What early stopping has seen. */
  stopping: StoppingState;
  /** What the plateau has seen, with the learning rate. */
  plateau: PlateauState;
  /** One entry an epoch. */
  history: readonly EpochNumbers[];
  /** Whether early stopping ended it. */
  ended: boolean;
}

/**
 * The state before the first epoch.
 *
 * @param weights Weights to begin with.
 * @param trainable Names of those that are trained.
 * @param optimizer Whose slots are needed.
 * @param rate Learning rate, or 1 where a schedule gives it.
 *
 * @example
 * ```ts
 * import { beginFit } from "./state.ts";
 * import { adam } from "./optimizer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = { bias: { shape: [2], data: new Float32Array(2) } };
 * const { slots } = beginFit(weights, ["bias"], adam(), 0.001);
 * assertEquals(Object.keys(slots), ["bias/mean", "bias/square"]);
 * ```
 */
export function beginFit(
  weights: Weights,
  trainable: readonly string[],
  optimizer: Optimizer,
  rate: number,
): FitState {
  const empty = trainable.flatMap((name) =>
    optimizer.slots.map((slot) => [
      `${name}/${slot}`,
      new Float32Array(weights[name]?.data.length ?? 0),
    ])
  );
  return {
    epoch: 0,
    step: 0,
    weights: Object.fromEntries(Object.entries(weights).map(([name, { data }]) => [name, data])),
    slots: Object.fromEntries(empty),
    best: null,
    stopping: { best: null, bestEpoch: 0, waited: 0 },
    plateau: { best: null, waited: 0, cooling: 0, rate },
    history: [],
    ended: false,
  };
}

/**
 * Checks that a state is one of this training.
 *
 * @param network The network.
 * @param state Where the training stands.
 * @param fresh The state it would begin with.
 * @throws {InputError} for weights of another network, or what another optimizer keeps.
 *
 * @example
 * ```ts
 * import { beginFit, checkState } from "./state.ts";
 * import { adam, sgd } from "./optimizer.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const weights = { bias: { shape: [2], data: new Float32Array(2) } };
 * const state = beginFit(weights, ["bias"], sgd(), 0.1);
 * const fresh = beginFit(weights, ["bias"], adam(), 0.1);
 * assertThrows(() => checkState({ kind: "test", weights }, state, fresh), Error, "optimizer");
 * ```
 */
export function checkState(
  network: Pick<Network, "kind" | "weights">,
  state: FitState,
  fresh: FitState,
): void {
  checkWeights(network, state.weights);
  const [found, allowed] = [state, fresh].map(({ slots }) =>
    Object.entries(slots).map(([name, { length }]) => `${name} of ${length}`).sort().join(", ")
  );
  if (found === allowed) return;
  throw new InputError("Cannot go on with another optimizer, or with other layers frozen", {
    found: `it keeps ${found || "nothing"}`,
    allowed: allowed || "nothing",
  });
}

/**
 * The bytes of a state's file, in the safetensors format.
 *
 * @param state Where the training stands.
 * @param settings All that must be the same when it goes on, as text.
 *
 * @example
 * ```ts
 * import { beginFit, decodeState, encodeState } from "./state.ts";
 * import { adam } from "./optimizer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = { bias: { shape: [2], data: new Float32Array([1, 2]) } };
 * const state = beginFit(weights, ["bias"], adam(), 0.001);
 * assertEquals(decodeState(encodeState(state, "8 epochs"), "8 epochs"), state);
 * ```
 */
export function encodeState(state: FitState, settings: string): Uint8Array {
  const { weights, slots, best, ...rest } = state;
  const named = (prefix: string, numbers: Numbers) =>
    Object.entries(numbers).map(([name, data]) => [`${prefix}:${name}`, data]);
  const tensors = Object.fromEntries([
    ...named("weight", weights),
    ...named("slot", slots),
    ...named("best", best ?? {}),
  ]);
  const metadata = { kind, settings, rest: JSON.stringify({ ...rest, hasBest: best !== null }) };
  return encodeTensors({ tensors, metadata });
}

const kind = "cell2structure training state 1";

/**
 * Reads a state's file.
 *
 * @param bytes The whole file.
 * @param settings Settings of this training.
 * @param file Its name, for messages.
 * @throws {InputError} if the file is damaged, no such file, or of a training with other settings.
 */
export function decodeState(bytes: Uint8Array, settings: string, file?: string): FitState {
  const { tensors, metadata } = decodeTensors(bytes, file);
  const place = file === undefined ? {} : { file };
  if (metadata.kind !== kind) {
    const found = metadata.kind;
    throw new InputError("Cannot read where a training stands", { ...place, found, allowed: kind });
  }
  checkSettings(metadata.settings, settings, file);
  const named = (prefix: string): Numbers =>
    Object.fromEntries(
      Object.entries(tensors).filter(([name]) => name.startsWith(`${prefix}:`))
        .map(([name, data]) => [name.slice(prefix.length + 1), data]),
    );
  const { hasBest, ...rest } = JSON.parse(metadata.rest as string);
  return {
    ...rest,
    weights: named("weight"),
    slots: named("slot"),
    best: hasBest ? named("best") : null,
  };
}
