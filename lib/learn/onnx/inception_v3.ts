import type { CheckpointTensor } from "../checkpoint.ts";
import { imageNet } from "../nets/image_net.ts";
import { blocks } from "../nets/inception_v3/blocks.ts";
import { inceptionNumbers } from "../nets/inception_v3/numbers.ts";
import { carry, type Convolution, EPSILON } from "../nets/inception_v3/step.ts";
import { Graph } from "./graph.ts";

/** How the graph is built; as `InceptionOptions`. */
export interface InceptionGraphOptions {
  /** As in `InceptionOptions`; defaults to *true*. */
  transformInput?: boolean;
  /** Side of the images, px; defaults to *299*. */
  size?: number;
  /** Name of the checkpoint, for messages; defaults to none. */
  file?: string;
}

/**
 * Inception V3 from images to the last pool as an ONNX graph, batch normalisation folded into the
 * convolutions.
 *
 * @param tensors Tensors by torchvision's names, the auxiliary head or not.
 * @param options What is done to images; name of the file.
 * @returns An ONNX file: `images` [n × size × size × 3] of values from 0 to 1 become `pooled` [n × 2048].
 * @throws {InputError} naming each tensor that is missing, unknown or of another shape.
 *
 * @example
 * ```ts
 * import { inceptionOnnx } from "./inception_v3.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => inceptionOnnx(new Map()), Error, "Conv2d_1a_3x3.conv.weight");
 * ```
 */
export function inceptionOnnx(
  tensors: ReadonlyMap<string, CheckpointTensor>,
  { transformInput = true, size = 299, file }: InceptionGraphOptions = {},
): Uint8Array {
  const { numbers } = inceptionNumbers(tensors, file);
  const graph = new Graph("inception_v3");
  const images = graph.input("images", ["n", size, size, 3]);
  const { scale, shift } = inputScale(transformInput);
  const turned = graph.node("Transpose", [images], { perm: [0, 3, 1, 2] });
  const scaled = graph.node("Mul", [turned, graph.constant("scale", [1, 3, 1, 1], scale)]);
  let x = graph.node("Add", [scaled, graph.constant("shift", [1, 3, 1, 1], shift)]);
  const square = { kernel_shape: [3, 3] };
  for (const block of blocks) {
    x = carry(block, x, {
      convolve: (y, layer) => graph.node("Relu", [convolution(graph, y, layer, numbers)]),
      max: (y) => graph.node("MaxPool", [y], { ...square, strides: [2, 2] }),
      mean: (y) =>
        graph.node("AveragePool", [y], { ...square, pads: [1, 1, 1, 1], count_include_pad: 1 }),
      concat: (parts) => graph.node("Concat", parts, { axis: 1 }),
    });
  }
  const pooled = graph.node("Flatten", [graph.node("GlobalAveragePool", [x])]);
  graph.output(pooled, ["n", 2048]);
  return graph.encode();
}

/** ImageNet's normalisation and, after it, the network's own scaling of its input, in one. */
function inputScale(transform: boolean): { scale: Float32Array; shift: Float32Array } {
  const { mean, deviation } = imageNet;
  if (transform) {
    // (x − m) / d · d / 0.5 + (m − 0.5) / 0.5
    return { scale: new Float32Array(3).fill(2), shift: new Float32Array(3).fill(-1) };
  }
  return {
    scale: Float32Array.from(deviation, (d) => 1 / d),
    shift: Float32Array.from(deviation, (d, i) => -(mean[i] as number) / d),
  };
}

/** A convolution that normalises as well. */
function convolution(
  graph: Graph,
  x: string,
  { name, inputs, outputs, kernel, stride, padding: [rows, columns] }: Convolution,
  numbers: ReadonlyMap<string, Float32Array>,
): string {
  const of = (part: string) => numbers.get(`${name}.${part}`) as Float32Array;
  const [weight, bias, mean, variance] = ["weight", "bias", "running_mean", "running_var"]
    .map((part) => of(`bn.${part}`)) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const filter = of("conv.weight").slice(), offset = new Float32Array(outputs);
  const size = filter.length / outputs;
  for (let k = 0; k < outputs; k++) {
    const scale = (weight[k] as number) / Math.sqrt((variance[k] as number) + EPSILON);
    offset[k] = (bias[k] as number) - (mean[k] as number) * scale;
    for (let i = k * size; i < (k + 1) * size; i++) filter[i] = (filter[i] as number) * scale;
  }
  const shape = [outputs, inputs, ...kernel];
  const given = [
    graph.constant(`${name}.weight`, shape, filter),
    graph.constant(`${name}.bias`, [outputs], offset),
  ];
  return graph.node("Conv", [x, ...given], {
    kernel_shape: kernel,
    strides: [stride, stride],
    pads: [rows, columns, rows, columns],
  });
}
