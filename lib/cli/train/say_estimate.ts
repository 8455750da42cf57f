import type { Estimate } from "../../core/bootstrap.ts";

/**
 * A score with its interval, for people.
 *
 * @param estimate The score.
 *
 * @example
 * ```ts
 * import { sayEstimate } from "./say_estimate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sayEstimate({ value: 0.5, low: 0.25, high: 0.75 }), "0.500 (0.250 to 0.750)");
 * ```
 */
export function sayEstimate({ value, low, high }: Estimate): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
