import type { KernelConfig, TensorInfo, TypedArray } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";

/** What of plain JavaScript's backend is used here. */
interface PlainBackend {
  data: { get(id: TensorInfo["dataId"]): { values: TypedArray } };
  makeTensorInfo(shape: number[], dtype: "float32", values: Float32Array): TensorInfo;
}

/**
 * Puts the gradient of resizing by nearest neighbours right in plain JavaScript.
 *
 * TensorFlow.js' own kernel gives the first image's gradient to the second image of a batch, and so on.
 * Here each pixel's gradient goes to the pixel that it was copied from.
 *
 * @param tf TensorFlow.js with the backend `cpu` registered.
 * @example
 * ```ts
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 * import type { Tensor4D } from "@tensorflow/tfjs";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const twice = (x: Tensor4D) => tf.image.resizeNearestNeighbor(x, [2, 2]);
 * const gradient = tf.grad((x) => tf.sum(tf.mul(twice(x as Tensor4D), tf.tensor4d([1, 9], [2, 1, 1, 1]))));
 * assertEquals([...gradient(tf.zeros([2, 1, 1, 1])).dataSync()], [4, 36]);
 * ```
 */
export function correctResizeGradient(tf: TensorFlow): void {
  const name = "ResizeNearestNeighborGrad";
  const original: KernelConfig = tf.getKernel(name, "cpu");
  tf.unregisterKernel(name, "cpu");
  tf.registerKernel({
    ...original,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { images, dy } = inputs as { images: TensorInfo; dy: TensorInfo };
      const plain = backend as PlainBackend;
      const [count = 0, height = 0, width = 0, channels = 0] = images.shape;
      const [, high = 0, wide = 0] = dy.shape;
      const rows = sources(high, height, attrs as Places),
        columns = sources(wide, width, attrs as Places);
      const slopes = plain.data.get(dy.dataId).values;
      const sums = new Float32Array(count * height * width * channels);
      let i = 0;
      for (let image = 0; image < count; image++) {
        for (const row of rows) {
          for (const column of columns) {
            const to = ((image * height + row) * width + column) * channels;
            for (let k = 0; k < channels; k++) sums[to + k]! += slopes[i++]!;
          }
        }
      }
      return plain.makeTensorInfo(images.shape, "float32", sums);
    },
  });
}

/** Which pixel is a copy of which. */
interface Places {
  /** The outer pixels' centres stay at the edge. */
  alignCorners?: boolean;
  /** Pixels are taken at their centres, not at their corners. */
  halfPixelCenters?: boolean;
}

/** For each pixel along an axis after the resizing, the pixel that it is a copy of. */
function sources(
  after: number,
  before: number,
  { alignCorners = false, halfPixelCenters = false }: Places,
): number[] {
  const ends = alignCorners && after > 1;
  const scale = ends ? (before - 1) / (after - 1) : before / after;
  return Array.from({ length: after }, (_, i) => {
    const at = (halfPixelCenters ? i + 0.5 : i) * scale;
    return Math.min(before - 1, alignCorners ? Math.round(at) : Math.floor(at));
  });
}
