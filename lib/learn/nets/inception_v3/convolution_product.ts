import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";
import { neighbourhoods } from "../../backend/neighbourhoods.ts";
import type { Convolution } from "./step.ts";

/** Most pixels of maps whose neighbourhoods are laid side by side: those of the Mixed_6 and 7 blocks. */
const FEW = 400;

/**
 * A convolution that keeps the size as one product of matrices, each pixel's neighbourhood a row:
 * TensorFlow multiplies matrices about twice as fast as it finds the gradient of a convolution. Where
 * neighbourhoods have several pixels, the gradient to the maps is such a product again.
 *
 * @param tf TensorFlow.js.
 * @param layer The convolution.
 * @param x Maps [n × height × width × inputs].
 * @param kernel [rows × columns × inputs × outputs].
 * @returns undefined where the convolution shrinks the maps, or rows would take too much memory.
 *
 * @example
 * ```ts
 * import { convolutionProduct } from "./convolution_product.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const layer = { kernel: [1, 3] as const, stride: 1, padding: [0, 1] as const };
 * const x = tf.tensor4d([1, 2, 3], [1, 1, 3, 1]), kernel = tf.tensor4d([1, 10, 100], [1, 3, 1, 1]);
 * assertEquals([...convolutionProduct(tf, layer, x, kernel)!.dataSync()], [210, 321, 32]);
 * ```
 */
export function convolutionProduct(
  tf: TensorFlow,
  { kernel: [rows, columns], stride, padding: [down, across] }: Pick<
    Convolution,
    "kernel" | "stride" | "padding"
  >,
  x: Tensor4D,
  kernel: Tensor4D,
): Tensor4D | undefined {
  const [, height, width] = x.shape, area = rows * columns;
  const keeps = 2 * down === rows - 1 && 2 * across === columns - 1;
  if (stride !== 1 || !keeps || (area > 1 && height * width > FEW)) return undefined;
  if (area === 1) return product(tf, x, kernel);
  const size = [rows, columns] as const;
  const convolve = tf.customGrad<Tensor4D>((...given) => {
    const [maps, weights, save] = given as unknown as [
      Tensor4D,
      Tensor4D,
      (kept: Tensor[]) => void,
    ];
    const wide = neighbourhoods(tf, maps, size);
    save([wide, weights]);
    return {
      value: product(tf, wide, weights),
      gradFunc: (dy, saved) => {
        const [wide, weights] = saved as [Tensor4D, Tensor4D];
        // What a pixel gave to its neighbours comes back from them: the kernel turned by 180°.
        const turned = tf.transpose(tf.reverse(weights, [0, 1]), [0, 1, 3, 2]);
        const toMaps = product(tf, neighbourhoods(tf, dy, size), turned);
        const toWeights = tf.matMul(flat(tf, wide), flat(tf, dy), true);
        return [toMaps, tf.reshape(toWeights, weights.shape)];
      },
    };
  });
  return convolve(x, kernel);
}

/** Each pixel's row [rows · columns · inputs] times the kernel. */
function product(tf: TensorFlow, wide: Tensor4D, kernel: Tensor4D): Tensor4D {
  const [n, height, width] = wide.shape, outputs = kernel.shape[3];
  const matrix = tf.reshape(kernel, [-1, outputs]) as Tensor2D;
  return tf.reshape(tf.matMul(flat(tf, wide), matrix), [n, height, width, outputs]);
}

/** Pixels as rows. */
function flat(tf: TensorFlow, maps: Tensor4D): Tensor2D {
  return tf.reshape(maps, [-1, maps.shape[3]]) as Tensor2D;
}
