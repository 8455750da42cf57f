import type { Estimate } from "./bootstrap.ts";
import { hasWidth, widened } from "./widened.ts";

/** A share of one class, and what it was counted over. */
export interface ClassShare {
  /** The share, from 0 to 1. */
  share: number;
  /** Its units, such as wells; one that other classes have, too, is the same thing there. */
  units: ReadonlySet<unknown>;
}

/**
 * The mean of shares of classes, such as a balanced accuracy, with a bootstrap interval, which is made of
 * the shares' Wilson intervals (95 %) where it has no width.
 *
 * Distances to the ends are squared and added, as errors of independent numbers are: that all twenty
 * classes erred by as much as each may is unlikely. As far as classes share units their distances are
 * added as they are, since such a unit may be wrong in all of them. A class of two units stays less
 * certain than one of fifty.
 *
 * Source: Zou and Donner 2008, Stat. Med. 27, 1693 (MOVER), with the share of common units for the
 * correlation.
 *
 * @param mean The mean and its interval; where it is not that of the shares (macro-F1), its interval
 * reaches as far to both sides as theirs would.
 * @param classes The shares; those without units play no part.
 * @returns The estimate as it is where the interval has a width; else one within 0 and 1.
 *
 * @example
 * ```ts
 * import { widenedMean } from "./widened_mean.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Whoever always names the first of two classes has .5, but who knows that it always does?
 * const classes = [{ share: 1, units: new Set("abc") }, { share: 0, units: new Set("def") }];
 * const { low, high } = widenedMean({ value: 0.5, low: 0.5, high: 0.5 }, classes);
 * assertEquals([low.toFixed(2), high.toFixed(2)], ["0.22", "0.78"]);
 * ```
 */
export function widenedMean(mean: Estimate, classes: readonly ClassShare[]): Estimate {
  const known = classes.filter(({ units }) => units.size > 0);
  if (hasWidth(mean) || known.length === 0) return mean;
  const below = new Map<unknown, number>(), above = new Map<unknown, number>();
  for (const { share, units } of known) {
    const { low, high } = widened({ value: share, low: share, high: share }, units.size);
    const part = Math.sqrt(units.size);
    for (const unit of units) {
      below.set(unit, (below.get(unit) ?? 0) + (share - low) / part);
      above.set(unit, (above.get(unit) ?? 0) + (high - share) / part);
    }
  }
  const { value } = mean;
  const distance = (parts: Map<unknown, number>) => {
    let squares = 0;
    for (const part of parts.values()) squares += part ** 2;
    return Math.sqrt(squares) / known.length;
  };
  return {
    value,
    low: Math.max(0, value - distance(below)),
    high: Math.min(1, value + distance(above)),
  };
}
