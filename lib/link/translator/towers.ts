import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import type { Random } from "../../core/random.ts";
import type { TensorFlow } from "../../learn/backend.ts";
import { dense, layer, type LayerWeights } from "../../learn/nets/layers.ts";
import type { Network } from "../../learn/network.ts";

/** How the towers are built. */
export interface TowersShape {
  /** Features of a profile. */
  profile: number;
  /** Features of a structure. */
  structure: number;
  /** Units of the layer in the middle of each tower; 0 for none, a linear map. */
  hidden: number;
  /** Numbers of an embedding. */
  embedding: number;
  /** Temperature to begin with. */
  temperature: number;
}

/** Names of the towers, in the order of inputs and outputs. */
export const towerNames = ["profile", "structure"] as const;

/** The weight that holds log(1 / temperature). */
export const scaleName = "logScale";

/** Largest 1 / temperature, as in CLIP. */
const mostScale = 100;

/**
 * Two towers that bring profiles and structures into one space, where the cosine says whether they
 * belong together.
 *
 * @param shape Sizes and first temperature.
 * @param random Where the first weights come from.
 * @returns A network with inputs [n × profile] and [n × structure] and outputs [n × 2 × embedding]:
 * rows of length 1, those of the profiles divided by the temperature.
 *
 * @example
 * ```ts
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = { profile: 5, structure: 9, hidden: 0, embedding: 4, temperature: 0.1 };
 * assertEquals(towers(shape, new Random(1)).inputs, [[5], [9]]);
 * ```
 */
export function towers(shape: TowersShape, random: Random): Network {
  const { hidden, embedding } = shape;
  const middle = hidden === 0 ? [] : [hidden];
  const layers: LayerWeights = towerNames.flatMap((name) => {
    const sizes = [shape[name], ...middle, embedding];
    return sizes.slice(1).flatMap((outputs, i) =>
      layer(`${name}/dense${i + 1}`, [sizes[i]!, outputs], random)
    );
  });
  const scale = Float32Array.of(Math.log(1 / shape.temperature));
  return {
    kind: "towers",
    inputs: [[shape.profile], [shape.structure]],
    weights: { ...Object.fromEntries(layers), [scaleName]: { shape: [1], data: scale } },
    apply: (tf, weights, inputs) => {
      const [profiles, structures] = towerNames.map((name, i) =>
        climb(tf, weights, name, inputs[i] as Tensor2D)
      ) as [Tensor2D, Tensor2D];
      const times = tf.exp(tf.minimum(weights[scaleName]!, Math.log(mostScale)));
      return tf.stack([tf.mul(profiles, times), structures], 1);
    },
  };
}

/**
 * One tower alone.
 *
 * @param tf TensorFlow.js.
 * @param weights Weights on the device, by name.
 * @param name Which tower.
 * @param rows Scaled features [n × features].
 * @returns Embeddings of length 1 [n × embedding].
 */
export function climb(
  tf: TensorFlow,
  weights: Readonly<Record<string, Tensor>>,
  name: typeof towerNames[number],
  rows: Tensor2D,
): Tensor2D {
  const deep = `${name}/dense2/kernel` in weights;
  const first = dense(tf, weights, `${name}/dense1`, rows);
  const last = deep ? dense(tf, weights, `${name}/dense2`, tf.relu(first)) : first;
  const length = tf.sqrt(tf.add(tf.sum(tf.square(last), 1, true), 1e-12));
  return tf.div(last, length);
}
