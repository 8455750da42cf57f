import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";

/** The attributes of the pooling kernels. */
interface Pooling {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: Parameters<TensorFlow["backend_util"]["computePool2DInfo"]>[4];
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/**
 * Puts the gradient of average pooling right at padded borders.
 *
 * Going forward, TensorFlow.js averages the pixels inside the image, as TensorFlow does; its own
 * gradient then divides by the whole window, padding included, and comes out too small at the
 * border. Here each output's gradient is scaled up before by what that leaves out.
 *
 * @param tf TensorFlow.js with the backend's own kernels registered.
 * @example
 * ```ts
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 * import type { Tensor3D } from "@tensorflow/tfjs";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const pool = tf.grad((x) => tf.avgPool(x as Tensor3D, 3, 1, "same"));
 * // The one pixel is the whole of its window, however much padding lies around it.
 * assertEquals([...pool(tf.ones([1, 1, 1])).dataSync()], [1]);
 * ```
 *
 * @param backend `wasm`, `webgpu` or `cpu`; the native library has its own, correct kernel.
 */
export function correctAveragePooling(tf: TensorFlow, backend: "wasm" | "webgpu" | "cpu"): void {
  const original = tf.getKernel("AvgPoolGrad", backend);
  tf.unregisterKernel("AvgPoolGrad", backend);
  tf.registerKernel({
    ...original,
    kernelFunc: (given) => {
      const { filterSize, strides, pad, dimRoundingMode } = given.attrs as unknown as Pooling;
      const [n, height, width, channels] = (given.inputs.input?.shape ?? []) as number[];
      const info = tf.backend_util.computePool2DInfo(
        [n ?? 0, height ?? 0, width ?? 0, channels ?? 0],
        filterSize,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      const { padInfo: { top, left, bottom, right } } = info;
      if (top === 0 && left === 0 && bottom === 0 && right === 0) return original.kernelFunc(given);
      const rows = shares(info.outHeight, info.strideHeight, info.filterHeight, top, info.inHeight);
      const columns = shares(info.outWidth, info.strideWidth, info.filterWidth, left, info.inWidth);
      const dy = tf.tidy(() => {
        const factor = tf.mul(
          tf.tensor(rows, [1, info.outHeight, 1, 1]),
          tf.tensor(columns, [1, 1, info.outWidth, 1]),
        );
        return tf.mul(given.inputs.dy as Tensor, factor);
      });
      const gradient = original.kernelFunc({ ...given, inputs: { ...given.inputs, dy } });
      dy.dispose();
      return gradient;
    },
  });
}

/** For each window along one axis, its width over the number of its pixels inside the image. */
function shares(
  windows: number,
  stride: number,
  width: number,
  before: number,
  size: number,
): number[] {
  return Array.from({ length: windows }, (_, i) => {
    const start = i * stride - before;
    return width / (Math.min(start + width, size) - Math.max(start, 0));
  });
}
