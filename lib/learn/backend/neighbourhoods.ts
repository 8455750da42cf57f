import type { Tensor4D } from "@tensorflow/tfjs";
import { onProcessor, operation } from "./native.ts";
import type { TensorFlow } from "./types.ts";

/**
 * Lays the neighbourhood of each pixel side by side, zeros beyond the border; to be called within
 * `tf.tidy`. It has no gradient.
 *
 * @param tf TensorFlow.js.
 * @param x Maps [n × height × width × channels].
 * @param size Rows and columns of a neighbourhood, both odd.
 * @returns [n × height × width × (rows · columns · channels)]: row by row, all channels of a pixel
 * together.
 *
 * @example
 * ```ts
 * import { neighbourhoods } from "./neighbourhoods.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const wide = neighbourhoods(tf, tf.tensor4d([1, 2], [1, 1, 2, 1]), [1, 3]);
 * assertEquals([...wide.dataSync()], [0, 1, 2, 1, 2, 0]);
 * ```
 */
export function neighbourhoods(
  tf: TensorFlow,
  x: Tensor4D,
  [rows, columns]: readonly [number, number],
): Tensor4D {
  if (rows * columns === 1) return x;
  if (onProcessor(tf)) {
    const [patches] = operation(tf, "ExtractImagePatches", [x], {
      T: { type: "float32" },
      ksizes: [1, rows, columns, 1],
      strides: [1, 1, 1, 1],
      rates: [1, 1, 1, 1],
      padding: "SAME",
    });
    return patches as Tensor4D;
  }
  const [n, height, width, channels] = x.shape, down = rows >> 1, across = columns >> 1;
  const padded = tf.pad(x, [[0, 0], [down, down], [across, across], [0, 0]]);
  const shifted = Array.from({ length: rows * columns }, (_, i) => {
    const at = [0, Math.floor(i / columns), i % columns, 0] as [number, number, number, number];
    return tf.slice(padded, at, [n, height, width, channels]);
  });
  return tf.concat(shifted, 3);
}
