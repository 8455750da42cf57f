import type { backend_util, NamedAttrMap, NamedTensorInfoMap } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";

/** Shapes, strides and padding of one convolution, NHWC. */
export type ConvolutionInfo = backend_util.Conv2DInfo;

/** Zeros before and after each axis, NHWC. */
export type Padding = [[0, 0], [number, number], [number, number], [0, 0]];

/** The attributes of convolution kernels that are read here. */
export interface Attributes {
  /** Step of the filter. */
  strides: [number, number] | number;
  /** What surrounds the image. */
  pad: Parameters<TensorFlow["backend_util"]["computeConv2DInfo"]>[4];
  /** How a fractional output size is rounded. */
  dimRoundingMode?: "floor" | "round" | "ceil";
  /** Order of the axes. */
  dataFormat?: "NHWC" | "NCHW";
  /** Step between the filter's own pixels. */
  dilations?: [number, number] | number;
  /** Shape of the input, where the kernel is its gradient. */
  inputShape?: [number, number, number, number];
  /** Shape of the filter, where the kernel is its gradient. */
  filterShape?: [number, number, number, number];
  /** Window of a pooling. */
  filterSize?: [number, number] | number;
  /** Function that a fused kernel ends with. */
  activation?: string;
  /** Height and width after resizing. */
  size?: [number, number];
  /** Whether the outer pixels' centres stay at the edge in resizing. */
  alignCorners?: boolean;
  /** Number of rows of the result of a segment sum. */
  numSegments?: number;
}

/** Works out the shapes of a convolution as TensorFlow.js does. */
export function convolution(
  tf: TensorFlow,
  input: number[] | undefined,
  filter: number[] | undefined,
  attrs: Attributes,
  depthwise: boolean,
): ConvolutionInfo {
  if (attrs.dataFormat === "NCHW") {
    throw new Error("The wasm backend computes convolutions in NHWC only, found NCHW");
  }
  return tf.backend_util.computeConv2DInfo(
    input as [number, number, number, number],
    filter as [number, number, number, number],
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    depthwise,
  );
}

/** The padding of the forward convolution in numbers. */
export function forwardPadding({ padInfo }: ConvolutionInfo): Padding {
  return [[0, 0], [padInfo.top, padInfo.bottom], [padInfo.left, padInfo.right], [0, 0]];
}

/** The shape of a kernel's input. */
export function shape(info: NamedTensorInfoMap[string] | undefined): number[] | undefined {
  return info?.shape;
}

/** The attributes of a kernel, whose own type says nothing of them. */
export function read(attrs: NamedAttrMap | undefined): Attributes {
  return attrs as unknown as Attributes;
}
