import { bootstrapIntervals, type BootstrapOptions, type Estimate } from "../../core/bootstrap.ts";
import type { Part } from "./part.ts";

/** One score of one correction. */
export interface Score extends Estimate {
  /** Whether it tells of the batch (less is better) or of biology (more is better). */
  about: "batch" | "biology";
  /** What it is: `week variance`, `week neighbours`, `likeness`, `NSC`, `NSCB`, `activity`. */
  score: string;
  /** What profiles that hold nothing reach. */
  chance: number;
  /** Difference from the floor, the first correction, over the same resamples. */
  fromFloor: Estimate;
  /** Difference from the ceiling, the truth, over the same resamples; NaN without truth. */
  fromTruth: Estimate;
}

/**
 * Values, intervals and differences of all corrections over the same resamples.
 *
 * @param units What is drawn: number of controls or compounds.
 * @param parts Scores of each correction, the same for all; the floor first.
 * @param truth Whether the last of them is the truth.
 * @param options Resamples, seed, confidence.
 *
 * @example
 * ```ts
 * import { assess } from "./assess.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const part = (value: number) => [
 *   { about: "batch", score: "week variance", chance: 0, value: () => value } as const,
 * ];
 * const scores = assess(5, [part(0.75), part(0.25)], false);
 * assertEquals(scores[1]![0]!.fromFloor, { value: -0.5, low: -0.5, high: -0.5 });
 * ```
 */
export function assess(
  units: number,
  parts: readonly (readonly Part[])[],
  truth: boolean,
  options: BootstrapOptions = {},
): Score[][] {
  const all = (weights: Float64Array) => {
    const values = parts.map((own) => own.map(({ value }) => value(weights)));
    const last = truth ? values.at(-1) : undefined;
    return values.flatMap((own) =>
      own.flatMap((value, i) => [value, value - values[0]![i]!, value - (last?.[i] ?? NaN)])
    );
  };
  const whole = all(new Float64Array(units).fill(1));
  const intervals = bootstrapIntervals(units, (drawn) => {
    const weights = new Float64Array(units);
    for (const unit of drawn) weights[unit]!++;
    return all(weights);
  }, options);
  let at = 0;
  const next = (): Estimate => ({ value: whole[at]!, ...intervals[at++]! });
  return parts.map((own) =>
    own.map(({ about, score, chance }) => ({
      about,
      score,
      ...next(),
      chance,
      fromFloor: next(),
      fromTruth: next(),
    }))
  );
}
