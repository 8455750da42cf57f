import type { TensorFlow } from "./types.ts";
import { convolution, forwardPadding, read, shape } from "./kernel_attributes.ts";

/** Kernels of the forward convolutions, and whether they are depthwise. */
const forward: Record<string, boolean> = {
  Conv2D: false,
  FusedConv2D: false,
  DepthwiseConv2dNative: true,
  FusedDepthwiseConv2D: true,
};

/**
 * Puts the padding `same` right where a filter is narrower than its stride.
 *
 * The wasm package leaves that padding to its library, which there reckons with a negative number
 * as if it were a huge one and returns wrong values; told in numbers it is right.
 *
 * @param tf TensorFlow.js with the wasm backend's own kernels registered.
 */
export function correctWasmPadding(tf: TensorFlow): void {
  for (const [name, depthwise] of Object.entries(forward)) {
    const original = tf.getKernel(name, "wasm");
    tf.unregisterKernel(name, "wasm");
    tf.registerKernel({
      ...original,
      kernelFunc: (given) => {
        const attrs = read(given.attrs);
        if (attrs.pad !== "same") return original.kernelFunc(given);
        const { x, filter } = given.inputs;
        const info = convolution(tf, shape(x), shape(filter), attrs, depthwise);
        const narrow = info.filterHeight < info.strideHeight || info.filterWidth < info.strideWidth;
        if (!narrow) return original.kernelFunc(given);
        const pad = forwardPadding(info);
        return original.kernelFunc({ ...given, attrs: { ...given.attrs, pad } });
      },
    });
  }
}
