import type { CheckpointTensor } from "../checkpoint.ts";
import { matchTensors } from "../checkpoint/match.ts";
import { EPSILON, HEAD } from "../nets/dinov2/layers.ts";
import { ignored, transformerNames, transformerShape } from "../nets/dinov2/names.ts";
import { interpolatePositions } from "../nets/dinov2/positions.ts";
import { officialNames } from "../nets/dinov2/rename.ts";
import { imageNet } from "../nets/image_net.ts";
import { Graph } from "./graph.ts";

/** How the graph is built; as `DinoOptions`. */
export interface DinoGraphOptions {
  /** Side of the images, px, a multiple of the patch's; defaults to *224*. */
  size?: number;
  /** As in `DinoOptions`; defaults to *0.1*. */
  offset?: number;
  /** Name of the checkpoint, for messages; defaults to none. */
  file?: string;
}

/**
 * DINOv2 from images to the class token as an ONNX graph; the scale of attention and of each layer is
 * folded into the weights.
 *
 * @param tensors Tensors by official names or those of `transformers`.
 * @param options Size of the images, how positions are interpolated, name of the file.
 * @returns An ONNX file: `images` [n × size × size × 3] of values from 0 to 1 become [n × width].
 * @throws {InputError} naming each tensor that is missing, unknown or of another shape.
 *
 * @example
 * ```ts
 * import { dinoOnnx } from "./dinov2.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => dinoOnnx(new Map()), Error, "cls_token [1,1,384]");
 * ```
 */
export function dinoOnnx(
  tensors: ReadonlyMap<string, CheckpointTensor>,
  { size = 224, offset = 0.1, file }: DinoGraphOptions = {},
): Uint8Array {
  const named = officialNames(tensors), shape = transformerShape(named);
  const { width, depth, hidden, patch } = shape, heads = width / HEAD, side = size / patch;
  const numbers = matchTensors(named, transformerNames(shape), {
    network: "DINOv2",
    ignored,
    ...(file === undefined ? {} : { file }),
  });
  const of = (name: string) => numbers.get(name) as Float32Array;
  const graph = new Graph("dinov2");
  const row = (name: string, data: Float32Array) => graph.constant(name, [data.length], data);

  /** x W + b, W and b taken from rows of a layer and each output multiplied by its factor. */
  const linear = (x: string, layer: string, inputs: number, options: Part = {}) => {
    const { from = 0, outputs = of(`${layer}.bias`).length, factor = () => 1 } = options;
    const key = `${layer}.${from}`, given = of(`${layer}.weight`), bias = of(`${layer}.bias`);
    const weight = new Float32Array(inputs * outputs), shift = new Float32Array(outputs);
    for (let k = 0; k < outputs; k++) {
      shift[k] = (bias[from + k] as number) * factor(k);
      for (let i = 0; i < inputs; i++) {
        weight[i * outputs + k] = (given[(from + k) * inputs + i] as number) * factor(k);
      }
    }
    const product = graph.node("MatMul", [
      x,
      graph.constant(`${key}.weight`, [inputs, outputs], weight),
    ]);
    return graph.node("Add", [product, row(`${key}.bias`, shift)]);
  };
  const normalize = (x: string, layer: string) => {
    const parts = ["weight", "bias"].map((part) => row(`${layer}.${part}`, of(`${layer}.${part}`)));
    const epsilon = { float: EPSILON };
    return graph.node("LayerNormalization", [x, ...parts], { axis: -1, epsilon });
  };
  const split = graph.whole("heads", [0, 0, heads, HEAD]);
  const joined = graph.whole("joined", [0, 0, width]);
  const [root, one, half] = [Math.SQRT2, 1, 0.5].map((value) =>
    graph.constant(`scalar ${value}`, [], new Float32Array([value]))
  ) as [string, string, string];

  const attend = (x: string, block: string) => {
    const part = (index: number, perm: number[], factor = 1) => {
      const options = { from: index * width, outputs: width, factor: () => factor };
      const wide = linear(x, `${block}.attn.qkv`, width, options);
      return graph.node("Transpose", [graph.node("Reshape", [wide, split])], { perm });
    };
    const q = part(0, [0, 2, 1, 3], 1 / Math.sqrt(HEAD)), k = part(1, [0, 2, 3, 1]);
    const near = graph.node("Softmax", [graph.node("MatMul", [q, k])], { axis: -1 });
    const mixed = graph.node("MatMul", [near, part(2, [0, 2, 1, 3])]);
    const turned = graph.node("Transpose", [mixed], { perm: [0, 2, 1, 3] });
    const gamma = of(`${block}.ls1.gamma`);
    return linear(graph.node("Reshape", [turned, joined]), `${block}.attn.proj`, width, {
      factor: (i) => gamma[i] as number,
    });
  };
  const think = (x: string, block: string) => {
    const wide = linear(x, `${block}.mlp.fc1`, width);
    // x Φ(x), in the pattern that ONNX Runtime knows as one operator.
    const error = graph.node("Erf", [graph.node("Div", [wide, root])]);
    const gated = graph.node("Mul", [wide, graph.node("Add", [error, one])]);
    const gamma = of(`${block}.ls2.gamma`);
    return linear(graph.node("Mul", [gated, half]), `${block}.mlp.fc2`, hidden, {
      factor: (i) => gamma[i] as number,
    });
  };

  const images = graph.input("images", ["n", size, size, 3]);
  const { mean, deviation } = imageNet;
  const scale = graph.constant("scale", [3], Float32Array.from(deviation, (d) => 1 / d));
  const shift = graph.constant(
    "shift",
    [3],
    Float32Array.from(deviation, (d, i) => -(mean[i] as number) / d),
  );
  const even = graph.node("Add", [graph.node("Mul", [images, scale]), shift]);
  const turned = graph.node("Transpose", [even], { perm: [0, 3, 1, 2] });
  const kernel = graph.constant(
    "patch.weight",
    [width, 3, patch, patch],
    of("patch_embed.proj.weight"),
  );
  const seen = graph.node(
    "Conv",
    [turned, kernel, row("patch.bias", of("patch_embed.proj.bias"))],
    {
      kernel_shape: [patch, patch],
      strides: [patch, patch],
    },
  );
  const flat = graph.node("Reshape", [seen, graph.whole("flat", [0, width, side * side])]);
  const tokens = graph.node("Transpose", [flat], { perm: [0, 2, 1] });
  // A row of zeros in front becomes the class token when places are added.
  const padded = graph.node("Pad", [tokens, graph.whole("front", [0, 1, 0, 0, 0, 0])]);
  const positions = of("pos_embed"), places = new Float32Array((1 + side * side) * width);
  places.set(of("cls_token").map((value, i) => value + (positions[i] as number)));
  const grid = { rows: side, columns: side, offset };
  places.set(interpolatePositions(positions.subarray(width), width, grid), width);
  const placed = graph.constant("places", [1, 1 + side * side, width], places);
  let x = graph.node("Add", [padded, placed]);
  for (let i = 0; i < depth; i++) {
    const block = `blocks.${i}`;
    x = graph.node("Add", [x, attend(normalize(x, `${block}.norm1`), block)]);
    x = graph.node("Add", [x, think(normalize(x, `${block}.norm2`), block)]);
  }
  const first = graph.node("Gather", [normalize(x, "norm"), graph.whole("first", [0])], {
    axis: 1,
  });
  graph.output(graph.node("Flatten", [first]), ["n", width]);
  return graph.encode();
}

/** Which outputs of a layer, and what they are multiplied by. */
interface Part {
  from?: number;
  outputs?: number;
  factor?: (output: number) => number;
}
