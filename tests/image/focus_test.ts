import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { laplacianVariance, powerSlope } from "../../lib/image/focus.ts";
import { drawn } from "./drawn.ts";
import reference from "./fixtures/quality.json" with { type: "json" };

Deno.test("powerSlope() equals CellProfiler's PowerLogLogSlope, odd sizes included", () => {
  for (const { height, width, seed, slope } of reference.cases) {
    const data = drawn(height, width, seed);
    assertAlmostEquals(powerSlope({ width, height, data }), slope, 1e-9);
  }
});

Deno.test("powerSlope() falls as an image is blurred and does not change with exposure", () => {
  const width = 128, height = 128, sharp = drawn(height, width, 4);
  const blurred = sharp.map((_, i) => {
    let sum = 0;
    for (let dy = -3; dy <= 3; dy++) {
      for (let dx = -3; dx <= 3; dx++) {
        sum += sharp[(i + dy * width + dx + sharp.length) % sharp.length]!;
      }
    }
    return sum / 49;
  });
  const slope = powerSlope({ width, height, data: sharp });
  assert(powerSlope({ width, height, data: blurred }) < slope - 0.3);
  const brighter = sharp.map((value) => 3 * value + 100);
  assertAlmostEquals(powerSlope({ width, height, data: brighter }), slope, 1e-9);
});

Deno.test("powerSlope() is 0 for a constant and for a tiny image", () => {
  assertEquals(powerSlope({ width: 64, height: 64, data: new Uint16Array(4096).fill(9) }), 0);
  assertEquals(powerSlope({ width: 8, height: 8, data: drawn(8, 8, 1) }), 0);
});

Deno.test("laplacianVariance() equals scipy.ndimage.laplace with reflected edges", () => {
  for (const { height, width, seed, laplacian } of reference.cases) {
    const data = drawn(height, width, seed);
    assertAlmostEquals(laplacianVariance({ width, height, data }), laplacian, 1e-6 * laplacian);
  }
});
