import { assertEquals } from "@std/assert";
import { meanScale } from "../../../lib/profile/normalize/mean_scale.ts";

Deno.test("meanScale() divides by n − ddof and leaves missing values out", () => {
  const values = new Float64Array([1, NaN, 3, 2, 8, 6]);
  const both = meanScale(values, 2, [0, 1, 2], 1);
  assertEquals([...both.center], [4, 4]);
  assertEquals([...both.spread], [Math.sqrt(13), Math.sqrt(8)]);
  assertEquals(meanScale(values, 2, [1, 2], 0).spread[1], 2);
});

Deno.test("meanScale() of equal numbers has no spread at all, of one number neither", () => {
  const values = new Float64Array(1000).fill(123456.7);
  const rows = values.map((_, i) => i);
  assertEquals([...meanScale(values, 1, rows, 0).spread], [0]);
  assertEquals([...meanScale(values, 1, [4], 1).spread], [0]);
});

Deno.test("meanScale() has no centre where nothing was measured", () => {
  assertEquals([...meanScale(new Float64Array([NaN, NaN]), 1, [0, 1], 0).center], [NaN]);
});
