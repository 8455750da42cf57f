import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { gaussianBlur } from "../../../lib/data/simulate/blur.ts";

function spread(sigma: number): { light: number; sigma: number } {
  const size = 121, plane = new Float32Array(size * size);
  plane[60 * size + 60] = 1;
  const blurred = gaussianBlur(plane, size, size, sigma);
  let light = 0, square = 0;
  blurred.forEach((value, i) => {
    light += value;
    square += value * (i % size - 60) ** 2;
  });
  return { light, sigma: Math.sqrt(square) };
}

Deno.test("gaussianBlur() keeps the light and spreads it by sigma, small or large", () => {
  for (const sigma of [0.6, 1, 1.9, 3, 6, 12]) {
    const found = spread(sigma);
    assertAlmostEquals(found.light, 1, 1e-4);
    assert(Math.abs(found.sigma - sigma) < 0.06 * sigma + 0.02, `${sigma}: ${found.sigma}`);
  }
});

Deno.test("gaussianBlur() comes within 0.2 px from 2 px on, where boxes stand for the Gaussian", () => {
  for (
    const [sigma, drawn] of [[2, 1.826], [2.02, 2.16], [2.3, 2.16], [3, 2.828], [5, 4.83]] as const
  ) {
    assertAlmostEquals(spread(sigma).sigma, drawn, 1e-3);
  }
  for (let sigma = 2; sigma < 7; sigma += 0.29) {
    assertAlmostEquals(spread(sigma).sigma, sigma, 0.2);
  }
});

Deno.test("gaussianBlur() of a field that is not square keeps rows and columns apart", () => {
  const plane = Float32Array.from({ length: 30 * 20 }, (_, i) => i % 30);
  const blurred = gaussianBlur(plane, 30, 20, 1);
  assertAlmostEquals(blurred[10 * 30 + 15]!, 15, 1e-3);
  assertAlmostEquals(blurred[2 * 30 + 15]!, 15, 1e-3);
});

Deno.test("gaussianBlur() of next to no sigma gives a copy", () => {
  const plane = new Float32Array([1, 2, 3, 4]);
  const copy = gaussianBlur(plane, 2, 2, 0.1);
  assertEquals(copy, plane);
  assert(copy !== plane);
});
