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

Deno.test("permutationNull() exchanges within groups only, each order of a group alike", () => {
  const within = [[4, 1, 7], [0, 9]], seen = new Map<string, number>();
  const count = (order: Int32Array) => {
    const moved = [...order].flatMap((object, place) => object === place ? [] : [place]);
    assertEquals(moved.filter((place) => !within.flat().includes(place)), []);
    assertEquals([1, 4, 7].map((place) => order[place]!).toSorted(), [1, 4, 7]);
    const key = order.join();
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return 0;
  };
  const { exact } = permutationNull(10, 0, count, { within, permutations: 6000 });
  assertEquals([exact, seen.size], [false, 12]);
  // 500 each with a standard deviation of 21.
  for (const times of seen.values()) assertAlmostEquals(times, 500, 80);
});

Deno.test("permutationNull() of one group with all objects is the one without groups", () => {
  const options = { permutations: 50 }, within = [weights];
  assertEquals(
    permutationNull(10, 0, sum, { ...options, within }).values,
    permutationNull(10, 0, sum, options).values,
  );
});

Deno.test("permutationNull() refuses groups that share an object or name one that is not there", () => {
  const drawn = (within: number[][]) => () => permutationNull(10, 0, sum, { within });
  assertThrows(drawn([[1, 2], [2]]), InputError, "object 2 twice");
  assertThrows(drawn([[1, 10]]), InputError, 'found "object 10", allowed: each of 0 to 9');
});

Deno.test("permutationNull() refuses to draw nothing", () => {
  assertThrows(() => permutationNull(10, 0, sum, { permutations: 0 }), InputError, "from 1");
});
