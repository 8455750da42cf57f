import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import { type Attribute, onProcessor, operation } from "./native.ts";
import type { TensorFlow } from "./types.ts";
import { type Attributes, convolution, shape } from "./kernel_attributes.ts";
import { type Computation, replaceKernel } from "./replace_kernel.ts";

/**
 * Makes what training costs most faster where the native library computes on the processor, with the
 * same values up to rounding.
 *
 * - TensorFlow.js puts the gradient of ReLU together from ten passes over the maps; the library has an
 *   operation for it.
 * - The library was built with Intel's oneDNN, but takes it by itself on some processors only, and then
 *   for everything. Here it is asked for by name where it was measured to be faster: convolutions of a
 *   batch, their gradients, the gradient of max pooling. A library without it keeps its own kernels.
 *
 * @param tf TensorFlow.js with the native backend's own kernels registered.
 */
export function registerNativeGradients(tf: TensorFlow): void {
  registerReluGradient(tf);
  if (!hasOneDnn(tf)) return;
  const forward: Computation = ({ x, filter }, attrs) => {
    const [images = 0, , , channels = 0] = shape(x)!;
    if (images < FEW_IMAGES || channels > MANY_CHANNELS) return undefined;
    const settings = settingsOf(tf, shape(x), shape(filter), attrs);
    return settings && oneDnn(tf, "Conv2D", [x!, filter!], settings)[0];
  };
  replaceKernel(tf, "tensorflow", "Conv2D", forward);
  // TensorFlow.js takes this one where no gradient is asked for: it has to give the very same.
  replaceKernel(tf, "tensorflow", "FusedConv2D", (inputs, attrs) => {
    const { activation = "linear" } = attrs;
    if (activation !== "linear" && activation !== "relu") return undefined;
    const maps = forward(inputs, attrs), { bias } = inputs;
    const sum = maps && bias ? tf.add(maps, bias as Tensor) : maps;
    return sum && activation === "relu" ? tf.relu(sum) : sum;
  });
  replaceKernel(tf, "tensorflow", "Conv2DBackpropInput", ({ dy, filter }, attrs) => {
    const settings = settingsOf(tf, attrs.inputShape, shape(filter), attrs);
    const size = tf.tensor1d(attrs.inputShape!, "int32");
    return settings && oneDnn(tf, "Conv2DBackpropInput", [size, filter!, dy!], settings)[0];
  });
  replaceKernel(tf, "tensorflow", "Conv2DBackpropFilter", ({ x, dy }, attrs) => {
    if (shape(x)![3]! > MANY_CHANNELS) return undefined;
    const settings = settingsOf(tf, shape(x), attrs.filterShape, attrs);
    const size = tf.tensor1d(attrs.filterShape!, "int32");
    return settings && oneDnn(tf, "Conv2DBackpropFilter", [x!, size, dy!], settings)[0];
  });
  replaceKernel(
    tf,
    "tensorflow",
    "MaxPoolGrad",
    ({ dy, input }, { filterSize = 1, strides, pad, dimRoundingMode }) => {
      const size = shape(input) as [number, number, number, number];
      const info = tf.backend_util
        .computePool2DInfo(size, filterSize, strides, 1, pad, dimRoundingMode);
      if (info.padInfo.type !== "SAME" && info.padInfo.type !== "VALID") return undefined;
      const settings = {
        ksize: [1, info.filterHeight, info.filterWidth, 1],
        strides: [1, info.strideHeight, info.strideWidth, 1],
        padding: info.padInfo.type,
        data_format: "NHWC",
        workspace_enabled: true,
      };
      // The places of the largest pixels come with the pooling alone, which costs little.
      const [pooled, places] = oneDnn(tf, "MaxPool", [input!], settings, 2);
      return oneDnn(tf, "MaxPoolGrad", [input!, pooled!, dy!, places!], settings)[0];
    },
  );
}

/** Of fewer images, or of maps with more channels, the library's own kernels are as fast or faster. */
const FEW_IMAGES = 4, MANY_CHANNELS = 64;

function registerReluGradient(tf: TensorFlow): void {
  const original = tf.getGradient("Relu");
  tf.unregisterGradient("Relu");
  tf.registerGradient({
    kernelName: "Relu",
    inputsToSave: ["x"],
    gradFunc: (dy, saved, attrs) => {
      if (!onProcessor(tf)) return original.gradFunc(dy, saved, attrs);
      const inputs = { dy: dy as Tensor, x: saved[0] as Tensor };
      return { x: () => tf.engine().runKernel("ReluGrad", inputs) as Tensor };
    },
  });
  tf.registerKernel({
    kernelName: "ReluGrad",
    backendName: "tensorflow",
    kernelFunc: ({ inputs: { dy, x } }) => operation(tf, "ReluGrad", [dy!, x!], { T: float32 })[0]!,
  });
}

const float32: Attribute = { type: "float32" };

/** Settings of an operation, by name. */
type Settings = Record<string, Attribute>;

/** oneDNN's variant of an operation, as TensorFlow itself would call it. */
function oneDnn(
  tf: TensorFlow,
  name: string,
  inputs: readonly TensorInfo[],
  settings: Settings,
  outputs = 1,
): Tensor[] {
  const all = { T: float32, ...settings, _kernel: "MklNameChangeOp" };
  return operation(tf, `_MklNative${name}`, inputs, all, outputs);
}

function hasOneDnn(tf: TensorFlow): boolean {
  if (!onProcessor(tf)) return false;
  const settings = { strides: [1, 1, 1, 1], padding: "SAME", data_format: "NHWC" };
  try {
    tf.tidy(() => oneDnn(tf, "Conv2D", [tf.ones([1, 1, 1, 1]), tf.ones([1, 1, 1, 1])], settings));
    return true;
  } catch {
    return false;
  }
}

/** Settings of a convolution; undefined for those that the library pads in no way of its own. */
function settingsOf(
  tf: TensorFlow,
  input: number[] | undefined,
  filter: number[] | undefined,
  attrs: Attributes,
): Settings | undefined {
  if (attrs.dataFormat === "NCHW") return undefined;
  const info = convolution(tf, input, filter, attrs, false);
  if (info.padInfo.type !== "SAME" && info.padInfo.type !== "VALID") return undefined;
  return {
    strides: [1, info.strideHeight, info.strideWidth, 1],
    padding: info.padInfo.type,
    data_format: "NHWC",
    dilations: [1, info.dilationHeight, info.dilationWidth, 1],
  };
}
