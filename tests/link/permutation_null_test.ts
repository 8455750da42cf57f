import { assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { permutationNull } from "../../lib/link/permutation_null.ts";

const weights = Array.from({ length: 10 }, (_, i) => i);
const sum = (order: Int32Array) => weights.reduce((sum, w, i) => sum + w * order[i]!, 0);

Deno.test("permutationNull() tries each order exactly once where there are few", () => {
  const seen = new Set<string>();
  const { permutations, exact, values } = permutationNull(
    5,
    0,
    (order) => seen.add(order.join()).size,
  );
  assertEquals([seen.size, permutations, exact, values[119]], [120, 120, true, 120]);
});

Deno.test("permutationNull() gives an exact p by the side that is asked for", () => {
  // Of 6 orders of 3 objects the sums Σ i·order[i] are 5, 4, 4, 3 (twice: 1·2 + 2·0 …), 2, …
  const all = [5, 4, 4, 2, 2, 1];
  const small = (order: Int32Array) => order[1]! + 2 * order[2]!;
  const p = (alternative: "greater" | "less" | "two-sided", observed: number) =>
    permutationNull(3, observed, small, { alternative }).pValue;
  assertEquals([...permutationNull(3, 5, small).values].toReversed(), all);
  assertEquals([p("greater", 5), p("greater", 4), p("less", 4)], [1 / 6, 3 / 6, 5 / 6]);
  assertEquals([p("two-sided", 5), p("two-sided", 4)], [2 / 6, 1]);
});

Deno.test("permutationNull() counts the observed order, so that p is never 0", () => {
  const { pValue, exact, permutations } = permutationNull(10, 1e9, sum, { permutations: 99 });
  assertEquals([pValue, exact, permutations], [1 / 100, false, 99]);
});

Deno.test("permutationNull() draws all orders alike, and the same ones for the same seed", () => {
  const options = { permutations: 4000, seed: 3 };
  const first = permutationNull(10, 0, sum, options), again = permutationNull(10, 0, sum, options);
  assertEquals(first.values, again.values);
  assertNotEquals(first.values, permutationNull(10, 0, sum, { ...options, seed: 4 }).values);
  // Σ i·π(i) has mean n (4.5)² and variance (Σ (i − 4.5)²)² / (n − 1).
  const deviation = 82.5 / 3;
  assertAlmostEquals(first.mean, 202.5, 4 * deviation / Math.sqrt(4000));
  assertAlmostEquals(first.range.high - first.range.low, 2 * 1.96 * deviation, 6);
});

Deno.test("permutationNull() refuses to draw nothing", () => {
  assertThrows(() => permutationNull(10, 0, sum, { permutations: 0 }), InputError, "from 1");
});
