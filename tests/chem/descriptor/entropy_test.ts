import { assertAlmostEquals, assertEquals } from "@std/assert";
import { entropy } from "../../../lib/chem/descriptor/entropy.ts";

Deno.test("entropy() of equal shares is the logarithm of their number", () => {
  assertAlmostEquals(entropy([3, 3, 3]), Math.log2(3), 1e-12);
  assertAlmostEquals(entropy([1, 3]), 2 - 0.75 * Math.log2(3), 1e-12);
});

Deno.test("entropy() of one kind, of zeros and of nothing is 0, not minus zero or NaN", () => {
  for (const counts of [[7], [0, 0], []]) assertEquals(Object.is(entropy(counts), 0), true);
});
