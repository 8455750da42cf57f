/** Which way a number gets better. */
export type Direction = "min" | "max";

/** When training stops early, as Keras' `EarlyStopping`. */
export interface EarlyStopping {
  /** Epochs without improvement after which training stops; 0 stops at the first one. */
  patience: number;
  /** What counts as improvement: more than this; defaults to *0*. */
  minDelta?: number;
}

/** When the learning rate is lowered, as Keras' `ReduceLROnPlateau`. */
export interface Plateau {
  /** Epochs without improvement after which it is lowered; defaults to *10*. */
  patience?: number;
  /** What it is multiplied by, below 1; defaults to *0.1*. */
  factor?: number;
  /** What counts as improvement: more than this; defaults to *1e-4*. */
  minDelta?: number;
  /** Epochs after a reduction during which nothing is counted; defaults to *0*. */
  cooldown?: number;
  /** Lowest rate; defaults to *0*. */
  least?: number;
}

/** What early stopping has seen. */
export interface StoppingState {
  /** Best value, null before the first epoch. */
  best: number | null;
  /** Epoch of it, from 1; 0 before the first. */
  bestEpoch: number;
  /** Epochs since. */
  waited: number;
}

/** What the plateau has seen. */
export interface PlateauState {
  /** Best value, null before the first epoch. */
  best: number | null;
  /** Epochs since. */
  waited: number;
  /** Epochs for which nothing is counted. */
  cooling: number;
  /** Learning rate as it was lowered; with a schedule the factor on it. */
  rate: number;
}

/**
 * Whether a value is better than another by more than a margin.
 *
 * @example
 * ```ts
 * import { improves } from "./watch.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(improves(0.9, 1, 0.2, "min"), false);
 * assertEquals(improves(0.9, null, 0.2, "min"), true);
 * ```
 */
export function improves(
  value: number,
  best: number | null,
  margin: number,
  direction: Direction,
): boolean {
  if (best === null) return true;
  return direction === "min" ? value + margin < best : value - margin > best;
}

/**
 * Takes one epoch's value into account.
 *
 * Training stops with the epoch in which as many epochs as `patience` have passed without an
 * improvement, and never with the first.
 *
 * @param state What was seen before; not changed.
 * @param epoch Number of the epoch, from 1.
 * @param value Its value.
 * @param direction Which way it gets better.
 * @param rule Patience and margin; undefined only notes the best.
 * @returns The new state, whether this epoch is the best so far, and whether training stops.
 *
 * @example
 * ```ts
 * import { watchStopping } from "./watch.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const state = { best: 0.5, bestEpoch: 1, waited: 1 };
 * assertEquals(watchStopping(state, 3, 0.6, "min", { patience: 2 }).stop, true);
 * ```
 */
export function watchStopping(
  state: StoppingState,
  epoch: number,
  value: number,
  direction: Direction,
  rule: EarlyStopping | undefined,
): { state: StoppingState; better: boolean; stop: boolean } {
  if (improves(value, state.best, rule?.minDelta ?? 0, direction)) {
    const next = { best: value, bestEpoch: epoch, waited: 0 };
    return { state: next, better: true, stop: false };
  }
  const waited = state.waited + 1;
  const stop = rule !== undefined && waited >= rule.patience && epoch > 1;
  return { state: { ...state, waited }, better: false, stop };
}

/**
 * Takes one epoch's value into account.
 *
 * @param state What was seen before; not changed.
 * @param value The epoch's value.
 * @param direction Which way it gets better.
 * @param rule Patience, factor, margin, cooldown, lowest rate.
 *
 * @example
 * ```ts
 * import { watchPlateau } from "./watch.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const state = { best: 0.5, waited: 1, cooling: 0, rate: 0.1 };
 * assertEquals(watchPlateau(state, 0.6, "min", { patience: 2, factor: 0.5 }).rate, 0.05);
 * ```
 */
export function watchPlateau(
  state: PlateauState,
  value: number,
  direction: Direction,
  rule: Plateau,
): PlateauState {
  const { patience = 10, factor = 0.1, minDelta = 1e-4, cooldown = 0, least = 0 } = rule;
  const cooling = Math.max(0, state.cooling - 1);
  const waited = state.cooling > 0 ? 0 : state.waited;
  if (improves(value, state.best, minDelta, direction)) {
    return { ...state, best: value, waited: 0, cooling };
  }
  if (cooling > 0) return { ...state, waited, cooling };
  if (waited + 1 < patience || state.rate <= least) {
    return { ...state, waited: waited + 1, cooling };
  }
  return { ...state, waited: 0, cooling: cooldown, rate: Math.max(state.rate * factor, least) };
}
