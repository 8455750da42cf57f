import type { NamedTensorInfoMap, Tensor, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";
import { type Attributes, convolution, read, shape } from "./kernel_attributes.ts";
import {
  depthwiseFilterGradient,
  depthwiseInputGradient,
  filterGradient,
  inputGradient,
} from "./wasm_convolution.ts";
import { maxPoolGradient } from "./wasm_pooling.ts";

/** One kernel: TensorFlow.js' name for it, and what it computes from inputs and attributes. */
interface Gradient {
  name: string;
  compute: (tf: TensorFlow, inputs: NamedTensorInfoMap, attrs: Attributes) => Tensor;
}

/**
 * Lets the wasm backend train: registers the gradients that it lacks, and replaces two of its own,
 * the convolution's by one that is ten times faster, max pooling's by one that is right.
 *
 * @param tf TensorFlow.js with the wasm backend's own kernels registered.
 */
export function registerWasmGradients(tf: TensorFlow): void {
  for (const { name, compute } of gradients) {
    if (tf.getKernel(name, "wasm") !== undefined) tf.unregisterKernel(name, "wasm");
    tf.registerKernel({
      kernelName: name,
      backendName: "wasm",
      kernelFunc: ({ inputs, attrs }) => compute(tf, inputs, read(attrs)),
    });
  }
}

const gradients: readonly Gradient[] = [
  {
    name: "Conv2DBackpropFilter",
    compute: (tf, { x, dy }, attrs) => {
      const info = convolution(tf, shape(x), attrs.filterShape, attrs, false);
      return filterGradient(tf, tensor(x), tensor(dy), info);
    },
  },
  {
    name: "Conv2DBackpropInput",
    compute: (tf, { dy, filter }, attrs) => {
      const info = convolution(tf, attrs.inputShape, shape(filter), attrs, false);
      return inputGradient(tf, tensor(dy), tensor(filter), info);
    },
  },
  {
    name: "DepthwiseConv2dNativeBackpropFilter",
    compute: (tf, { x, dy }, attrs) => {
      const info = convolution(tf, shape(x), attrs.filterShape, attrs, true);
      return depthwiseFilterGradient(tf, tensor(x), tensor(dy), info);
    },
  },
  {
    name: "DepthwiseConv2dNativeBackpropInput",
    compute: (tf, { dy, filter }, attrs) => {
      const info = convolution(tf, attrs.inputShape, shape(filter), attrs, true);
      return depthwiseInputGradient(tf, tensor(dy), tensor(filter), info);
    },
  },
  {
    name: "MaxPoolGrad",
    compute: (tf, { dy, input }, { filterSize = 1, strides, pad, dimRoundingMode }) => {
      const x = tensor(input);
      const info = tf.backend_util.computePool2DInfo(
        x.shape,
        filterSize,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      return maxPoolGradient(tf, tensor(dy), x, info);
    },
  },
  {
    // The gradient of gather, and so of an embedding.
    name: "UnsortedSegmentSum",
    compute: (tf, { x, segmentIds }, { numSegments = 0 }) =>
      tf.tidy(() => {
        const [rows = 0, ...rest] = shape(x) ?? [];
        const flat = tf.reshape(tensor(x), [rows, -1]);
        const chosen = tf.oneHot(tf.reshape(tensor(segmentIds), [rows]), numSegments);
        const sums = tf.matMul(tf.cast(chosen, "float32"), tf.cast(flat, "float32"), true);
        return tf.reshape(sums, [numSegments, ...rest]);
      }),
  },
];

/** Kernels are called by the engine alone, which hands over whole tensors. */
function tensor(info: NamedTensorInfoMap[string] | undefined): Tensor4D {
  return info as Tensor4D;
}
