import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { poolVotes } from "../../lib/learn/pool_votes.ts";

Deno.test("poolVotes() multiplies the probabilities of the examples of a unit", () => {
  // Probabilities by hand: A01 .6 × .1 against .4 × .9, B01 alone.
  const p = [[0.6, 0.4], [0.7, 0.3], [0.1, 0.9]];
  const logits = Float32Array.from(p.flat(), (value) => Math.log(value) + 4);
  const { units, named, probabilities } = poolVotes(logits, ["A01", "B01", "A01"]);
  assertEquals([units, named], [["A01", "B01"], [1, 0]]);
  // Of two examples the roots of the products, .06 and .36, brought to a sum of 1.
  const roots = [Math.sqrt(0.06), Math.sqrt(0.36)], sum = roots[0]! + roots[1]!;
  [roots[0]! / sum, roots[1]! / sum, 0.7, 0.3].forEach((p, i) =>
    assertAlmostEquals(probabilities[i]!, p, 1e-6)
  );
});

Deno.test("poolVotes() does not care how large logits are as a whole", () => {
  const logits = new Float32Array([900, 899, -900, -897]);
  assertEquals(poolVotes(logits, ["A01", "A01"]).named, [1]);
});

Deno.test("poolVotes() refuses logits that no number of classes fits", () => {
  assertThrows(() => poolVotes(new Float32Array(5), ["A", "B"]), RangeError, "5 logits of 2");
  assertThrows(() => poolVotes(new Float32Array(0), []), RangeError, "0 examples");
});
