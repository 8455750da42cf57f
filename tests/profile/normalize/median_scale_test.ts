import { assertEquals } from "@std/assert";
import { medianScale } from "../../../lib/profile/normalize/median_scale.ts";

Deno.test("medianScale() is not moved by an outlier", () => {
  const { center, spread } = medianScale(new Float64Array([1, 2, 3, 4, 1e9]), 1, [0, 1, 2, 3, 4]);
  assertEquals([center[0], spread[0]], [3, 1.4826]);
});

Deno.test("medianScale() leaves missing values and other rows out", () => {
  const { center, spread } = medianScale(new Float64Array([1, NaN, 3, 50]), 1, [0, 1, 2]);
  assertEquals([center[0], spread[0]], [2, 1.4826]);
});
