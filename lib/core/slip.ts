/** Where two words differ by a slip of the pen. */
export interface Slip {
  /** Letters before it, the same in both. */
  start: number;
  /** What the first word has there: no letter, one, or two that are turned in the second. */
  left: string;
  /** What the second word has there. */
  right: string;
}

/**
 * Where two words differ, if by one letter that is wrong, missing, too many or in its neighbour's place.
 *
 * @param a First word.
 * @param b Second word.
 * @returns undefined for words that differ by more; of equal words nothing is left or right.
 *
 * @example
 * ```ts
 * import { slipOf } from "./slip.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(slipOf("emetin", "emetine"), { start: 6, left: "", right: "e" });
 * assertEquals(slipOf("dmso", "dmos"), { start: 2, left: "so", right: "os" });
 * assertEquals(slipOf("taxol", "taxotere"), undefined);
 * ```
 */
export function slipOf(a: string, b: string): Slip | undefined {
  let start = 0, end = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a, b].map((word) => word.slice(start, word.length - end)) as [
    string,
    string,
  ];
  const isTurned = left.length === 2 && left === [...right].reverse().join("");
  return isTurned || Math.max(left.length, right.length) <= 1 ? { start, left, right } : undefined;
}
