import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { wilsonInterval } from "../../../lib/core/wilson_interval.ts";
import { scoreOf } from "../../../lib/profile/audit/score.ts";

Deno.test("scoreOf() resamples units as a whole and leaves rows out that were not named", () => {
  const right = new Float64Array([1, 1, 1, 1, 0, 0, 0, 0, NaN]);
  const labels = new Int32Array([0, 0, 1, 1, 0, 0, 1, 1, 0]);
  const rows = Int32Array.from(right.keys());
  const halves = Int32Array.from(right.keys(), (row) => row < 4 ? 0 : 1);
  const byRow = scoreOf(right, labels, rows, { resamples: 500 }),
    byHalf = scoreOf(right, labels, halves, { resamples: 500 });
  assertEquals([byRow.accuracy.value, byHalf.balancedAccuracy.value], [0.5, 0.5]);
  assertEquals([byHalf.accuracy.low, byHalf.accuracy.high], [0, 1]);
  assertEquals(byRow.accuracy.low > 0.05 && byRow.accuracy.high < 0.95, true);
});

Deno.test("scoreOf() gives each label the same weight in balanced accuracy", () => {
  const right = new Float64Array([1, 1, 1, 1, 1, 0]), labels = new Int32Array([0, 0, 0, 0, 1, 2]);
  const { accuracy, balancedAccuracy } = scoreOf(right, labels, labels, { resamples: 10 });
  assertAlmostEquals(accuracy.value, 5 / 6, 1e-12);
  assertAlmostEquals(balancedAccuracy.value, 2 / 3, 1e-12);
});

Deno.test("scoreOf() says what the balanced accuracy is not below, for all compared at once", () => {
  const right = Float64Array.from({ length: 60 }, (_, i) => i % 2);
  const labels = Int32Array.from(right.keys(), (i) => i % 3);
  const of = (compared: number) =>
    scoreOf(right, labels, Int32Array.from(right.keys()), { compared });
  assertEquals(of(1).atLeast, of(1).balancedAccuracy.low);
  assertEquals(of(10).atLeast < of(1).atLeast, true);
  assertEquals(of(10).balancedAccuracy, of(1).balancedAccuracy);
});

Deno.test("scoreOf() gives what no resample changes a width, counting units, not rows", () => {
  // Two labels of three units with two rows each, all named right.
  const right = new Float64Array(12).fill(1),
    labels = Int32Array.from(right, (_, i) => i < 6 ? 0 : 1);
  const units = Int32Array.from(right.keys(), (row) => row >> 1);
  const { accuracy, balancedAccuracy, atLeast } = scoreOf(right, labels, units, { compared: 3 });
  assertEquals(accuracy, { value: 1, ...wilsonInterval(6, 6) });
  const apart = Math.sqrt(2) * (1 - wilsonInterval(3, 3).low) / 2;
  assertAlmostEquals(balancedAccuracy.low, 1 - apart, 1e-12);
  assertEquals([balancedAccuracy.high, atLeast], [1, balancedAccuracy.low]);
  const none = scoreOf(new Float64Array(12), labels, units);
  assertEquals(none.accuracy, { value: 0, ...wilsonInterval(0, 6) });
  assert(none.balancedAccuracy.high < 0.5 && none.balancedAccuracy.high > 0.3);
});

Deno.test("scoreOf() gives the commonest label's half, and a draw among labels, a width", () => {
  const labels = Int32Array.from({ length: 20 }, (_, i) => i < 10 ? 0 : 1);
  const units = Int32Array.from(labels.keys());
  const always = scoreOf(Float64Array.from(labels, (label) => 1 - label), labels, units);
  assertEquals(always.balancedAccuracy.value, 0.5);
  assert(always.balancedAccuracy.low < 0.4 && always.balancedAccuracy.high > 0.6);
  // Sums of thirds differ by their order: that is no width.
  const draw = scoreOf(new Float64Array(20).fill(1 / 3), labels, units);
  assert(draw.accuracy.low < 0.2 && draw.accuracy.high > 0.5);
  assert(draw.balancedAccuracy.low < 0.2 && draw.balancedAccuracy.high > 0.5);
});
