/** A number with the interval that it lies in. */
export interface EstimateLike {
  /** The number. */
  value: number;
  /** Lower end. */
  low: number;
  /** Upper end. */
  high: number;
}

/**
 * A number with its interval for a table or a sentence: `0.42 (0.33 to 0.51)`.
 *
 * @param estimate The number; empty text for one that is missing or NaN.
 * @param digits Decimals; defaults to 2.
 *
 * @example
 * ```ts
 * import { estimateText } from "./estimate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(estimateText({ value: -0.1, low: -0.2, high: 0.05 }), "−0.10 (−0.20 to 0.05)");
 * assertEquals(estimateText(undefined), "");
 * ```
 */
export function estimateText(estimate: EstimateLike | undefined, digits = 2): string {
  if (estimate === undefined || Number.isNaN(estimate.value)) return "";
  const text = (value: number) => {
    const fixed = value.toFixed(digits);
    return Number(fixed) === 0 ? (0).toFixed(digits) : fixed.replace("-", "−");
  };
  return `${text(estimate.value)} (${text(estimate.low)} to ${text(estimate.high)})`;
}

/**
 * What an interval says about the sign of a difference.
 *
 * @param difference A difference with its interval.
 * @param words For an interval above 0, below 0, and one that holds 0.
 *
 * @example
 * ```ts
 * import { signWord } from "./estimate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(signWord({ value: 0.2, low: 0.1, high: 0.3 }), "more");
 * assertEquals(signWord({ value: 0.2, low: -0.1, high: 0.5 }), "not clearly other");
 * ```
 */
export function signWord(
  { low, high }: EstimateLike,
  [above, below, neither]: readonly [string, string, string] = [
    "more",
    "less",
    "not clearly other",
  ],
): string {
  return low > 0 ? above : high < 0 ? below : neither;
}
