import type { Matrix32 } from "../../core/multiply.ts";
import { Random } from "../../core/random.ts";
import { openBackend } from "../../learn/backend.ts";
import { tensorProduct } from "../../learn/backend/product.ts";
import { distances } from "../../profile/distance.ts";
import type { Bench } from "./bench.ts";

/**
 * All cosine distances of some profiles, beside the bare product of a matrix with its transpose by
 * the same backend: what the promise calls this machine's rate of matrix products.
 *
 * @param size Defaults to 8,000 rows of 2,000 features.
 */
export function cosineBench({ rows, features } = { rows: 8000, features: 2000 }): Bench {
  return {
    name: "cosine",
    what: "all cosine distances, against the bare matrix product",
    target: 2,
    repeats: 5,
    prepare: async () => {
      const random = new Random(1), backend = await openBackend({ log: () => {} });
      const { tf } = backend;
      const data = Float32Array.from({ length: rows * features }, () => random.normal());
      const matrix: Matrix32 = { rows, cols: features, data };
      const product = tensorProduct(backend);
      return {
        input: `${rows} rows of ${features} features`,
        run: () => distances(matrix, { product }),
        reference: {
          name: "matrix product",
          run: async () => {
            const result = tf.tidy(() => {
              const tensor = tf.tensor2d(data, [rows, features]);
              return tf.matMul(tensor, tensor, false, true);
            });
            // Backends work behind the caller's back; one number waits for all of them.
            const corner = result.slice([rows - 1, rows - 1], [1, 1]);
            await corner.data();
            tf.dispose([result, corner]);
          },
        },
      };
    },
  };
}
