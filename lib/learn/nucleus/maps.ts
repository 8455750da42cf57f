import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import type { Plane } from "../../image/resize.ts";
import type { TensorFlow } from "../backend.ts";
import { applyNetwork, type NucleusShape } from "../nets/nucleus_unet.ts";

/** What the network says about an image. */
export interface Maps {
  /** Flows [2 × height × width], vertical parts first, about 5 long inside nuclei. */
  flows: Float32Array;
  /** Logit of being inside a nucleus [height × width]. */
  inside: Float32Array;
}

/** How {@link predictMaps} goes over an image. */
export interface MapOptions {
  /** Side of the squares that are computed at once, px; a multiple of 8; defaults to *512*. */
  tile?: number;
  /**
   * Means of the image and its three mirror images: a little better, four times the work; defaults
   * to *false*.
   */
  mirrored?: boolean;
}

/** Pixels around a square that can change its values: the network sees no farther. */
const MARGIN = 64;

/**
 * Applies the network to an image of any size, square by square; memory is bounded by the square.
 *
 * @param tf TensorFlow.js.
 * @param layers Kernels and biases, from `splitWeights`.
 * @param shape Size of the network.
 * @param plane Normalised image with nuclei about 16 px wide.
 * @param options Side of the squares, mirror images.
 * @returns Flows and logits, as if the image had been computed at once.
 */
export async function predictMaps(
  tf: TensorFlow,
  layers: readonly Tensor[],
  shape: NucleusShape,
  plane: Plane,
  { tile = 512, mirrored = false }: MapOptions = {},
): Promise<Maps> {
  const { width, height } = plane, size = width * height;
  const grid = 2 ** (shape.levels - 1);
  const wide = grid * Math.ceil(width / grid), high = grid * Math.ceil(height / grid);
  const padded = pad(plane, wide, high);
  const flows = new Float32Array(2 * size), inside = new Float32Array(size);
  for (let top = 0; top < height; top += tile) {
    for (let left = 0; left < width; left += tile) {
      const y0 = Math.max(0, top - MARGIN), y1 = Math.min(high, top + tile + MARGIN);
      const x0 = Math.max(0, left - MARGIN), x1 = Math.min(wide, left + tile + MARGIN);
      const piece = cut(padded, wide, x0, y0, x1 - x0, y1 - y0);
      const values = await compute(tf, layers, shape, piece, x1 - x0, y1 - y0, mirrored);
      for (let y = top; y < Math.min(height, top + tile); y++) {
        for (let x = left; x < Math.min(width, left + tile); x++) {
          const from = 3 * ((y - y0) * (x1 - x0) + x - x0), to = y * width + x;
          flows[to] = values[from] as number;
          flows[size + to] = values[from + 1] as number;
          inside[to] = values[from + 2] as number;
        }
      }
    }
  }
  return { flows, inside };
}

/** The plane, continued by its mirror image at the right and lower edge. */
function pad({ width, height, data }: Plane, wide: number, high: number): Float32Array {
  const padded = new Float32Array(wide * high);
  const mirror = (i: number, length: number) => i < length ? i : Math.max(0, 2 * length - 2 - i);
  for (let y = 0; y < high; y++) {
    const row = mirror(y, height) * width;
    for (let x = 0; x < wide; x++) {
      padded[y * wide + x] = data[row + mirror(x, width)] as number;
    }
  }
  return padded;
}

function cut(
  data: Float32Array,
  stride: number,
  left: number,
  top: number,
  width: number,
  height: number,
): Float32Array {
  const piece = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * stride + left;
    piece.set(data.subarray(from, from + width), y * width);
  }
  return piece;
}

async function compute(
  tf: TensorFlow,
  layers: readonly Tensor[],
  shape: NucleusShape,
  piece: Float32Array,
  width: number,
  height: number,
  mirrored: boolean,
): Promise<Float32Array> {
  const result = tf.tidy(() => {
    const image = tf.tensor4d(piece, [1, height, width, 1]);
    if (!mirrored) return applyNetwork(tf, layers, shape, image);
    const axes = [[], [1], [2], [1, 2]];
    const all = axes.map((axis) => {
      const maps = applyNetwork(tf, layers, shape, turned(tf, image, axis));
      // A mirrored image has mirrored flows.
      const signs = [axis.includes(1) ? -1 : 1, axis.includes(2) ? -1 : 1, 1];
      return tf.mul(turned(tf, maps, axis), signs) as Tensor4D;
    });
    return tf.div(tf.addN(all), all.length) as Tensor4D;
  });
  try {
    return await result.data() as Float32Array;
  } finally {
    result.dispose();
  }
}

function turned(tf: TensorFlow, x: Tensor4D, axis: number[]): Tensor4D {
  return axis.length === 0 ? x : tf.reverse(x, axis);
}
