import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { classReport } from "../../../lib/learn/metrics.ts";
import {
  balancedAccuracy,
  balancedAccuracyDifference,
} from "../../../lib/learn/metrics/balanced_accuracy.ts";

const random = new Random(3), labels = ["a", "b", "c"];
const truth = Array.from({ length: 90 }, (_, i) => i % 3 === 0 ? i % 2 : 2);
const named = (rate: number) =>
  truth.map((c) => random.uniform() < rate ? c : (c + 1 + random.integer(2)) % 3);
const score = (list: number[]) =>
  classReport(truth, list, labels, { resamples: 1 }).balancedAccuracy.value;
const width = ({ low, high }: { low: number; high: number }) => high - low;

Deno.test("balancedAccuracy() of one run is that of its report, of several their mean", () => {
  const [one, two] = [named(0.3), named(0.8)];
  assertAlmostEquals(balancedAccuracy(truth, [one]).value, score(one), 1e-12);
  const both = balancedAccuracy(truth, [one, two]);
  assertAlmostEquals(both.value, (score(one) + score(two)) / 2, 1e-12);
});

Deno.test("balancedAccuracy() has an interval like that of the report for one run", () => {
  const one = named(0.5), options = { resamples: 4000 };
  const ours = balancedAccuracy(truth, [one], options);
  const report = classReport(truth, one, labels, options).balancedAccuracy;
  assertAlmostEquals(ours.low, report.low, 0.02);
  assertAlmostEquals(ours.high, report.high, 0.02);
});

Deno.test("balancedAccuracy() doubts more where runs differ", () => {
  const good = truth.map((c, i) => i % 10 === 0 ? (c + 1) % 3 : c);
  const bad = truth.map((c, i) => i % 10 === 0 ? c : (c + 1) % 3);
  const middle = truth.map((c, i) => i % 2 === 0 ? c : (c + 1) % 3);
  const apart = balancedAccuracy(truth, [good, bad, good, bad]);
  const alike = balancedAccuracy(truth, [middle, middle, middle, middle]);
  assert(width(apart) > 2 * width(alike), `${width(apart)} ${width(alike)}`);
});

Deno.test("balancedAccuracyDifference() is the difference of two reports", () => {
  const [one, two] = [named(0.3), named(0.8)];
  const { value, low, high } = balancedAccuracyDifference(truth, [one], [two]);
  assertAlmostEquals(value, score(two) - score(one), 1e-12);
  assert(low > 0 && low < value && value < high, `${low} ${value} ${high}`);
  const back = balancedAccuracyDifference(truth, [two], [one]);
  assertAlmostEquals(back.value, -value, 1e-12);
});

Deno.test("balancedAccuracyDifference() pairs runs: what a seed does to both cancels out", () => {
  const seeds = [named(0.2), named(0.5), named(0.9)];
  assertEquals(balancedAccuracyDifference(truth, seeds, seeds), { value: 0, low: 0, high: 0 });
});

Deno.test("balancedAccuracyDifference() draws units as one, which widens the interval", () => {
  // Thirty copies of three examples: as single ones they seem to be many.
  const copies = <T>(list: T[]) => Array.from({ length: 30 }, () => list).flat();
  const [true3, before, after] = [[0, 1, 2], [0, 0, 0], [1, 1, 2]].map(copies);
  const units = copies(["x", "y", "z"]);
  const single = balancedAccuracyDifference(true3!, [before!], [after!]);
  const whole = balancedAccuracyDifference(true3!, [before!], [after!], { units });
  assertAlmostEquals(single.value, 1 / 3, 1e-12);
  assertAlmostEquals(whole.value, 1 / 3, 1e-12);
  assert(width(whole) > 2 * width(single) + 0.1);
});

Deno.test("balancedAccuracyDifference() refuses lists that do not go together", () => {
  assertThrows(() => balancedAccuracyDifference([], [[]], [[]]), RangeError, "0 true classes");
  assertThrows(() => balancedAccuracyDifference([0], [], []), RangeError, "1 true classes");
  const wrong = () => balancedAccuracyDifference([0, 1], [[0, 1]], [[0]]);
  assertThrows(wrong, RangeError, "2 and 1 named");
  const uneven = () => balancedAccuracyDifference([0], [[0], [0]], [[0]]);
  assertThrows(uneven, RangeError, "2 trainings with 1");
});

Deno.test("balancedAccuracy() doubts runs that all name one class, or all right, as the report does", () => {
  const units = truth.map((_, i) => `well ${i >> 1}`), one = truth.map(() => 0);
  const always = balancedAccuracy(truth, [one, one, one], { units });
  assertAlmostEquals(always.value, 1 / 3, 1e-12);
  assert(always.low < 0.33 && always.high > 0.37, `${always.low} to ${always.high}`);
  const report = classReport(truth, one, labels, { units }).balancedAccuracy;
  assertAlmostEquals(always.low, report.low, 1e-12);
  assertAlmostEquals(always.high, report.high, 1e-12);
  const right = balancedAccuracy(truth, [truth], { units }), high = right.high;
  assert(right.low < 0.97 && high === 1, `${right.low} to ${high}`);
  assertAlmostEquals(
    right.low,
    classReport(truth, truth, labels, { units }).balancedAccuracy.low,
    1e-12,
  );
});
