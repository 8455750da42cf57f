import { assertAlmostEquals, assertEquals } from "@std/assert";
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
