import type { Random } from "../../../core/random.ts";
import type { CheckpointTensor } from "../../checkpoint.ts";
import { inceptionNames, type InceptionShape } from "./names.ts";

/**
 * Random tensors to begin with, distributed as torchvision's with `init_weights=True`: kernels and heads
 * normal with deviation 0.1, cut at ±2; the auxiliary head 0.001; biases of heads uniform within
 * 1 / √inputs; batch normalisation does nothing yet.
 *
 * @param shape Number of classes, auxiliary head.
 * @param random Where the numbers come from; each tensor has a stream of its own.
 * @returns Tensors by torchvision's names.
 *
 * @example
 * ```ts
 * import { initialInception } from "./initial.ts";
 * import { Random } from "../../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const tensors = initialInception({ classes: 12, auxiliary: false }, new Random(1));
 * assertEquals(tensors.get("fc.weight")?.shape, [12, 2048]);
 * ```
 */
export function initialInception(
  shape: InceptionShape,
  random: Random,
): Map<string, CheckpointTensor> {
  const names = inceptionNames(shape);
  return new Map([...names].map(([name, dimensions]) => {
    const data = new Float32Array(dimensions.reduce((a, b) => a * b));
    const stream = random.fork(name);
    if (/\.bn\.(weight|running_var)$/.test(name)) data.fill(1);
    else if (/(^|\.)fc\.bias$/.test(name)) {
      const inputs = names.get(name.replace(/bias$/, "weight"))?.[1] as number;
      fill(data, () => stream.uniform(-1, 1) / Math.sqrt(inputs));
    } else if (name.endsWith("weight")) {
      const deviation = name === "AuxLogits.fc.weight" ? 0.001 : 0.1;
      fill(data, () => truncated(stream, deviation));
    }
    return [name, { kind: "float32", shape: dimensions, data }];
  }));
}

/**
 * A new last layer for other classes, as PyTorch begins a linear layer: weights and bias uniform within
 * 1 / √inputs.
 *
 * @param classes Classes.
 * @param inputs Numbers that it reads.
 * @param random Where the numbers come from.
 * @returns Weight [classes × inputs] and bias [classes].
 *
 * @example
 * ```ts
 * import { initialHead } from "./initial.ts";
 * import { Random } from "../../../core/random.ts";
 * import { assert } from "@std/assert";
 *
 * const { weight } = initialHead(12, 2048, new Random(1));
 * assert(weight.every((value) => Math.abs(value) <= 1 / Math.sqrt(2048)));
 * ```
 */
export function initialHead(
  classes: number,
  inputs: number,
  random: Random,
): { weight: Float32Array; bias: Float32Array } {
  const weight = new Float32Array(classes * inputs), bias = new Float32Array(classes);
  for (const data of [weight, bias]) fill(data, () => random.uniform(-1, 1) / Math.sqrt(inputs));
  return { weight, bias };
}

function fill(data: Float32Array, value: () => number): void {
  for (let i = 0; i < data.length; i++) data[i] = value();
}

/** Drawn again until it lies within ±2, PyTorch's limits whatever the deviation. */
function truncated(random: Random, deviation: number): number {
  for (;;) {
    const value = random.normal(0, deviation);
    if (Math.abs(value) <= 2) return value;
  }
}
