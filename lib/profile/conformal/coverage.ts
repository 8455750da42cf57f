import type { BootstrapOptions } from "../../core/bootstrap.ts";
import type { Profiles } from "../../core/profiles.ts";
import { selectRows } from "../../core/profiles.ts";
import { type ConformalOptions, type ConformalSet, conformalSets } from "../conformal.ts";
import { type MatchColumns, treatmentLabels } from "../match/labels.ts";
import { type Share, shareInterval } from "../share_interval.ts";

/** What sets of mechanisms are worth on treatments whose mechanism is known. */
export interface ConformalCoverage {
  /** How often the set contains the mechanism. */
  coverage: Share;
  /** Mean number of mechanisms in a set. */
  meanSize: number;
  /** How often the set is one mechanism, and the right one. */
  exact: Share;
  /** How often the set is empty. */
  empty: Share;
  /** Coverage of each mechanism, sorted by name. */
  moas: { moa: string; hits: number; total: number; coverage: number }[];
  /** The set of every treatment that has a mechanism. */
  sets: (ConformalSet & { moa: string; compound: string })[];
}

/**
 * Measures how often sets of mechanisms hold what they promise: each compound is asked about with
 * itself left out of what is known.
 *
 * @param treatments Treatments; those without a mechanism are left out [n × d].
 * @param columns Metadata columns.
 * @param options Error, method, strangeness; the bootstrap is over compounds.
 * @throws {InputError} as {@link conformalSets} does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { conformalCoverage } from "./coverage.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const compound = Array.from({ length: 12 }, (_, i) => `c${i}`);
 * const moa = compound.map((_, i) => i % 2 === 0 ? "x" : "y");
 * const values = compound.flatMap((_, i) => i % 2 === 0 ? [9, i / 9] : [i / 9, 9]);
 * const meta = pl.DataFrame({ compound, moa });
 * const treatments = makeProfiles(meta, ["area", "texture"], Float64Array.from(values));
 * const columns = { compound: "compound", moa: "moa" };
 * const { coverage } = await conformalCoverage(treatments, columns, { error: 0.2 });
 * assertEquals(coverage.total, 12);
 * ```
 */
export async function conformalCoverage(
  treatments: Profiles,
  columns: MatchColumns,
  options: ConformalOptions & BootstrapOptions = {},
): Promise<ConformalCoverage> {
  const all = treatmentLabels(treatments.meta, columns);
  const rows = all.moas.flatMap((moa, row) => moa === null ? [] : [row]);
  const labelled = selectRows(treatments, rows);
  const sets = (await conformalSets(labelled, labelled, columns, options)).map((set, place) => {
    const row = rows[place]!;
    return { ...set, row, moa: all.moas[row]!, compound: all.compounds[row]! };
  });
  const share = (is: (set: typeof sets[number]) => boolean) =>
    shareInterval(sets.map(is), sets.map(({ compound }) => compound), options);
  const isCovered = ({ moas, moa }: typeof sets[number]) => moas.includes(moa);
  const groups = Map.groupBy(sets, ({ moa }) => moa);
  return {
    coverage: share(isCovered),
    meanSize: sets.reduce((sum, { moas }) => sum + moas.length, 0) / sets.length,
    exact: share((set) => set.moas.length === 1 && isCovered(set)),
    empty: share(({ moas }) => moas.length === 0),
    moas: [...groups].sort(([a], [b]) => a < b ? -1 : 1).map(([moa, group]) => {
      const hits = group.filter(isCovered).length;
      return { moa, hits, total: group.length, coverage: hits / group.length };
    }),
    sets,
  };
}
