import { InputError } from "../core/errors.ts";
import { multiply, type Product } from "../core/multiply.ts";
import { profileMatrix, type Profiles } from "../core/profiles.ts";
import { benjaminiHochberg } from "./benjamini_hochberg.ts";
import { Comparison } from "./distance/comparison.ts";
import type { Metric } from "./distance/prepare.ts";
import { checkFinite } from "./finite.ts";
import { averagePrecisions, type RowPrecision } from "./precision/average.ts";
import { codes, labelsOf } from "./precision/columns.ts";
import { copiesInGroups } from "./precision/copies.ts";
import { findPairs, type Pairing, type Pairs } from "./precision/pairs.ts";
import { permutationTests } from "./precision/permute.ts";

export type { Multilabel } from "./precision/columns.ts";
export type { RowPrecision } from "./precision/average.ts";
export type { Pairing } from "./precision/pairs.ts";
export { activity, consistency, replicability } from "./precision/pairings.ts";

/** How {@link meanAveragePrecision} works. */
export interface PrecisionOptions {
  /** What nearness is; defaults to `cosine`. */
  metric?: Metric;
  /**
   * Arrangements of labels tried for each p-value at most, 0 for no p-values; defaults to 10000. Fewer
   * are drawn for a p-value that is seen to be large.
   */
  permutations?: number;
  /** Columns within whose values labels are permuted; defaults to `negSameBy`. */
  within?: readonly string[];
  /**
   * Columns whose values are permuted as a whole, for example the well position: then a group is
   * compared with what a position alone does; defaults to none.
   */
  together?: readonly string[];
  /**
   * Columns of the position, where `together` names what is alike wherever it lies, such as compounds:
   * those of a group that share a position move as one, and only others that do so as often stand in
   * for them; defaults to none.
   */
  place?: readonly string[];
  /** False discoveries allowed among what is called significant; defaults to .05. */
  alpha?: number;
  /** Seed of the permutations; defaults to 1. */
  seed?: number;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
  /** Most negatives that a test uses, of more a random part; defaults to 4096. */
  mostCandidates?: number;
}

/** The precision of a group: a compound's replicates, a mechanism's compounds. */
export interface GroupPrecision {
  /** Its value in `posSameBy`, or its values joined by a tab. */
  group: string;
  /** Mean of its profiles' average precision. */
  meanAveragePrecision: number;
  /** The same on a scale where chance is 0 and perfect is 1. */
  normalized: number;
  /** Profiles that were scored. */
  profiles: number;
  /** Share of arrangements of labels that do at least as well; NaN without permutations. */
  pValue: number;
  /** The p-value after Benjamini and Hochberg. */
  corrected: number;
  /** Whether the corrected p-value is at most alpha. */
  significant: boolean;
  /** Number of different arrangements of labels; no p-value is below one in so many. */
  arrangements: number;
  /** Whether all of them were tried. */
  exact: boolean;
}

/** A profile that has no average precision. */
export interface Unscored {
  /** Number of the profile, from 0. */
  row: number;
  /** Its group; undefined where it has no value in `posSameBy`. */
  group?: string;
  /** Why. */
  reason: "no label" | "no positives" | "no negatives";
}

/** What {@link meanAveragePrecision} finds. */
export interface Precision {
  /** Groups in the order in which they are met, those with a scored profile. */
  groups: GroupPrecision[];
  /** Every scored profile; `group` counts within `names`. */
  profiles: RowPrecision[];
  /** Names of all groups, those that could not be scored too. */
  names: string[];
  /** Profiles that could not be scored, and why; nothing is left out in silence. */
  unscored: Unscored[];
  /** What to look at before believing the scores. */
  warnings: string[];
}

/**
 * Mean average precision: do profiles that belong together find one another first?
 *
 * Each profile ranks its positives and negatives by nearness; its average precision is the mean, over
 * its positives, of the share of positives down to there. Ties count by expectation over their
 * orders. One function answers three questions by its {@link Pairing}: {@link replicability}
 * (replicates of a compound against other compounds), {@link activity} (against controls) and
 * {@link consistency} (compounds of a mechanism against other mechanisms).
 *
 * The p-value of a group comes from permuting labels within strata, all arrangements where they are
 * few. A plate's layout is the same on all replicates, so that a position's own effect looks like
 * replicability; with `together` the wells of one position move as a whole, and a group is called
 * only where it is nearer to itself than positions of controls are. Compounds of a mechanism move with
 * all their doses, wherever these lie (`together`): their own positions then make no mechanism. Only
 * where compounds of one mechanism share a position, in layouts that differ, can it do so, and `place`
 * holds them together.
 *
 * Memory stays bounded by blocks; no n × n is kept. A group of more than 500 profiles is scored but not
 * tested, with a warning.
 *
 * Source: Kalinin et al. 2025, A versatile information retrieval framework for evaluating profile
 * strength and similarity. The null differs from its program copairs, where replicates of equal
 * counts share one random draw and the p-values are too large.
 *
 * @param profiles Profiles [n × d].
 * @param pairing Who is positive, who is negative.
 * @param options Metric, permutations, engine.
 * @throws {InputError} for values that are not finite, a column that is missing, or no profile that
 * has both positives and negatives.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["taxol", "taxol", "DMSO", "DMSO", "DMSO"] });
 * const values = new Float64Array([1, 9, 1, 8, 5, 1, 5, 2, 4, 1]);
 * const { groups } = await meanAveragePrecision(makeProfiles(meta, ["a", "b"], values), {
 *   posSameBy: ["compound"],
 *   controls: [false, false, true, true, true],
 * });
 * assertEquals([groups[0]!.group, groups[0]!.meanAveragePrecision], ["taxol", 1]);
 * // Two of five rows can be taxol in ten ways; the nearest two of three controls are as near.
 * assertEquals([groups[0]!.pValue, groups[0]!.arrangements], [0.2, 20]);
 * ```
 */
export async function meanAveragePrecision(
  profiles: Profiles,
  pairing: Pairing,
  options: PrecisionOptions = {},
): Promise<Precision> {
  const { metric = "cosine", alpha = 0.05, product = multiply } = options;
  const pairs = findPairs(profiles.meta, pairing);
  const matrix = profileMatrix(profiles), attempted = "Cannot score precision";
  checkFinite(attempted, matrix, profiles.features);
  const comparison = new Comparison(matrix, matrix, metric, product);
  const all = await averagePrecisions(comparison, pairs, matrix.rows);
  const scored = all.filter(({ averagePrecision }) => !Number.isNaN(averagePrecision));
  if (scored.length === 0) throw nothingToScore(all);
  const large = pairs.groups.filter(({ rows }) => rows.length > mostMembers);
  const tests = await runTests(profiles, pairing, options, { comparison, pairs, scored });
  const names = pairs.groups.map(({ name }) => name);
  const groups = [...Map.groupBy(scored, ({ group }) => group)].map(([group, rows]) => ({
    group: names[group] as string,
    meanAveragePrecision: mean(rows.map(({ averagePrecision }) => averagePrecision)),
    normalized: mean(rows.map(normalize)),
    profiles: rows.length,
    ...tests[group] ?? { pValue: NaN, arrangements: NaN, exact: false },
  }));
  const corrected = benjaminiHochberg(groups.map(({ pValue }) => pValue));
  return {
    groups: groups.map((group, i) => ({
      ...group,
      corrected: corrected[i]!,
      significant: corrected[i]! <= alpha,
    })),
    profiles: scored,
    names,
    unscored: [
      ...pairs.unlabelled.map((row) => ({ row, reason: "no label" as const })),
      ...all.filter(({ averagePrecision }) => Number.isNaN(averagePrecision))
        .map(({ row, group, positives }) => ({
          row,
          group: names[group] as string,
          reason: positives === 0 ? "no positives" as const : "no negatives" as const,
        })),
    ],
    warnings: [
      ...copiesInGroups(matrix, pairs.groups),
      ...options.permutations === 0
        ? []
        : large.map(({ name, rows }) =>
          `${name} has no p-value: ${rows.length} profiles are too many to permute`
        ),
    ],
  };
}

/** Profiles of a group up to which it is tested: each permutation compares all of them. */
const mostMembers = 500;

async function runTests(
  { meta }: Profiles,
  { negSameBy = [] }: Pairing,
  options: PrecisionOptions,
  { comparison, pairs, scored }: {
    comparison: Comparison;
    pairs: Pairs;
    scored: readonly RowPrecision[];
  },
) {
  const { permutations = 10000, within = negSameBy, together = [], place = [] } = options;
  const { seed = 1, mostCandidates = 4096 } = options;
  if (permutations === 0) return [];
  const keys = (columns: readonly string[]) => labelsOf(meta, columns, undefined);
  const stratum = codes(keys(within).map(([key]) => key ?? ""));
  // A row without a place, like any row where none is asked for, moves alone.
  const alone = (row: number) => `row\t${row}`;
  const unit = codes(keys(together).map(([key], row) => key || alone(row)));
  const settings = {
    ...{ permutations, seed, stratum, unit, mostCandidates },
    ...place.length === 0 ? {} : { place: codes(keys(place).map(([key]) => key)) },
  };
  const few = scored.filter(({ group }) => pairs.groups[group]!.rows.length <= mostMembers);
  return await permutationTests(comparison, pairs, few, settings);
}

function nothingToScore(all: readonly RowPrecision[]): InputError {
  const without = all.filter(({ positives }) => positives === 0).length;
  const groups = new Set(all.map(({ group }) => group)).size;
  return new InputError("Cannot score precision: no profile has both positives and negatives", {
    found: `${all.length} profiles in ${groups} groups, ${without} without positives, ` +
      `${all.filter(({ negatives }) => negatives === 0).length} without negatives`,
    allowed: "groups of two or more profiles, and others to compare them with",
  });
}

function normalize({ averagePrecision, chance }: RowPrecision): number {
  return (averagePrecision - chance) / (1 - chance);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
