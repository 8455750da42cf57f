import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { wilsonInterval } from "../../lib/core/wilson_interval.ts";
import { areaUnderCurve, classReport } from "../../lib/learn/metrics.ts";

const cases = JSON.parse(
  await Deno.readTextFile(new URL("./metrics/fixtures/metrics.json", import.meta.url)),
);

Deno.test("classReport() and areaUnderCurve() equal scikit-learn", () => {
  for (const known of cases) {
    const labels = Array.from({ length: known.classes }, (_, c) => `class ${c}`);
    const report = classReport(known.truth, known.named, labels, { resamples: 20 });
    for (const name of ["accuracy", "balancedAccuracy", "macroF1"] as const) {
      assertAlmostEquals(report[name].value, known[name], 1e-12);
    }
    report.classes.forEach(({ precision, recall, f1, support }, c) => {
      assertEquals(support, known.support[c]);
      assertAlmostEquals(precision, known.precision[c], 1e-12);
      assertAlmostEquals(f1, known.f1[c], 1e-12);
      // scikit-learn calls the recall of a class without examples 0; there is none.
      if (support > 0) assertAlmostEquals(recall.value, known.recall[c], 1e-12);
      else assertEquals(recall.value, NaN);
    });
    assertEquals([...report.confusion.counts.data], known.confusion);
    const positive = known.truth.map((c: number) => c === 2);
    assertAlmostEquals(areaUnderCurve(known.scores, positive), known.auc, 1e-12);
  }
});

Deno.test("classReport() has intervals that cover the truth about as often as they say", () => {
  const random = new Random(5), rates = [0.9, 0.6];
  let covered = 0;
  const runs = 150;
  for (let run = 0; run < runs; run++) {
    const truth = Array.from({ length: 120 }, (_, i) => i % 2);
    const named = truth.map((c) => random.uniform() < rates[c]! ? c : 1 - c);
    const { balancedAccuracy: { low, high } } = classReport(truth, named, ["a", "b"], {
      resamples: 200,
      seed: run,
    });
    if (low <= 0.75 && 0.75 <= high) covered++;
  }
  // 95 % with 150 runs: 4 standard deviations are 7 %.
  assert(covered / runs > 0.88, `${covered} of ${runs}`);
});

Deno.test("classReport() draws units whole: copies of cells do not narrow the interval", () => {
  const truth = Array.from({ length: 40 }, (_, i) => i % 2);
  const named = truth.map((c, i) => i % 5 === 0 ? 1 - c : c);
  const twice = (row: number[]) => row.flatMap((value) => [value, value, value, value]);
  const units = twice([...truth.keys()]).map(String);
  const width = ({ accuracy }: ReturnType<typeof classReport>) => accuracy.high - accuracy.low;
  const single = width(classReport(truth, named, ["a", "b"]));
  const copied = width(classReport(twice(truth), twice(named), ["a", "b"], { units }));
  assertAlmostEquals(copied, single, 0.03);
  assert(width(classReport(twice(truth), twice(named), ["a", "b"])) < 0.7 * single);
});

Deno.test("classReport() counts wells, not fields, where all are right or all are wrong", () => {
  const truth = [0, 0, 0, 0, 1, 1], units = ["a", "a", "b", "c", "d", "d"];
  const labels = ["DMSO", "taxol"];
  const { accuracy, balancedAccuracy, macroF1, classes } = classReport(truth, truth, labels, {
    units,
  });
  assertEquals(accuracy, { value: 1, ...wilsonInterval(4, 4) });
  assertEquals(classes[1]!.recall, { value: 1, ...wilsonInterval(1, 1) });
  // A class of one well is less certain than one of three, and counts as much.
  const apart = Math.hypot(1 - wilsonInterval(3, 3).low, 1 - wilsonInterval(1, 1).low) / 2;
  assertAlmostEquals(balancedAccuracy.low, 1 - apart, 1e-12);
  assertEquals(macroF1, balancedAccuracy);
  const wrong = classReport(truth, truth.map((one) => 1 - one), labels, { units });
  assertEquals(wrong.accuracy, { value: 0, ...wilsonInterval(0, 4) });
});

Deno.test("classReport() doubts the balanced accuracy of naming one class always", () => {
  const truth = Array.from({ length: 40 }, (_, i) => i < 30 ? 0 : 1);
  const { balancedAccuracy } = classReport(truth, truth.map(() => 0), ["DMSO", "taxol"]);
  const [right, wrong] = [wilsonInterval(30, 30), wilsonInterval(0, 10)];
  assertEquals(balancedAccuracy.value, 0.5);
  assertAlmostEquals(balancedAccuracy.low, 0.5 - (1 - right.low) / 2, 1e-12);
  assertAlmostEquals(balancedAccuracy.high, 0.5 + wrong.high / 2, 1e-12);
});

Deno.test("classReport() doubts what is alike in every unit, and lets macro-F1 lie in its interval", () => {
  const repeated = (row: number[]) => Array.from({ length: 50 }, () => row).flat();
  const truth = repeated([0, 0, 0, 1]), units = truth.map((_, i) => `plate ${Math.floor(i / 4)}`);
  const labels = ["DMSO", "taxol"];
  const one = classReport(truth, truth.map(() => 0), labels, { units });
  assertEquals(one.accuracy, { value: 0.75, ...wilsonInterval(37.5, 50) });
  const { balancedAccuracy: balanced, macroF1 } = one;
  assertAlmostEquals(macroF1.value, 3 / 7, 1e-12);
  assertAlmostEquals(macroF1.value - macroF1.low, balanced.value - balanced.low, 1e-12);
  assertAlmostEquals(macroF1.high - macroF1.value, balanced.high - balanced.value, 1e-12);
  const half = classReport(truth, repeated([0, 0, 1, 1]), labels, { units });
  assertEquals(half.classes[0]!.recall, { value: 2 / 3, ...wilsonInterval(2 / 3 * 50, 50) });
});

Deno.test("classReport() gives no class without examples an interval, nor a share of them", () => {
  const report = classReport([0, 0, 1, 1], [0, 0, 1, 1], ["DMSO", "taxol", "emetine"]);
  assertEquals(report.classes[2]!.recall, { value: NaN, low: NaN, high: NaN });
  const apart = Math.hypot(...[2, 2].map((wells) => 1 - wilsonInterval(wells, wells).low)) / 2;
  assertEquals(report.balancedAccuracy, { value: 1, low: 1 - apart, high: 1 });
});

Deno.test("classReport() refuses empty lists, lists of two lengths, and numbers that are no class", () => {
  assertThrows(() => classReport([], [], ["a"]), RangeError, "0 true classes");
  assertThrows(() => classReport([0], [0, 0], ["a"]), RangeError, "1 true classes, 2 named");
  assertThrows(() => classReport([0], [1], ["a"]), RangeError, "1 is none of 1 classes");
  assertEquals(areaUnderCurve([1, 2], [true, true]), NaN);
});

Deno.test("areaUnderCurve() refuses a score that is no number", () => {
  const truth = [true, false];
  assertThrows(() => areaUnderCurve([1, NaN], truth), Error, "score NaN of example 2");
  assertThrows(() => areaUnderCurve([1], truth), Error, "example 2");
  assertEquals(areaUnderCurve([Infinity, 0], truth), 1);
});
