import type { IdentifyingFeature } from "../../core/identify.ts";
import { isWithinLayout } from "./nuisances.ts";
import type { Score } from "./score.ts";

/** What a source reaches, before it is judged. */
export interface Reached extends Score {
  /** Name of the source. */
  source: string;
  /** Of a nuisance: share of the profiles whose value is among those learned from. */
  seen?: number;
  /** Share of these that are named right; NaN where there are none. */
  rightIfSeen?: number;
}

/** What an audit is about, beside what each source reaches. */
export interface Circumstances {
  /** Features that give something away. */
  identifying: readonly IdentifyingFeature[];
  /** Profiles named. */
  named: number;
  /** Profiles whose label is not among those learned from. */
  unknown: number;
  /** Profiles named from others of the same well; undefined where wells are not known. */
  sameWell?: number | undefined;
  /** Why there is nothing to judge; undefined where there is. */
  futile?: string | undefined;
}

/** What is to be thought of what a source reaches. */
export interface Judged {
  /** In words. */
  verdict: string;
  /** Whether it forbids to believe the score: the source does as well without any biology. */
  forbids: boolean;
}

/** Share of the labels from which a nuisance is said to fix them: a layout may have a few slips. */
const fixing = 0.95;

/**
 * Puts an audit into words.
 *
 * Judged by balanced accuracy, which the commonest label cannot raise. What forbids to believe the
 * score is a nuisance that names every label whose value it has seen, or one that reaches what the
 * features reach, and profiles that are named from their own well.
 *
 * @param found The features, the commonest label and shuffled labels, then the nuisances.
 * @param about What else there is to say.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const share = (value: number) => ({ value, low: value - 0.05, high: value + 0.05 });
 * const of = (source: string, value: number) => ({
 *   source,
 *   accuracy: share(value),
 *   balancedAccuracy: share(value),
 *   atLeast: value - 0.06,
 * });
 * const about = { identifying: [], named: 50, unknown: 0 };
 * const found = [of("features", 0.8), of("commonest label", 0.2), of("shuffled labels", 0.2)];
 * assertEquals(verdicts([...found, of("plate", 0.22)], about).clean, true);
 * assertEquals(verdicts([...found, of("plate", 0.79)], about).clean, false);
 * ```
 */
export function verdicts<T extends Reached>(
  found: readonly T[],
  { identifying, named, unknown, sameWell = 0, futile }: Circumstances,
): { rows: (T & Judged)[]; verdict: string[]; clean: boolean } {
  const [features, commonest, shuffled] = found as [T, T, T];
  // Who names one label always is right for that one, however few units show it.
  const chance = Math.max(commonest.balancedAccuracy.value, shuffled.balancedAccuracy.high);
  const isMore = features.balancedAccuracy.low > chance;
  const judge = (row: T): Judged => {
    if (futile !== undefined) return fine("nothing to judge");
    if (row === features) return fine(isMore ? "above chance" : "no more than chance");
    if (row === commonest || row === shuffled) return fine("chance");
    const { value, high } = row.balancedAccuracy, isAbove = row.atLeast > chance;
    const { seen = 1, rightIfSeen = value } = row;
    if (value > 0.999 || isAbove && rightIfSeen >= fixing) {
      return { verdict: fixes(row.source, seen, rightIfSeen), forbids: true };
    }
    if (!isAbove) return fine("no more than chance");
    if (high < features.balancedAccuracy.value) return fine("above chance: part of the score");
    return {
      verdict: isMore
        ? "reaches what the features reach"
        : "above chance, which the features are not",
      forbids: true,
    };
  };
  const rows = found.map((row) => ({ ...row, ...judge(row) }));
  const clean = identifying.length === 0 && sameWell === 0 && futile === undefined &&
    !rows.some(({ forbids }) => forbids);
  const verdict = identifying.slice(0, 5).map(({ feature, column, reason }) =>
    `Feature ${feature} gives away the ${column}: ${reason}.`
  );
  if (identifying.length > 5) verdict.push(`So do ${identifying.length - 5} more features.`);
  if (futile !== undefined) return { rows, verdict: [...verdict, `${capital(futile)}.`], clean };
  if (sameWell > 0) verdict.push(`${saySameWell(sameWell, named)}.`);
  if (!isMore) verdict.push("The features name no more than chance does: there is no score yet.");
  for (const { source, balancedAccuracy, verdict: words } of rows) {
    const { value, low, high } = balancedAccuracy;
    const range = `${percent(value)} (${percent(low)} to ${percent(high)})`;
    verdict.push(`${capital(source)}: balanced accuracy ${range}, ${words}.`);
  }
  if (unknown > 0) {
    verdict.push(
      `${unknown} of ${named} profiles cannot be named: nobody they learn from has their label.`,
    );
  }
  return { rows, verdict, clean };
}

/**
 * That profiles are named from their own well, in words.
 *
 * @param sameWell How many.
 * @param named Of how many.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 *
 * assert(saySameWell(3, 96).startsWith("3 of 96 profiles are named from others of the same plate"));
 * ```
 */
export function saySameWell(sameWell: number, named: number): string {
  return `${sameWell} of ${named} profiles are named from others of the same plate and well, which ` +
    "they resemble whatever the drug does";
}

function fixes(source: string, seen: number, right: number): string {
  const names = right > 0.999 ? "names every label" : `names ${percent(right)} of the labels`;
  const where = seen > 0.999 ? "" : ` of the ${percent(seen)} of profiles whose value it has seen`;
  const why = isWithinLayout(source)
    ? "the layout fixes the drug, position within a layout tells it"
    : "whoever sees it has learned nothing";
  return `${names}${where}: ${why}`;
}

function fine(verdict: string): Judged {
  return { verdict, forbids: false };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
