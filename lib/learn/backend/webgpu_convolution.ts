import type { Tensor, Tensor4D, TensorInfo } from "@tensorflow/tfjs";
import { type Attributes, type ConvolutionInfo, shape } from "./kernel_attributes.ts";
import { type Computation, replaceKernel } from "./replace_kernel.ts";
import type { TensorFlow } from "./types.ts";
import { blockFor, groupsOf, threadsOf } from "./webgpu_convolution/block.ts";
import { convolutionCode, type Sizes, type Variant } from "./webgpu_convolution/code.ts";
import { type Program, runProgram } from "./webgpu_program.ts";

/** What {@link convolve} needs beside its tensors. */
interface Plan {
  /** Shape of the result, NHWC. */
  outShape: [number, number, number, number];
  /** Rows and columns of the filter. */
  filter: [number, number];
  /** Pixels between two places of the filter, down and right. */
  step: [number, number];
  /** Zeros above and left of the maps. */
  before: [number, number];
  /** Whether the result is the gradient of the maps, not the maps. */
  back: boolean;
  /** Whether negative values become 0. */
  relu: boolean;
}

/**
 * Makes convolutions, and the gradients of their maps, faster on a graphics card.
 *
 * TensorFlow.js lets a thread compute 4 pixels of 4 channels, so that it waits for its group's memory
 * most of the time, and it divides for each number that it fetches. Here a thread computes 8 pixels of
 * 8 channels, fetches four numbers at once, and the next ones while it multiplies.
 *
 * @param tf TensorFlow.js with the backend `webgpu` registered.
 */
export function registerWebGpuConvolution(tf: TensorFlow): void {
  const replace = (name: string, compute: Computation) =>
    replaceKernel(
      tf,
      "webgpu",
      name,
      (inputs, attrs) => isPlain(attrs) ? compute(inputs, attrs) : undefined,
    );
  replace("Conv2D", (inputs, attrs) => forward(tf, inputs, attrs, "linear"));
  replace("FusedConv2D", (inputs, attrs) => {
    const { activation } = attrs;
    return activation === "linear" || activation === "relu"
      ? forward(tf, inputs, attrs, activation)
      : undefined;
  });
  replace("Conv2DBackpropInput", (inputs, attrs) => backward(tf, inputs, attrs));
}

/** Inputs of a kernel by their names. */
type Inputs = Parameters<Computation>[0];

/** Whether a convolution is of channels last, by a filter without gaps. */
function isPlain({ dataFormat, dilations }: Attributes): boolean {
  return dataFormat !== "NCHW" && isOne(dilations);
}

function isOne(dilations: Attributes["dilations"]): boolean {
  return [dilations ?? 1].flat().every((dilation) => dilation === 1);
}

function forward(
  tf: TensorFlow,
  { x, filter, bias, preluActivationWeights }: Inputs,
  attrs: Attributes,
  activation: "linear" | "relu",
): Tensor | undefined {
  if (preluActivationWeights !== undefined) return undefined;
  if (bias !== undefined && bias.shape.length > 1) return undefined;
  const info = infoOf(tf, shape(x), shape(filter), attrs);
  return convolve(tf, x!, filter!, bias, {
    outShape: info.outShape as Plan["outShape"],
    filter: [info.filterHeight, info.filterWidth],
    step: [info.strideHeight, info.strideWidth],
    before: [info.padInfo.top, info.padInfo.left],
    back: false,
    relu: activation === "relu",
  });
}

function backward(tf: TensorFlow, { dy, filter }: Inputs, attrs: Attributes): Tensor | undefined {
  const { inputShape } = attrs;
  const info = infoOf(tf, inputShape, shape(filter), attrs);
  const turned = tf.transpose(filter as Tensor4D, [0, 1, 3, 2]);
  return convolve(tf, dy!, turned, undefined, {
    outShape: info.inShape as Plan["outShape"],
    filter: [info.filterHeight, info.filterWidth],
    step: [info.strideHeight, info.strideWidth],
    before: [info.padInfo.top, info.padInfo.left],
    back: true,
    relu: false,
  });
}

function infoOf(
  tf: TensorFlow,
  input: number[] | undefined,
  filter: number[] | undefined,
  { strides, pad, dimRoundingMode }: Attributes,
): ConvolutionInfo {
  const four = (sizes: number[] | undefined) => sizes as [number, number, number, number];
  return tf.backend_util
    .computeConv2DInfo(four(input), four(filter), strides, 1, pad, dimRoundingMode);
}

function convolve(
  tf: TensorFlow,
  maps: TensorInfo,
  filter: TensorInfo,
  bias: TensorInfo | undefined,
  { outShape, filter: [filterHeight, filterWidth], step, before, back, relu }: Plan,
): Tensor | undefined {
  const [, inHeight = 0, inWidth = 0, inputs = 0] = maps.shape;
  const [images, outHeight, outWidth, outputs] = outShape;
  const pixels = images * outHeight * outWidth;
  const block = blockFor(pixels, outputs), [right, down] = groupsOf(block, pixels, outputs);
  if (down > MOST_GROUPS) return undefined;
  const fourInputs = inputs % 4 === 0, fourOutputs = outputs % 4 === 0;
  const variant: Variant = { block, fourInputs, fourOutputs, bias: bias !== undefined, relu, back };
  const [x, y] = [fourInputs, fourOutputs].map((four) => four ? 4 : 1) as [number, number];
  const sizes: Sizes = {
    pixels,
    outArea: outHeight * outWidth,
    outWidth,
    inHeight,
    inWidth,
    inputs,
    outputs,
    filterHeight,
    filterWidth,
    depth: filterHeight * filterWidth * inputs,
    down: step[0],
    right: step[1],
    top: before[0],
    left: before[1],
  };
  const program: Program = {
    variableNames: bias ? ["given", "kernel", "bias"] : ["given", "kernel"],
    variableComponents: bias ? [x, y, y] : [x, y],
    outputComponent: y,
    outputShape: outShape,
    workgroupSize: [threadsOf(block), 1, 1],
    dispatchLayout: { x: [3], y: [1, 2], z: [0] },
    dispatch: [right, down, 1],
    shaderKey: `convolution ${JSON.stringify(variant)}`,
    getUserCode: () => convolutionCode(variant),
  };
  return runProgram(tf, program, bias ? [maps, filter, bias] : [maps, filter], { ...sizes });
}

/** Groups along one axis that every card can do. */
const MOST_GROUPS = 65_535;
