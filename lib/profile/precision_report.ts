import type { Interval } from "../core/bootstrap.ts";
import { bootstrapMean } from "../core/bootstrap_mean.ts";
import { InputError } from "../core/errors.ts";
import { metaValues, type Profiles } from "../core/profiles.ts";
import { widened } from "../core/widened.ts";
import { benjaminiHochberg } from "./benjamini_hochberg.ts";
import {
  type GroupPrecision,
  meanAveragePrecision,
  type Pairing,
  type Precision,
  type PrecisionOptions,
  type Unscored,
} from "./precision.ts";
import { labelsOf } from "./precision/columns.ts";
import { type Share, shareInterval } from "./share_interval.ts";
import { smallestCorrected } from "./smallest_corrected.ts";

/** What a group is compared with: any labels, or a position that moves as a whole. */
export type NullName = "usual" | "position";

/** How {@link precisionReport} works. */
export interface PrecisionReportOptions extends Omit<PrecisionOptions, "together" | "place"> {
  /**
   * Columns whose values change places as a whole under both nulls, as the doses of a compound where
   * groups are mechanisms: rows that are alike anyway are not exchanged one by one; defaults to none.
   */
  together?: readonly string[];
  /**
   * Column of the well position, for the position null: what lies at one position changes places as a
   * whole. With `together` those do of a group that share a position; defaults to none.
   */
  position?: string;
  /** Which nulls; defaults to `usual`, and `position` where there is such a column. */
  nulls?: readonly [NullName, ...NullName[]];
}

/** A group's p-value under one null. */
export interface GroupTest
  extends Pick<GroupPrecision, "pValue" | "corrected" | "significant" | "arrangements" | "exact"> {
  /** The smallest corrected p-value that it could have, the other groups as they are. */
  smallest: number;
  /** Whether it could be significant at all; where it could not, "not significant" says nothing. */
  decidable: boolean;
}

/** A group's precision, with its tests. */
export interface ReportedGroup
  extends Pick<GroupPrecision, "group" | "meanAveragePrecision" | "normalized" | "profiles"> {
  /** Its test under each null that was asked for. */
  tests: Partial<Record<NullName, GroupTest>>;
}

/** How many groups are significant under one null. */
export interface NullReport {
  /** Which null. */
  name: NullName;
  /** Those significant, of those that were tested, with an interval over groups. */
  significant: Share;
  /** Groups without a p-value. */
  untested: number;
  /** No p-value of any group can be below this, for want of arrangements or draws; NaN without tests. */
  smallestPossible: number;
  /**
   * Groups that could not be significant whatever their profiles were: their smallest possible
   * p-value is above alpha as it is (`before`), or still so after the correction where all groups
   * had their smallest one (`after`). Members that can change places make it more.
   */
  hopeless: { before: number; after: number };
}

/** What {@link precisionReport} finds. */
export interface PrecisionReport {
  /**
   * Mean over the groups of their mean average precision, with an interval over groups: a bootstrap's, or
   * Wilson's where no resample differs.
   */
  meanAveragePrecision: { value: number; interval: Interval };
  /** The same on a scale where chance is 0 and perfect is 1. */
  normalized: { value: number; interval: Interval };
  /** One for each null, in the order asked for. */
  nulls: NullReport[];
  /** Groups in the order in which they are met. */
  groups: ReportedGroup[];
  /** Profiles that could not be scored, and why. */
  unscored: Unscored[];
  /** What to look at before believing the scores. */
  warnings: string[];
}

/**
 * Mean average precision of a screen in one report: what share of the treatments is significant under
 * the usual null and under that of positions.
 *
 * On plates of one layout a position's own effect looks like a treatment's: what is significant under
 * the usual null only may be nothing else. Of mechanisms, whose compounds move as a whole (`together`),
 * that holds where compounds of one share a position; elsewhere both nulls are the same.
 *
 * @param profiles Profiles [n × d].
 * @param pairing Who is positive, who is negative.
 * @param options As of {@link meanAveragePrecision}; the column of the position, which nulls.
 * @throws {InputError} as {@link meanAveragePrecision} does, or for the position null without a column.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["taxol", "taxol", "DMSO", "DMSO", "DMSO"] });
 * const values = new Float64Array([1, 9, 1, 8, 5, 1, 5, 2, 4, 1]);
 * const report = await precisionReport(makeProfiles(meta, ["a", "b"], values), {
 *   posSameBy: ["compound"],
 *   controls: [false, false, true, true, true],
 * });
 * assertEquals(report.meanAveragePrecision.value, 1);
 * // No p-value is below 2 in 20 arrangements.
 * assertEquals(report.nulls.map(({ significant }) => significant.hits), [0]);
 * ```
 */
export async function precisionReport(
  profiles: Profiles,
  pairing: Pairing,
  { position, nulls, together: units = [], ...options }: PrecisionReportOptions = {},
): Promise<PrecisionReport> {
  const names = nulls ?? (position === undefined ? ["usual"] : ["usual", "position"]);
  if (position === undefined && names.includes("position")) {
    throw new InputError("Cannot test against positions: no column says where a well is");
  }
  const found = new Map<NullName, Precision>();
  for (const name of names) {
    const places = name === "position" ? [position as string] : [];
    const moves = units.length === 0
      ? { together: places }
      // Doses lie at positions of their own: moved one by one they would be taken apart.
      : { together: units, place: places };
    found.set(name, await meanAveragePrecision(profiles, pairing, { ...options, ...moves }));
  }
  const { groups, unscored, warnings } = found.values().next().value as Precision;
  const { seed = 1, alpha = 0.05, permutations = 10000 } = options;
  const mean = (of: (group: GroupPrecision) => number) => {
    const { value, ...interval } = widened(bootstrapMean(groups.map(of), { seed }), groups.length);
    return { value, interval };
  };
  const smallestOf = ({ arrangements, exact }: GroupPrecision) =>
    1 / (exact ? arrangements : permutations + 1);
  const tests = names.map((name) =>
    [name, testsOf(found.get(name)!.groups, smallestOf, alpha)] as const
  );
  return {
    meanAveragePrecision: mean((group) => group.meanAveragePrecision),
    normalized: mean((group) => group.normalized),
    nulls: [...found].map(([name, { groups }]) => {
      const tested = groups.filter(({ pValue }) => !Number.isNaN(pValue));
      const hits = tested.map(({ significant }) => significant);
      const least = tested.map(smallestOf);
      const above = (values: ArrayLike<number>) =>
        Array.from(values).filter((value) => value > alpha).length;
      return {
        name,
        significant: shareInterval(hits, tested.map(({ group }) => group), { seed }),
        untested: groups.length - tested.length,
        smallestPossible: least.length === 0 ? NaN : Math.min(...least),
        // A correction rises with every p-value, so that nothing is below that of the smallest ones.
        hopeless: { before: above(least), after: above(benjaminiHochberg(least)) },
      };
    }),
    groups: groups.map(({ group, meanAveragePrecision, normalized, profiles }, i) => ({
      group,
      meanAveragePrecision,
      normalized,
      profiles,
      tests: Object.fromEntries(tests.map(([name, all]) => [name, all[i]])),
    })),
    unscored,
    warnings: [
      ...warnings,
      ...found.has("position") ? nothingNew(profiles, pairing, position as string, units) : [],
    ],
  };
}

function testsOf(
  groups: readonly GroupPrecision[],
  smallestOf: (group: GroupPrecision) => number,
  alpha: number,
): GroupTest[] {
  const smallest = smallestCorrected(groups.map(({ pValue }) => pValue), groups.map(smallestOf));
  return groups.map(({ pValue, corrected, significant, arrangements, exact }, i) => ({
    pValue,
    corrected,
    significant,
    arrangements,
    exact,
    smallest: smallest[i]!,
    decidable: significant || smallest[i]! <= alpha,
  }));
}

/** Says so where the position null has nothing to hold together that the usual one moves apart. */
function nothingNew(
  { meta }: Profiles,
  { posSameBy, multilabel }: Pairing,
  position: string,
  units: readonly string[],
): string[] {
  const places = metaValues(meta, position), same = "the position null is the usual one";
  if (units.length === 0) {
    const found = places.filter((value) => value !== null);
    return new Set(found).size < found.length ? [] : [`No position comes twice: ${same}`];
  }
  const unitOf = labelsOf(meta, units, undefined), first = new Map<string, string | undefined>();
  for (const [row, labels] of labelsOf(meta, posSameBy, multilabel).entries()) {
    const place = places[row] ?? null, [unit] = unitOf[row]!;
    if (place === null || unit === undefined) continue;
    for (const label of labels) {
      const at = `${label}\t${place}`;
      if (first.has(at) && first.get(at) !== unit) return [];
      first.set(at, unit);
    }
  }
  return [`No group has two of ${units.join(", ")} at one position: ${same}`];
}
