import { assertEquals, assertThrows } from "@std/assert";
import { poolVotes } from "../../lib/learn/pool_votes.ts";

Deno.test("poolVotes() multiplies the probabilities of the examples of a unit", () => {
  // Probabilities by hand: A01 .6 × .1 against .4 × .9, B01 alone.
  const p = [[0.6, 0.4], [0.7, 0.3], [0.1, 0.9]];
  const logits = Float32Array.from(p.flat(), (value) => Math.log(value) + 4);
  assertEquals(poolVotes(logits, ["A01", "B01", "A01"]), { units: ["A01", "B01"], named: [1, 0] });
});

Deno.test("poolVotes() does not care how large logits are as a whole", () => {
  const logits = new Float32Array([900, 899, -900, -897]);
  assertEquals(poolVotes(logits, ["A01", "A01"]).named, [1]);
});

Deno.test("poolVotes() refuses logits that no number of classes fits", () => {
  assertThrows(() => poolVotes(new Float32Array(5), ["A", "B"]), RangeError, "5 logits of 2");
  assertThrows(() => poolVotes(new Float32Array(0), []), RangeError, "0 examples");
});
