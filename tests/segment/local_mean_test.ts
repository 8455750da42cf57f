import { assert } from "@std/assert";
import { gaussianSmooth } from "../../lib/image/smooth.ts";
import { localMean } from "../../lib/segment/local_mean.ts";
import { drawn } from "../image/drawn.ts";

Deno.test("localMean() is near the exact Gaussian mean for narrow and wide surroundings", () => {
  const width = 130, height = 90, data = drawn(height, width, 3);
  const range = Math.max(...data) - Math.min(...data);
  for (const sigma of [3, 8, 25]) {
    const grid = { width, height, data: Float64Array.from(data) };
    const exact = gaussianSmooth(grid, sigma).data;
    const near = localMean(data, width, sigma);
    const worst = near.reduce((most, mean, i) => Math.max(most, Math.abs(mean - exact[i]!)), 0);
    assert(worst < 0.08 * range, `sigma ${sigma}: ${worst / range}`);
  }
});
