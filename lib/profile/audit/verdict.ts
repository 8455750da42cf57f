import type { IdentifyingFeature } from "../../core/identify.ts";
import type { Score } from "./score.ts";

/** What a source reaches, before it is judged. */
export interface Reached extends Score {
  /** Name of the source. */
  source: string;
}

/** What is to be thought of what a source reaches. */
export interface Judged {
  /** In words. */
  verdict: string;
  /** Whether it forbids to believe the score: the source does as well without any biology. */
  forbids: boolean;
}

/**
 * Puts an audit into words.
 *
 * Judged by balanced accuracy, which the commonest label cannot raise: a nuisance that names every
 * label, or one that reaches what the features reach, forbids to believe the score.
 *
 * @param found The features, the commonest label and shuffled labels, then the nuisances.
 * @param identifying Features that give something away.
 * @param named Profiles named.
 * @param unknown Profiles whose label is not among those learned from.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const share = (value: number) => ({ value, low: value - 0.05, high: value + 0.05 });
 * const of = (source: string, value: number) =>
 *   ({ source, accuracy: share(value), balancedAccuracy: share(value) });
 * const found = [of("features", 0.8), of("commonest label", 0.2), of("shuffled labels", 0.2)];
 * assertEquals(verdicts([...found, of("plate", 0.22)], [], 50, 0).clean, true);
 * assertEquals(verdicts([...found, of("plate", 0.79)], [], 50, 0).clean, false);
 * ```
 */
export function verdicts<T extends Reached>(
  found: readonly T[],
  identifying: readonly IdentifyingFeature[],
  named: number,
  unknown: number,
): { rows: (T & Judged)[]; verdict: string[]; clean: boolean } {
  const [features, commonest, shuffled] = found as [T, T, T];
  const chance = Math.max(commonest.balancedAccuracy.high, shuffled.balancedAccuracy.high);
  const judge = (row: T): Judged => {
    const { value, low, high } = row.balancedAccuracy;
    if (row === features) return fine(low > chance ? "above chance" : "no more than chance");
    if (row === commonest || row === shuffled) return fine("chance");
    if (value > 0.999) {
      return { verdict: "names every label: whoever sees it has learned nothing", forbids: true };
    }
    if (low > chance && high >= features.balancedAccuracy.value) {
      return { verdict: "reaches what the features reach", forbids: true };
    }
    return fine(low > chance ? "above chance: part of the score" : "no more than chance");
  };
  const rows = found.map((row) => ({ ...row, ...judge(row) }));
  const clean = identifying.length === 0 && !rows.some(({ forbids }) => forbids);
  const verdict = identifying.slice(0, 5).map(({ feature, column, reason }) =>
    `Feature ${feature} gives away the ${column}: ${reason}.`
  );
  if (identifying.length > 5) verdict.push(`So do ${identifying.length - 5} more features.`);
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

function fine(verdict: string): Judged {
  return { verdict, forbids: false };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
