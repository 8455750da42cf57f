import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { evaluateLabels } from "../../lib/segment/evaluate.ts";
import reference from "./fixtures/evaluate.json" with { type: "json" };

/** The discs of fixtures/make_evaluate.py. */
function discs(seed: number, shift: number, grow: number, count: number): Int32Array {
  const labels = new Int32Array(96 * 128);
  for (let k = 0; k < count; k++) {
    const cy = (k * 37 + seed * 13) % 96 + shift * ((k % 3) - 1);
    const cx = (k * 61 + seed * 29) % 128 + shift * ((k % 5) - 2);
    const r = 4 + (k * 7 + seed) % 6 + grow * (k % 2);
    for (let i = 0; i < labels.length; i++) {
      const x = i % 128, y = (i - x) / 128;
      if ((y - cy) ** 2 + (x - cx) ** 2 <= r * r) labels[i] = 3 * k + 1;
    }
  }
  return labels;
}

Deno.test("evaluateLabels() equals StarDist's matching by the Hungarian method", () => {
  for (const { seed, shift, grow, count, other, levels } of reference) {
    const truth = discs(seed, 0, 0, count), found = discs(seed, shift, grow, other);
    const thresholds = [0.5, 0.6, 0.7, 0.8, 0.9];
    const score = evaluateLabels(truth, found, { thresholds });
    for (const [i, [tp, fp, fn, precision, recall, f1, ap]] of levels.entries()) {
      const mine = score.levels[i]!;
      assertEquals([mine.tp, mine.fp, mine.fn], [tp, fp, fn]);
      assertAlmostEquals(mine.precision, precision!, 1e-12);
      assertAlmostEquals(mine.recall, recall!, 1e-12);
      assertAlmostEquals(mine.f1, f1!, 1e-12);
      assertAlmostEquals(mine.ap, ap!, 1e-12);
    }
    // The reference keeps overlaps in 32 bits.
    assertAlmostEquals(score.meanIou, levels[0]![7]!, 1e-7);
  }
});

Deno.test("evaluateLabels() does not depend on the numbers of the labels", () => {
  const truth = discs(2, 0, 0, 40), found = discs(2, 1, 1, 40);
  const renamed = found.map((label) => label === 0 ? 0 : 1_000_000 - 7 * label);
  assertEquals(evaluateLabels(truth, renamed), evaluateLabels(truth, found));
});

Deno.test("evaluateLabels() counts true objects cut up and found objects that join several", () => {
  const truth = new Int32Array([1, 1, 1, 1, 0, 2, 2, 3, 3]);
  const found = new Int32Array([5, 5, 6, 6, 0, 7, 7, 7, 7]);
  const { split, merged } = evaluateLabels(truth, found);
  assertEquals([split, merged], [1, 1]);
  assertEquals(evaluateLabels(truth, truth).split, 0);
});

Deno.test("evaluateLabels() of two empty images is 1 throughout, without a mean overlap", () => {
  const empty = new Int32Array(9);
  const { levels, meanIou } = evaluateLabels(empty, empty);
  assertEquals(levels.every(({ f1, ap }) => f1 === 1 && ap === 1), true);
  assertEquals(meanIou, NaN);
});

Deno.test("evaluateLabels() refuses thresholds at which pairs are not unique", () => {
  const thresholds = [0.3];
  assertThrows(
    () => evaluateLabels(new Int32Array(1), new Int32Array(1), { thresholds }),
    RangeError,
  );
});
