import { assertEquals, assertThrows } from "@std/assert";
import { iouThresholds, level } from "../../../lib/segment/evaluate.ts";

Deno.test("level() calls nothing there and nothing found right, and 0 of 0 wrong otherwise", () => {
  const scores = (tp: number, fp: number, fn: number) => {
    const { precision, recall, f1, ap } = level(0.5, tp, fp, fn);
    return [precision, recall, f1, ap];
  };
  assertEquals(scores(0, 0, 0), [1, 1, 1, 1]);
  assertEquals(scores(0, 3, 0), [0, 0, 0, 0]);
  assertEquals(scores(0, 0, 3), [0, 0, 0, 0]);
});

Deno.test("iouThresholds() gives numbers as they are written, and refuses steps that miss .9", () => {
  assertEquals(iouThresholds(), [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]);
  for (const step of [0.15, 0, -0.1, NaN, 1e-9]) {
    assertThrows(() => iouThresholds(step), RangeError);
  }
});
