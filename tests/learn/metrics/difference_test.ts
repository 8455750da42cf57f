import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { classReport } from "../../../lib/learn/metrics.ts";
import { balancedAccuracyDifference } from "../../../lib/learn/metrics/difference.ts";

const random = new Random(3), labels = ["a", "b", "c"];
const truth = Array.from({ length: 90 }, (_, i) => i % 3 === 0 ? i % 2 : 2);
const named = (rate: number) =>
  truth.map((c) => random.uniform() < rate ? c : (c + 1 + random.integer(2)) % 3);

Deno.test("balancedAccuracyDifference() is the difference of two reports", () => {
  const [one, two] = [named(0.3), named(0.8)];
  const score = (list: number[]) =>
    classReport(truth, list, labels, { resamples: 1 }).balancedAccuracy.value;
  const { value, low, high } = balancedAccuracyDifference(truth, one, two);
  assertAlmostEquals(value, score(two) - score(one), 1e-12);
  assert(low > 0 && low < value && value < high, `${low} ${value} ${high}`);
  const back = balancedAccuracyDifference(truth, two, one);
  assertAlmostEquals(back.value, -value, 1e-12);
});

Deno.test("balancedAccuracyDifference() of a classifier with itself is 0 without doubt", () => {
  const one = named(0.5);
  assertEquals(balancedAccuracyDifference(truth, one, one), { value: 0, low: 0, high: 0 });
});

Deno.test("balancedAccuracyDifference() draws units as one, which widens the interval", () => {
  // Thirty copies of three examples: as single ones they seem to be many.
  const copies = <T>(list: T[]) => Array.from({ length: 30 }, () => list).flat();
  const [true3, before, after] = [[0, 1, 2], [0, 0, 0], [1, 1, 2]].map(copies);
  const units = copies(["x", "y", "z"]);
  const width = ({ low, high }: { low: number; high: number }) => high - low;
  const single = balancedAccuracyDifference(true3!, before!, after!);
  const whole = balancedAccuracyDifference(true3!, before!, after!, { units });
  assertAlmostEquals(single.value, 1 / 3, 1e-12);
  assertAlmostEquals(whole.value, 1 / 3, 1e-12);
  assert(width(whole) > 2 * width(single) + 0.1);
});

Deno.test("balancedAccuracyDifference() refuses lists that do not go together", () => {
  assertThrows(() => balancedAccuracyDifference([], [], []), RangeError, "0 true classes");
  const wrong = () => balancedAccuracyDifference([0, 1], [0, 1], [0]);
  assertThrows(wrong, RangeError, "2 and 1 named");
});
