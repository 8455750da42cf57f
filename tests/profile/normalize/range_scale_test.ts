import { assertEquals } from "@std/assert";
import { rangeScale } from "../../../lib/profile/normalize/range_scale.ts";

Deno.test("rangeScale() finds the ends of every column among the rows asked for", () => {
  const values = new Float64Array([NaN, 5, 4, -5, -2, 9, 100, 100]);
  const { center, spread } = rangeScale(values, 2, [0, 1, 2]);
  assertEquals([[...center], [...spread]], [[-2, -5], [6, 14]]);
});

Deno.test("rangeScale() has no ends where nothing was measured", () => {
  assertEquals([...rangeScale(new Float64Array([NaN]), 1, [0]).center], [NaN]);
});
