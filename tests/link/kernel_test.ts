import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { linearKernel, rbfKernel } from "../../lib/link/kernel.ts";
import { square } from "./spaces.ts";

Deno.test("linearKernel() takes column means off, so that large offsets lose no digits", () => {
  const data = new Float64Array([1e9, 1, 1e9 + 1, 2, 1e9 + 2, 6]);
  const { data: kernel } = linearKernel({ rows: 3, cols: 2, data });
  // Rows without the means: (−1, −2), (0, −1), (1, 3).
  assertEquals([...kernel], [5, 2, -7, 2, 1, -3, -7, -3, 10]);
});

Deno.test("rbfKernel() has a width of the median distance, the mean of two in the middle", () => {
  // Distances 1, 2, 3, 5, 7, 9: median 4.
  const far = square([0, 1, 2, 3, 1, 0, 5, 7, 2, 5, 0, 9, 3, 7, 9, 0]);
  const kernel = rbfKernel(far);
  assertAlmostEquals(kernel.data[1]!, Math.exp(-1 / 32), 1e-15);
  assertEquals(kernel.data[0], 1);
  assertAlmostEquals(rbfKernel(far, { bandwidth: 2 }).data[1]!, Math.exp(-1 / 128), 1e-15);
});

Deno.test("rbfKernel() refuses a width of 0 and says what makes it so", () => {
  const same = square([0, 0, 0, 0, 0, 1, 0, 1, 0]);
  assertThrows(() => rbfKernel(same), InputError, "1 times the median distance 0");
  const far = square([0, 1, 1, 1, 0, 1, 1, 1, 0]);
  assertThrows(() => rbfKernel(far, { bandwidth: 0 }), InputError, "a width above 0");
});
