import { assert, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { gaussianSmooth } from "../../lib/image/smooth.ts";
import { noiseOf } from "../../lib/segment/noise.ts";

Deno.test("noiseOf() is the standard deviation that noise has after smoothing, with and without objects", () => {
  const random = new Random(9), width = 200, height = 150;
  const raw = Float64Array.from({ length: width * height }, () => random.normal(20_000, 600));
  for (const sigma of [0, 1, 2]) {
    const smooth = gaussianSmooth({ width, height, data: raw }, sigma).data;
    const mean = smooth.reduce((sum, value) => sum + value, 0) / smooth.length;
    const right = Math.sqrt(
      smooth.reduce((sum, value) => sum + (value - mean) ** 2, 0) / smooth.length,
    );
    for (const object of [0, 30_000]) {
      const levels = Uint16Array.from(smooth, (value, i) => value + (i % 50 < 25 ? object : 0));
      const found = noiseOf(levels, width, sigma);
      assert(Math.abs(found / right - 1) < 0.15, `${found} for ${right}`);
    }
  }
});

Deno.test("noiseOf() is 0 for a constant image, one column and one pixel", () => {
  assertEquals(noiseOf(new Uint16Array(6).fill(9), 3, 1), 0);
  assertEquals(noiseOf(new Uint16Array([1, 9, 4]), 1, 1), 0);
  assertEquals(noiseOf(new Uint16Array([1]), 1, 0), 0);
});
