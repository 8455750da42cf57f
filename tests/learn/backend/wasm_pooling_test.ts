import type { Tensor4D } from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { maxPoolGradient } from "../../../lib/learn/backend/wasm_pooling.ts";
import { tf } from "./agreement.ts";

/** The gradient for one image of 3 × 3 pixels and windows of 2 × 2, step 1. */
function gradient(pixels: number[], dy: number[]): number[] {
  const info = tf.backend_util.computePool2DInfo([1, 3, 3, 1], 2, 1, 1, "valid");
  const found = maxPoolGradient(
    tf,
    tf.tensor4d(dy, [1, 2, 2, 1]) as Tensor4D,
    tf.tensor4d(pixels, [1, 3, 3, 1]),
    info,
  );
  return [...found.dataSync()];
}

Deno.test("maxPoolGradient() adds up at the pixel that won several windows", () => {
  assertEquals(gradient([0, 0, 0, 0, 9, 0, 0, 0, 0], [1, 2, 3, 4]), [0, 0, 0, 0, 10, 0, 0, 0, 0]);
});

Deno.test("maxPoolGradient() does not lose windows that are negative throughout", () => {
  const pixels = [-9, -8, -7, -6, -5, -4, -3, -2, -1];
  assertEquals(gradient(pixels, [1, 2, 3, 4]), [0, 0, 0, 0, 1, 2, 0, 3, 4]);
});

Deno.test("maxPoolGradient() gives to the first of several equal pixels", () => {
  assertEquals(gradient(new Array(9).fill(5), [1, 2, 3, 4]), [1, 2, 0, 3, 4, 0, 0, 0, 0]);
});
