import { assert, assertEquals, assertThrows } from "@std/assert";
import { accuracyGain } from "../../../lib/learn/metrics/accuracy_gain.ts";

Deno.test("accuracyGain() is 0 with an interval of 0 for a model and itself", () => {
  const named = [0, 1, 1, 0];
  assertEquals(accuracyGain([0, 0, 1, 1], named, named, [..."aabb"]), {
    value: 0,
    low: 0,
    high: 0,
  });
});

Deno.test("accuracyGain() is as sure as there are units that agree, not examples", () => {
  const truth = new Array(60).fill(1), before = new Array(60).fill(0);
  // Half of the units are named right by the second model, with all of their examples.
  const after = truth.map((_, i) => Number(i % 6 < 3));
  const { value, low, high } = accuracyGain(truth, before, after, truth.map((_, i) => `${i % 6}`));
  assertEquals(value, 0.5);
  assert(low < 0.2 && high > 0.8, `${low} ${high}`);
  const single = accuracyGain(truth, before, after, truth.map((_, i) => `${i}`));
  assert(single.low > 0.35 && single.high < 0.65, JSON.stringify(single));
});

Deno.test("accuracyGain() refuses lists of unlike lengths, and none", () => {
  assertThrows(() => accuracyGain([0], [0, 1], [0], ["a"]), RangeError, "1, 2, 1, 1");
  assertThrows(() => accuracyGain([], [], [], []), RangeError);
});
