import type { Random } from "../../core/random.ts";
import type { CheckpointTensor } from "../checkpoint.ts";
import { transformerNames } from "../nets/dinov2/names.ts";
import { inceptionNames } from "../nets/inception_v3.ts";

/** Networks that can be had without training. */
export type UntrainedName = "inception_v3" | "dinov2_vits14";

/** ViT-S/14 as it was published. */
const vits14 = { width: 384, depth: 12, hidden: 1536, patch: 14, side: 37 };

/**
 * Random weights of a network, under which numbers keep their size from layer to layer: what its shape
 * alone gives, without having seen an image. Normalisations do nothing yet, biases are 0.
 *
 * Kernels of Inception V3 are normal with deviation √(2 / inputs) (He 2015), in place of torchvision's
 * 0.1, which only training's normalisation keeps from exploding. Those of DINOv2 have deviation
 * 1 / √inputs, tokens and positions 0.02; layer scales are 1, so that blocks are not skipped.
 *
 * @param name Which network.
 * @param random Where the numbers come from; each tensor has a stream of its own.
 * @returns Tensors by their official names.
 *
 * @example
 * ```ts
 * import { untrainedTensors } from "./untrained.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const tensors = untrainedTensors("dinov2_vits14", new Random(1));
 * assertEquals(tensors.get("cls_token")?.shape, [1, 1, 384]);
 * ```
 */
export function untrainedTensors(
  name: UntrainedName,
  random: Random,
): Map<string, CheckpointTensor> {
  const convolutional = name === "inception_v3";
  const names = convolutional
    ? inceptionNames({ classes: 2, auxiliary: false })
    : transformerNames(vits14);
  return new Map([...names].map(([key, shape]) => {
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1)), stream = random.fork(key);
    if (/(token|embed)$/.test(key)) fill(data, () => stream.normal(0, 0.02));
    else if (shape.length > 1) {
      const inputs = shape.slice(1).reduce((a, b) => a * b, 1);
      const deviation = Math.sqrt((convolutional ? 2 : 1) / inputs);
      fill(data, () => stream.normal(0, deviation));
    } else if (/(weight|gamma|running_var)$/.test(key)) data.fill(1);
    return [key, { kind: "float32", shape, data }];
  }));
}

function fill(data: Float32Array, value: () => number): void {
  for (let i = 0; i < data.length; i++) data[i] = value();
}
