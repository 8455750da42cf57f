import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { InputError } from "../../core/errors.ts";
import type { Random } from "../../core/random.ts";
import type { Network } from "../network.ts";
import { convolvePooled, dense, layer, type LayerWeights } from "./layers.ts";

/** How the hybrid network is built. */
export interface HybridShape {
  /** Images: side, px, a multiple of 2 ^ the number of convolutions, and channels; none without. */
  image?: { side: number; channels: number };
  /** Number of metadata columns; 0 for none. */
  metadata: number;
  /** Number of classes. */
  classes: number;
  /** Filters of each convolution of the image branch; defaults to *[32, 64, 128]*. */
  filters?: readonly number[];
  /** Units of each dense layer of the metadata branch; defaults to *[64, 32]*. */
  units?: readonly number[];
  /** Units of each dense layer after both are put together; defaults to *[128]*. */
  head?: readonly number[];
}

/**
 * Study A's hybrid network: convolutions 3 × 3 with max pooling, flattened; dense layers for the
 * metadata; both put beside one another; dense layers to the classes. ReLU throughout, logits at the
 * end.
 *
 * The report gives the kinds of layers and their order, not their numbers: those are options.
 *
 * @param shape Sizes; one of the branches may be absent.
 * @param random Where the first weights come from.
 * @returns A network whose inputs are the images [n × side × side × channels], then the metadata
 * [n × columns], those that it has.
 * @throws {InputError} if it has neither branch, less than two classes, or a side that pooling does not halve.
 *
 * @example
 * ```ts
 * import { hybridNetwork } from "./hybrid.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = { image: { side: 64, channels: 3 }, metadata: 5, classes: 12 };
 * assertEquals(hybridNetwork(shape, new Random(1)).inputs, [[64, 64, 3], [5]]);
 * ```
 */
export function hybridNetwork(shape: HybridShape, random: Random): Network {
  const { image, metadata, classes, filters = [32, 64, 128], units = [64, 32], head = [128] } =
    shape;
  check(shape, filters.length);
  const layers: LayerWeights = [];
  let joined = 0;
  if (image !== undefined) {
    [image.channels, ...filters].slice(0, -1).forEach((inputs, i) =>
      layers.push(...layer(`image/conv${i + 1}`, [3, 3, inputs, filters[i] as number], random))
    );
    const side = image.side / 2 ** filters.length;
    joined += side * side * (filters.at(-1) ?? image.channels);
  }
  if (metadata > 0) {
    layers.push(...stack("metadata", [metadata, ...units], random));
    joined += units.at(-1) ?? metadata;
  }
  layers.push(...stack("head", [joined, ...head, classes], random));
  return {
    kind: "hybrid",
    inputs: [
      ...(image === undefined ? [] : [[image.side, image.side, image.channels]]),
      ...(metadata === 0 ? [] : [[metadata]]),
    ],
    weights: Object.fromEntries(layers),
    apply: (tf, weights, inputs) => {
      const branches: Tensor2D[] = [];
      if (image !== undefined) {
        let x = inputs[0] as Tensor4D;
        filters.forEach((_, i) => x = convolvePooled(tf, weights, `image/conv${i + 1}`, x));
        branches.push(tf.reshape(x, [x.shape[0], -1]));
      }
      if (metadata > 0) {
        let x = inputs.at(-1) as Tensor2D;
        units.forEach((_, i) => x = tf.relu(dense(tf, weights, `metadata/dense${i + 1}`, x)));
        branches.push(x);
      }
      let x = branches.length === 1 ? branches[0] as Tensor2D : tf.concat2d(branches, 1);
      head.forEach((_, i) => x = tf.relu(dense(tf, weights, `head/dense${i + 1}`, x)));
      return dense(tf, weights, `head/dense${head.length + 1}`, x);
    },
  };
}

function stack(name: string, sizes: readonly number[], random: Random): LayerWeights {
  return sizes.slice(1).flatMap((outputs, i) =>
    layer(`${name}/dense${i + 1}`, [sizes[i] as number, outputs], random)
  );
}

function check({ image, metadata, classes }: HybridShape, halvings: number): void {
  const attempted = "Cannot build the hybrid network";
  if (image === undefined && metadata === 0) {
    throw new InputError(attempted, { found: "neither images nor metadata" });
  }
  if (classes < 2) {
    throw new InputError(attempted, { found: `${classes} class`, allowed: "2 or more" });
  }
  const step = 2 ** halvings;
  if (image === undefined || (image.side > 0 && image.side % step === 0)) return;
  throw new InputError(attempted, {
    column: "side",
    found: image.side,
    allowed: `a multiple of ${step} px, one halving for each convolution`,
  });
}
