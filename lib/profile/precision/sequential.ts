/** Draws as extreme as what was seen after which no more are drawn. */
const enough = 400;

/**
 * A permutation p-value that draws no more than it needs: once 400 draws are as extreme as what was
 * seen, their share is known to a twentieth of itself, and drawing stops. So only small p-values, which
 * are the ones that count, take all draws. It is as valid as the one with a fixed number: under the
 * null it is at most α with a probability of at most α.
 *
 * Source: Besag and Clifford 1991, Sequential Monte Carlo p-values.
 *
 * @param most Draws at most.
 * @param isExtreme Whether a draw is as extreme as what was seen; called with 0, 1, …, each once.
 * @returns Above 0, at most 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sequentialPValue(999, () => false), 0.001);
 * // Every second draw is as extreme: 400 of them are there after 800.
 * let drawn = 0;
 * assertEquals(sequentialPValue(9999, (draw) => (drawn++, draw % 2 === 1)), 0.5);
 * assertEquals(drawn, 800);
 * ```
 */
export function sequentialPValue(most: number, isExtreme: (draw: number) => boolean): number {
  let found = 0;
  for (let draw = 0; draw < most; draw++) {
    if (isExtreme(draw) && ++found === enough) return enough / (draw + 1);
  }
  // What was seen is one of the arrangements.
  return (found + 1) / (most + 1);
}
