import type pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { type IdentifyingFeature, identifyingFeatures } from "../core/identify.ts";
import { metaValues, profileMatrix, type Profiles } from "../core/profiles.ts";
import { someNames } from "../core/some_names.ts";
import { type Fold, foldsOf, type Split } from "./audit/folds.ts";
import { guessByKey, type KeyGuess, type Rightness } from "./audit/guess.ts";
import { guessByModel, type ModelOptions } from "./audit/guess_by_model.ts";
import { type NuisanceColumns, nuisanceKeys, wellsOf } from "./audit/nuisances.ts";
import { scoreOf } from "./audit/score.ts";
import { unitOf } from "./audit/unit.ts";
import { type Judged, type Reached, saySameWell, verdicts } from "./audit/verdict.ts";
import { checkFinite } from "./finite.ts";
import { codes } from "./precision/columns.ts";

export type { Split } from "./audit/folds.ts";
export type { IdentifyingFeature } from "../core/identify.ts";
export type { Classify } from "./audit/guess_by_model.ts";
export type { NuisanceColumns } from "./audit/nuisances.ts";

/** What {@link auditLeakage} needs to know. */
export interface AuditOptions extends ModelOptions {
  /** Column with what a model has to name: a compound, a mechanism. */
  label: string;
  /** Which profiles are named from which. */
  split: Split;
  /** Columns that say where and when a profile was made; those that are named are audited. */
  columns: NuisanceColumns;
  /**
   * Column whose values are resampled as a whole for the intervals; defaults to the first column of
   * the split whose values have one label each (a compound, where mechanisms are named), else to
   * wells where plate and position are known, else to single profiles.
   */
  unit?: string;
  /** Resamples of the intervals; defaults to 1000. */
  resamples?: number;
  /** Seed of shuffles and resamples; defaults to 1. */
  seed?: number;
}

/** What one source reaches. */
export interface AuditRow extends Reached, Judged {
  /**
   * `features`, `commonest label`, `shuffled labels`, or what was named: `position`, `plate`,
   * `layout × position`, …
   */
  source: string;
}

/** What {@link auditLeakage} finds. */
export interface Audit {
  /** The features first, then chance, then what each nuisance reaches alone. */
  rows: AuditRow[];
  /** Features that give away where or when a profile was made. */
  identifying: IdentifyingFeature[];
  /** Profiles that were named, and those of them whose label nobody they learn from has. */
  named: number;
  /** Of these, how many cannot be right, because their label is not among those learned from. */
  unknown: number;
  /** Of these, how many are named from others of their own well; undefined where wells are not known. */
  sameWell?: number;
  /** What was resampled as a whole: a column, `well` or `profile`. */
  unit: string;
  /** Why there is nothing to judge, where there is not: one label, or none that could be named. */
  futile?: string;
  /** The outcome in sentences; never empty. */
  verdict: string[];
  /** Whether nothing was found that forbids to believe the score. */
  clean: boolean;
}

/**
 * Leakage audit: what position, plate, week, cell count and shuffled labels alone reach, beside what
 * the features reach, in the same split and score.
 *
 * A nuisance names each profile by the commonest label of the profiles that share its value (numbers
 * by tenths of those learned from), the features by the nearest profile or by a model that is given.
 * Where several labels are as good, a draw among them counts in expectation. Features that say by
 * name or by content which well, row, column, plate, week or file a profile comes from are listed,
 * and the audit is then never clean.
 *
 * @param profiles Profiles [n × d].
 * @param options Label, split, nuisances, model.
 * @throws {InputError} for values that are not finite, a missing label or column, or a split with an
 * empty side.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   plate: ["P1", "P1", "P2", "P2"],
 *   well: ["A01", "A02", "A01", "A02"],
 *   drug: ["DMSO", "taxol", "DMSO", "taxol"],
 * });
 * const profiles = makeProfiles(meta, ["a", "b"], new Float64Array([1, 5, 4, 1, 2, 6, 1, 0.1]));
 * const { rows, clean } = await auditLeakage(profiles, {
 *   label: "drug",
 *   split: { leaveOut: "plate" },
 *   columns: { position: "well" },
 * });
 * const position = rows.find(({ source }) => source === "position")!;
 * assertEquals([position.accuracy.value, clean], [1, false]);
 * ```
 */
export async function auditLeakage(profiles: Profiles, options: AuditOptions): Promise<Audit> {
  const { label, split, columns, unit, resamples = 1000, seed = 1 } = options;
  const { meta, features } = profiles, matrix = profileMatrix(profiles);
  if (meta.height === 0) throw new InputError("Cannot audit", { found: "no profiles" });
  checkFinite("Cannot audit", matrix, features);
  const names = labelNames(meta, label), labels = codes(names);
  const folds = foldsOf(meta, split);
  const nuisances = nuisanceKeys(meta, columns, folds, labels), compared = nuisances.length;
  const units = unit === undefined
    ? unitOf(meta, split, columns, labels)
    : { name: unit, of: codes(metaValues(meta, unit).map(String)) };
  const score = (right: Rightness) =>
    scoreOf(right, labels, units.of, { resamples, seed, compared });
  const { featuresRight, shuffledRight } = await guessByModel(profiles, names, folds, options);
  const commonest = guessByKey(folds.map(() => names.map(() => "")), labels, folds);
  const found: Reached[] = [
    { source: "features", ...score(featuresRight) },
    { source: "commonest label", ...score(commonest.right) },
    { source: "shuffled labels", ...score(shuffledRight) },
  ];
  const identities: Record<string, string[]> = {};
  for (const { source, keys, identity } of nuisances) {
    const guess = guessByKey(keys, labels, folds);
    found.push({ source, ...score(guess.right), ...whereSeen(guess) });
    if (identity !== undefined) identities[source] = identity;
  }
  // A row number is a function of the position, too: what is coarser is named first.
  const { position, ...coarse } = identities;
  const known = { ...coarse, ...(position === undefined ? {} : { position }), label: names };
  const identifying = identifyingFeatures(features, matrix, known);
  const unknown = countUnknown(labels, folds);
  const named = featuresRight.filter((right) => !Number.isNaN(right)).length;
  const wells = wellsOf(meta, columns);
  const about = {
    identifying,
    named,
    unknown,
    ...wells && { sameWell: countSeen(guessByKey(folds.map(() => wells), labels, folds)) },
    ...whyFutile(label, names, named, unknown),
  };
  return { ...about, unit: units.name, ...verdicts(found, about) };
}

/**
 * Refuses a score that cannot be believed.
 *
 * @param audit From {@link auditLeakage}.
 * @throws {InputError} where the audit is not clean, with what forbids to believe the score.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * const identifying = [{ feature: "f1", column: "plate", reason: "its name says so" }];
 * const rest = { rows: [], named: 4, unknown: 0, unit: "profile", verdict: [], clean: false };
 * assertThrows(() => requireClean({ identifying, ...rest }), Error, "f1 gives away the plate");
 * ```
 */
export function requireClean(audit: Audit): void {
  const { clean, rows, identifying, named, sameWell = 0, futile } = audit;
  if (clean) return;
  const reasons = [
    ...futile === undefined ? [] : [futile],
    ...identifying.map(({ feature, column }) => `${feature} gives away the ${column}`),
    ...rows.filter(({ forbids }) => forbids)
      .map(({ source, verdict }) => `${source} alone ${verdict}`),
    ...sameWell === 0 ? [] : [saySameWell(sameWell, named)],
  ];
  throw new InputError(`The score cannot be believed: ${someNames(reasons)}`);
}

function labelNames(meta: pl.DataFrame, label: string): string[] {
  return metaValues(meta, label).map((value, row) => {
    if (value !== null && value !== undefined) return String(value);
    throw new InputError("Cannot audit: a profile has no label", {
      row: row + 1,
      column: label,
      found: value,
      hint: "Leave such profiles out first",
    });
  });
}

function countSeen({ seen }: KeyGuess): number {
  return seen.filter((is) => is).length;
}

/** How many rows had a value that was learned, and how many of these were named right. */
function whereSeen(guess: KeyGuess): Pick<Reached, "seen" | "rightIfSeen"> {
  const named = guess.right.filter((right) => !Number.isNaN(right)).length;
  const sum = guess.right.reduce((all, right, row) => guess.seen[row] ? all + right : all, 0);
  return { seen: countSeen(guess) / named, rightIfSeen: sum / countSeen(guess) };
}

function whyFutile(
  label: string,
  names: readonly string[],
  named: number,
  unknown: number,
): { futile?: string } {
  if (new Set(names).size === 1) {
    return { futile: `all profiles have one value of ${label}: there is nothing to tell apart` };
  }
  if (unknown < named) return {};
  return {
    futile: `none of ${named} profiles can be named: nobody they learn from has their label`,
  };
}

function countUnknown(labels: Int32Array, folds: readonly Fold[]): number {
  return folds.reduce((count, { test, train }) => {
    const known = new Set(Array.from(train, (row) => labels[row]));
    return count + test.filter((row) => !known.has(labels[row])).length;
  }, 0);
}
