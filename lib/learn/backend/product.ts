import type { Product } from "../../core/multiply.ts";
import { checkInner } from "../../core/row_products.ts";
import type { TensorFlow } from "./types.ts";

/**
 * A TensorFlow.js engine for what takes a {@link Product}: distances, precision, neighbours.
 *
 * Everything put on the backend is freed with each product, so ask for blocks of a size that fits
 * the device. Sums are kept in 32 bits; on NVIDIA cards since Ampere TensorFlow rounds the factors
 * to 10 bits of fraction first, unless the variable NVIDIA_TF32_OVERRIDE is 0.
 *
 * @param backend TensorFlow.js from `openBackend`.
 *
 * @example
 * ```ts
 * import { openBackend } from "../backend.ts";
 * import { tensorProduct } from "./product.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const product = tensorProduct(await openBackend({ backend: "cpu", log: () => {} }));
 * const matrix = { rows: 2, cols: 2, data: new Float32Array([1, 2, 3, 4]) };
 * assertEquals([...(await product(matrix, matrix)).data], [5, 11, 11, 25]);
 * ```
 */
export function tensorProduct({ tf }: { tf: TensorFlow }): Product {
  return async (left, right) => {
    checkInner(left, right);
    const rows = left.rows, cols = right.rows;
    // Not every backend takes an empty tensor.
    if (rows * cols * left.cols === 0) return { rows, cols, data: new Float32Array(rows * cols) };
    const result = tf.tidy(() => {
      const a = tf.tensor2d(left.data, [rows, left.cols], "float32");
      const b = left === right ? a : tf.tensor2d(right.data, [cols, right.cols], "float32");
      return tf.matMul(a, b, false, true);
    });
    try {
      return { rows, cols, data: await result.data() as Float32Array };
    } finally {
      result.dispose();
    }
  };
}
