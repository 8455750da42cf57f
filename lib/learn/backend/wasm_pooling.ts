import type { backend_util, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";

/**
 * Gradient of max pooling with respect to its input: each output's gradient goes to the pixel
 * that was the largest of its window, to the first where several were.
 *
 * The wasm package's own looks for values above the smallest positive number, and so loses the
 * gradient of every window that is negative throughout.
 *
 * @param tf TensorFlow.js.
 * @param dy Gradient of the output [N × H' × W' × C].
 * @param x Input [N × H × W × C].
 * @param info Window, strides and padding.
 * @returns Gradient [N × H × W × C].
 *
 * @example
 * ```ts
 * import { openBackend } from "../backend.ts";
 * import { maxPoolGradient } from "./wasm_pooling.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const info = tf.backend_util.computePool2DInfo([1, 2, 2, 1], 2, 1, 1, "valid");
 * const x = tf.tensor4d([-3, -1, -2, -4], [1, 2, 2, 1]);
 * const gradient = maxPoolGradient(tf, tf.tensor4d([5], [1, 1, 1, 1]), x, info);
 * assertEquals([...gradient.dataSync()], [0, 5, 0, 0]);
 * ```
 */
export function maxPoolGradient(
  tf: TensorFlow,
  dy: Tensor4D,
  x: Tensor4D,
  info: backend_util.Conv2DInfo,
): Tensor4D {
  const { inHeight, inWidth, inChannels: channels, outHeight, outWidth } = info;
  const pixels = x.dataSync(), gradients = dy.dataSync();
  const result = new Float32Array(pixels.length);
  let output = 0;
  for (let n = 0; n < info.batchSize; n++) {
    const image = n * inHeight * inWidth * channels;
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = outRow * info.strideHeight - info.padInfo.top;
      const bottom = Math.min(inHeight, top + info.filterHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * info.strideWidth - info.padInfo.left;
        const right = Math.min(inWidth, left + info.filterWidth);
        for (let channel = 0; channel < channels; channel++, output++) {
          let largest = -Infinity, at = -1;
          for (let row = Math.max(0, top); row < bottom; row++) {
            for (let column = Math.max(0, left); column < right; column++) {
              const index = image + (row * inWidth + column) * channels + channel;
              const value = pixels[index] as number;
              if (value > largest) {
                largest = value;
                at = index;
              }
            }
          }
          if (at >= 0) result[at] = (result[at] as number) + (gradients[output] as number);
        }
      }
    }
  }
  return tf.tensor4d(result, x.shape);
}
