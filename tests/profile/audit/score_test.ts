import { assertAlmostEquals, assertEquals } from "@std/assert";
import { scoreOf } from "../../../lib/profile/audit/score.ts";

Deno.test("scoreOf() resamples units as a whole and leaves rows out that were not named", () => {
  const right = new Float64Array([1, 1, 1, 1, 0, 0, 0, 0, NaN]);
  const labels = new Int32Array([0, 0, 1, 1, 0, 0, 1, 1, 0]);
  const rows = Int32Array.from(right.keys());
  const halves = Int32Array.from(right.keys(), (row) => row < 4 ? 0 : 1);
  const byRow = scoreOf(right, labels, rows, 500, 1),
    byHalf = scoreOf(right, labels, halves, 500, 1);
  assertEquals([byRow.accuracy.value, byHalf.balancedAccuracy.value], [0.5, 0.5]);
  assertEquals([byHalf.accuracy.low, byHalf.accuracy.high], [0, 1]);
  assertEquals(byRow.accuracy.low > 0.05 && byRow.accuracy.high < 0.95, true);
});

Deno.test("scoreOf() gives each label the same weight in balanced accuracy", () => {
  const right = new Float64Array([1, 1, 1, 1, 1, 0]), labels = new Int32Array([0, 0, 0, 0, 1, 2]);
  const { accuracy, balancedAccuracy } = scoreOf(right, labels, labels, 10, 1);
  assertAlmostEquals(accuracy.value, 5 / 6, 1e-12);
  assertAlmostEquals(balancedAccuracy.value, 2 / 3, 1e-12);
});
