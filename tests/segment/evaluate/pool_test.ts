import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { evaluateLabels, poolScores } from "../../../lib/segment/evaluate.ts";

const cells = new Int32Array([1, 1, 0, 2, 2, 0, 3]);
const none = new Int32Array(7);
const half = new Int32Array([1, 1, 0, 0, 0, 0, 0]);

Deno.test("poolScores() pools objects, and averages images, which is not the same", () => {
  const { levels, perImage, truth, found, images, meanIou } = poolScores([
    evaluateLabels(cells, half),
    evaluateLabels(half, half),
  ]);
  assertEquals([images, truth, found, meanIou], [2, 4, 2, 1]);
  assertAlmostEquals(levels[0]!.f1, 4 / 6);
  assertAlmostEquals(perImage[0]!.f1, (0.5 + 1) / 2);
});

Deno.test("poolScores() draws images anew for its intervals, the same ones for one seed", () => {
  const scores = [cells, half, none, cells, half].map((found) => evaluateLabels(cells, found));
  const [first, again, other] = [1, 1, 2].map((seed) =>
    poolScores(scores, { seed, resamples: 30 })
  );
  assertEquals(first, again);
  assert(JSON.stringify(first) !== JSON.stringify(other));
  const { low, high } = first!.intervals[0]!.f1;
  assert(low < first!.levels[0]!.f1 && first!.levels[0]!.f1 < high);
});

Deno.test("poolScores() of nothing has no levels, and mixed thresholds are refused", () => {
  assertEquals(poolScores([]).levels, []);
  assertThrows(() =>
    poolScores([
      evaluateLabels(cells, cells),
      evaluateLabels(cells, cells, { thresholds: [0.5] }),
    ]), RangeError);
});
