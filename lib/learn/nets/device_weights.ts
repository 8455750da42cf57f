import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";
import type { Values } from "../network.ts";

/**
 * Weights of a PyTorch network on the device, in TensorFlow's order of axes: kernels of convolutions as
 * [rows × columns × inputs × outputs], matrices as [inputs × outputs].
 *
 * @example
 * ```ts
 * import { DeviceWeights } from "./device_weights.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const weight = { shape: [1, 2], data: new Float32Array([5, 6]) };
 * const weights = new DeviceWeights(tf, [["fc.weight", weight]]);
 * assertEquals(weights.of("fc.weight").shape, [2, 1]);
 * weights.dispose();
 * ```
 */
export class DeviceWeights {
  readonly #tensors = new Map<string, Tensor>();

  /**
   * @param tf TensorFlow.js on the backend that shall compute.
   * @param weights Numbers by name, in PyTorch's order of axes.
   */
  constructor(tf: TensorFlow, weights: Iterable<readonly [string, Values]>) {
    for (const [name, { shape, data }] of weights) {
      const tensor = tf.tidy(() => {
        const given = tf.tensor(data, [...shape]);
        if (given.rank === 4) return tf.transpose(given, [2, 3, 1, 0]);
        return given.rank === 2 ? tf.transpose(given) : given;
      });
      this.#tensors.set(name, tensor);
    }
  }

  /**
   * A tensor by its name.
   *
   * @throws {Error} if there is none, or all have been freed.
   */
  of<T extends Tensor>(name: string): T {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw new Error(`The network is disposed, or has no ${name}`);
    return tensor as T;
  }

  /** Frees the tensors. */
  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
  }
}
