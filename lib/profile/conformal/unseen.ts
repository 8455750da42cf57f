import type { BootstrapOptions } from "../../core/bootstrap.ts";
import { type Profiles, selectRows } from "../../core/profiles.ts";
import { type ConformalOptions, type ConformalSet, conformalSets } from "../conformal.ts";
import { matchable } from "../match/matchable.ts";
import { type MatchColumns, treatmentLabels } from "../match/labels.ts";
import { type Share, shareInterval } from "../share_interval.ts";

/** How well mechanisms that were never seen are told from known ones. */
export interface UnseenReport {
  /** How often a treatment is called unseen when its mechanism is left out of what is known. */
  recognised: Share;
  /** How often it is called unseen though other compounds of its mechanism are known. */
  falseAbstention: Share;
  /** Chance that a treatment looks less known with its mechanism left out than another does with it. */
  auc: number;
  /** Both for each mechanism, sorted by name. */
  moas: { moa: string; total: number; recognised: number; falseAbstention: number }[];
  /** Mechanisms of one compound, which would be unseen either way: not evaluated. */
  leftOut: string[];
}

/**
 * Leaves one mechanism after the other out of what is known, and asks about its treatments.
 *
 * @param treatments Treatments; those without a mechanism are left out [n × d].
 * @param columns Metadata columns.
 * @param options As for sets; `falseAbstention` is the share that may be called unseen wrongly; the
 * bootstrap is over compounds.
 * @throws {InputError} as `conformalSets` does, or if there are fewer than two mechanisms of two
 * compounds.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { unseenMechanisms } from "./unseen.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const compound = Array.from({ length: 20 }, (_, i) => `c${i}`);
 * const moa = compound.map((_, i) => i % 2 === 0 ? "x" : "y");
 * const values = compound.flatMap((_, i) => i % 2 === 0 ? [9, i / 9] : [i / 9, 9]);
 * const meta = pl.DataFrame({ compound, moa });
 * const treatments = makeProfiles(meta, ["area", "texture"], Float64Array.from(values));
 * const columns = { compound: "compound", moa: "moa" };
 * const { recognised } = await unseenMechanisms(treatments, columns, { falseAbstention: 0.2 });
 * assertEquals(recognised.share, 1);
 * ```
 */
export async function unseenMechanisms(
  treatments: Profiles,
  columns: MatchColumns,
  options: ConformalOptions & BootstrapOptions = {},
): Promise<UnseenReport> {
  const { moas: labels, compounds } = treatmentLabels(treatments.meta, columns);
  const { moas, scored, unmatchable } = matchable({ compounds, moas: labels }, "NSC");
  const known = selectRows(
    treatments,
    labels.flatMap((moa, row) => moa === null ? [] : [row]),
  );
  const seen = await conformalSets(known, selectRows(treatments, scored), columns, options);
  const without: ConformalSet[] = new Array(scored.length);
  for (const moa of moas) {
    const places = scored.flatMap((row, place) => labels[row] === moa ? [place] : []);
    if (places.length === 0) continue;
    const others = labels.flatMap((other, row) => other === null || other === moa ? [] : [row]);
    const asked = selectRows(treatments, places.map((place) => scored[place]!));
    const sets = await conformalSets(selectRows(treatments, others), asked, columns, options);
    for (const [i, place] of places.entries()) without[place] = sets[i]!;
  }
  const units = scored.map((row) => compounds[row]!);
  const share = (sets: ConformalSet[]) => shareInterval(sets.map((s) => s.unseen), units, options);
  return {
    recognised: share(without),
    falseAbstention: share(seen),
    auc: chanceBelow(without.map((set) => set.known), seen.map((set) => set.known)),
    moas: moas.filter((moa) => !unmatchable.includes(moa)).map((moa) => {
      const places = scored.flatMap((row, place) => labels[row] === moa ? [place] : []);
      const rate = (sets: ConformalSet[]) =>
        places.filter((place) => sets[place]!.unseen).length / places.length;
      const [recognised, falseAbstention] = [rate(without), rate(seen)];
      return { moa, total: places.length, recognised, falseAbstention };
    }),
    leftOut: unmatchable,
  };
}

/** Chance that one of the first is below one of the second, ties half. */
function chanceBelow(first: readonly number[], second: readonly number[]): number {
  let sum = 0;
  for (const a of first) {
    for (const b of second) sum += a < b ? 1 : a === b ? 0.5 : 0;
  }
  return sum / (first.length * second.length);
}
