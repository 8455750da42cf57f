/** Learning rate of a step; steps count from 0. */
export type Schedule = (step: number) => number;

/** Settings of {@link cosine}. */
export interface CosineOptions {
  /** Highest rate. */
  rate: number;
  /** Steps over which it falls, after the warm-up. */
  steps: number;
  /** Steps over which it rises from 0 in a straight line; defaults to *0*. */
  warmup?: number;
  /** Share of the highest rate that is left at the end; defaults to *0*. */
  end?: number;
}

/**
 * Falls along half a cosine (Loshchilov & Hutter 2017), after a warm-up.
 *
 * @param options Highest rate, steps.
 *
 * @example
 * ```ts
 * import { cosine } from "./schedule.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(cosine({ rate: 0.1, steps: 10 })(5), 0.05);
 * ```
 */
export function cosine({ rate, steps, warmup = 0, end = 0 }: CosineOptions): Schedule {
  return (step) => {
    if (step < warmup) return rate * step / warmup;
    const share = Math.min(1, (step - warmup) / steps);
    return rate * (end + (1 - end) * 0.5 * (1 + Math.cos(Math.PI * share)));
  };
}

/** Settings of {@link exponential}. */
export interface ExponentialOptions {
  /** First rate. */
  rate: number;
  /** Steps after which it is `factor` times as high. */
  steps: number;
  /** What it is multiplied by. */
  factor: number;
  /** Falls in stairs; defaults to *false*. */
  staircase?: boolean;
}

/**
 * Falls by the same factor every so many steps.
 *
 * @param options First rate, steps, factor.
 *
 * @example
 * ```ts
 * import { exponential } from "./schedule.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(exponential({ rate: 1, steps: 10, factor: 0.5 })(20), 0.25);
 * ```
 */
export function exponential(options: ExponentialOptions): Schedule {
  const { rate, steps, factor, staircase = false } = options;
  return (step) => rate * factor ** (staircase ? Math.floor(step / steps) : step / steps);
}

/**
 * One rate after the other.
 *
 * @param rates Rates in turn.
 * @param until Last step of each rate but the last one.
 * @throws {RangeError} unless there is one boundary fewer than rates.
 *
 * @example
 * ```ts
 * import { stepwise } from "./schedule.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = stepwise([0.1, 0.01], [4]);
 * assertEquals([schedule(4), schedule(5)], [0.1, 0.01]);
 * ```
 */
export function stepwise(rates: readonly number[], until: readonly number[]): Schedule {
  if (rates.length !== until.length + 1) {
    throw new RangeError(`Cannot plan ${rates.length} rates with ${until.length} boundaries`);
  }
  return (step) => {
    const at = until.findIndex((last) => step <= last);
    return rates[at < 0 ? rates.length - 1 : at] as number;
  };
}
