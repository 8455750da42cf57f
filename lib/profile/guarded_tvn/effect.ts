import type { Estimate } from "../../core/bootstrap.ts";
import { bootstrapMean } from "../../core/bootstrap_mean.ts";
import type { Judgement } from "./judge.ts";

/** How profiles look, judged by controls that nothing was fitted on. */
export interface CorrectionEffect {
  /** Share of the nearest unseen controls that are of an unseen control's own plate. */
  samePlate: number;
  /** Mean average precision of replicates against other treatments, 0 chance, 1 perfect; NaN without replicates. */
  replicates: number;
}

/** What a correction changed. */
export interface TvnEffect {
  /** Profiles that are only scaled by plate. */
  before: CorrectionEffect;
  /** The same profiles, corrected. */
  after: CorrectionEffect;
  /** Share of the nearest controls that would be of the own plate if plates were alike. */
  chance: number;
  /** After minus before: of `samePlate` over controls, of `replicates` over treatments. */
  change: { samePlate: Estimate; replicates: Estimate };
}

/**
 * What a correction changed, of parts of the controls that were held out in turn.
 *
 * @param before What each part says of profiles that are only scaled.
 * @param after What it says of the same, corrected.
 * @param seed Seed of the intervals.
 *
 * @example
 * ```ts
 * import { effectOf } from "./effect.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const before = [{ same: [1, 1], chance: [0.5, 0.5], precisions: [0.2] }];
 * const after = [{ same: [0.5, 0.5], chance: [0.5, 0.5], precisions: [0.4] }];
 * const { chance, change } = effectOf(before, after, 1);
 * assertEquals([chance, change.samePlate.value, change.replicates.value], [0.5, -0.5, 0.2]);
 * ```
 */
export function effectOf(
  before: readonly Judgement[],
  after: readonly Judgement[],
  seed: number,
): TvnEffect {
  const same = (all: readonly Judgement[]) => all.flatMap(({ same }) => same);
  const precisions = (all: readonly Judgement[]) =>
    all[0]!.precisions.map((_, group) => mean(all.map(({ precisions }) => precisions[group]!)));
  const gained = (of: (all: readonly Judgement[]) => number[]) => {
    const [first, second] = [of(before), of(after)];
    return bootstrapMean(second.map((value, i) => value - first[i]!), { seed });
  };
  const summary = (all: readonly Judgement[]) => (
    { samePlate: mean(same(all)), replicates: mean(precisions(all)) }
  );
  return {
    before: summary(before),
    after: summary(after),
    chance: mean(before.flatMap(({ chance }) => chance)),
    change: { samePlate: gained(same), replicates: gained(precisions) },
  };
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
