import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { judgeUnits, sayEstimate } from "../../../lib/cli/train/judge_units.ts";
import { classReport } from "../../../lib/learn/metrics.ts";
import { wilsonInterval } from "../../../lib/profile/wilson_interval.ts";

const classes = ["DMSO", "taxol"];
const truth = [0, 0, 0, 0, 1, 1], units = ["a", "a", "b", "c", "d", "d"];

Deno.test("judgeUnits() counts wells, not fields, where all are right or all are wrong", () => {
  const { accuracy, balancedAccuracy, macroF1, classes: each } = judgeUnits(
    truth,
    truth,
    classes,
    units,
  );
  assertEquals(accuracy, { value: 1, ...wilsonInterval(4, 4) });
  assertEquals(each[1]!.recall, { value: 1, ...wilsonInterval(1, 1) });
  // A class of one well is less certain than one of three, and counts as much.
  const low = (wilsonInterval(3, 3).low + wilsonInterval(1, 1).low) / 2;
  assertAlmostEquals(balancedAccuracy.low, low, 1e-12);
  assertEquals(macroF1, balancedAccuracy);
  assert(balancedAccuracy.low < accuracy.low);
  const wrong = judgeUnits(truth, truth.map((one) => 1 - one), classes, units);
  assertEquals(wrong.accuracy, { value: 0, ...wilsonInterval(0, 4) });
});

Deno.test("judgeUnits() leaves intervals between the ends, and classes without examples, as they are", () => {
  const named = [0, 0, 1, 0, 1, 1], three = [...classes, "emetine"];
  const found = judgeUnits(truth, named, three, units),
    bare = classReport(truth, named, three, { units });
  assertEquals([found.accuracy, found.macroF1], [bare.accuracy, bare.macroF1]);
  assertEquals(found.classes[0], bare.classes[0]);
  assertEquals(found.classes[2], bare.classes[2]);
});

Deno.test("sayEstimate() gives three digits and the interval", () => {
  assertEquals(sayEstimate({ value: 1, low: 0.8615, high: 1 }), "1.000 (0.862 to 1.000)");
});
