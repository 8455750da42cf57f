import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../backend.ts";
import type { DeviceWeights } from "../device_weights.ts";

/** Numbers of one attention head in all of DINOv2. */
export const HEAD = 64;
/** Added to the variance by DINOv2's normalisation of tokens. */
export const EPSILON = 1e-6;

/**
 * What DINOv2 does with tokens [n × tokens × width], within `tf.tidy`; weights are called by the names of
 * the official files.
 *
 * @example
 * ```ts
 * import { TokenLayers } from "./layers.ts";
 * import { DeviceWeights } from "../device_weights.ts";
 * import { openBackend } from "../../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const of = (...values: number[]) => ({ shape: [2], data: Float32Array.from(values) });
 * const weights = new DeviceWeights(tf, [["norm.weight", of(1, 3)], ["norm.bias", of(0, 5)]]);
 * const tokens = new TokenLayers(tf, weights).normalize(tf.tensor3d([[[10, 20]]]), "norm");
 * assertEquals(Array.from(tokens.dataSync(), Math.round), [-1, 8]);
 * weights.dispose();
 * ```
 */
export class TokenLayers {
  /**
   * @param tf TensorFlow.js on the backend that has the weights.
   * @param weights Weights by name.
   */
  constructor(private readonly tf: TensorFlow, private readonly weights: DeviceWeights) {}

  /**
   * A block: attention, then a perceptron, each added to what it read.
   *
   * @param x Tokens.
   * @param name Name of the block, for example `blocks.0`.
   */
  block(x: Tensor3D, name: string): Tensor3D {
    const { tf, weights } = this;
    return tf.tidy(() => {
      const scaled = (y: Tensor, gamma: string) => tf.mul(y, weights.of(`${name}.${gamma}`));
      const seen = this.#attend(this.normalize(x, `${name}.norm1`), `${name}.attn`);
      const first = tf.add<Tensor3D>(x, scaled(seen, "ls1.gamma"));
      const wide = this.#linear(this.normalize(first, `${name}.norm2`), `${name}.mlp.fc1`);
      const said = this.#linear(this.#gelu(wide), `${name}.mlp.fc2`);
      return tf.add<Tensor3D>(first, scaled(said, "ls2.gamma"));
    });
  }

  /**
   * Where each token looks.
   *
   * @param x Tokens, normalised.
   * @param name Name of the attention, for example `blocks.0.attn`.
   * @returns Shares [n × heads × tokens × tokens], and the values that they weigh
   * [n × heads × tokens × 64].
   */
  attention(x: Tensor3D, name: string): { shares: Tensor; values: Tensor } {
    const { tf } = this, [n, tokens, width] = x.shape, heads = width / HEAD;
    const all = tf.reshape(this.#linear(x, `${name}.qkv`), [n, tokens, 3, heads, HEAD]);
    const [q, k, values] = tf.unstack(tf.transpose(all, [2, 0, 3, 1, 4])) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const shares = tf.softmax(tf.matMul(tf.mul(q, 1 / Math.sqrt(HEAD)), k, false, true));
    return { shares, values };
  }

  /**
   * Brings each token to mean 0 and variance 1, then to the layer's scale and offset.
   *
   * @param x Tokens.
   * @param name Name of the normalisation, for example `blocks.0.norm1`.
   */
  normalize(x: Tensor3D, name: string): Tensor3D {
    const { tf, weights } = this;
    return tf.tidy(() => {
      const { mean, variance } = tf.moments(x, 2, true);
      const even = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, EPSILON)));
      const scaled = tf.mul(even, weights.of(`${name}.weight`));
      return tf.add<Tensor3D>(scaled, weights.of(`${name}.bias`));
    });
  }

  #attend(x: Tensor3D, name: string): Tensor3D {
    const { tf } = this, [n, tokens, width] = x.shape;
    return tf.tidy(() => {
      const { shares, values } = this.attention(x, name);
      const mixed = tf.transpose(tf.matMul(shares, values), [0, 2, 1, 3]);
      return this.#linear(tf.reshape(mixed, [n, tokens, width]), `${name}.proj`);
    });
  }

  #linear(x: Tensor3D, name: string): Tensor3D {
    const { tf, weights } = this, [n, tokens, width] = x.shape;
    return tf.tidy(() => {
      const flat = tf.reshape(x, [n * tokens, width]) as Tensor2D;
      const product = tf.matMul(flat, weights.of<Tensor2D>(`${name}.weight`));
      return tf.reshape(tf.add(product, weights.of(`${name}.bias`)), [n, tokens, -1]) as Tensor3D;
    });
  }

  /** x Φ(x), exactly. */
  #gelu(x: Tensor3D): Tensor3D {
    const { tf } = this;
    return tf.tidy(() =>
      tf.mul<Tensor3D>(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1))
    );
  }
}
