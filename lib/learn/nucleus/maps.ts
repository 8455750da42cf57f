import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { crop } from "../../image/crop.ts";
import type { Plane } from "../../image/resize.ts";
import type { TensorFlow } from "../backend.ts";
import { trimMemory } from "../backend/trim_memory.ts";
import { applyNetwork, type NucleusShape, ZOOM } from "../nets/nucleus_unet.ts";

/** What the network says about an image. */
export interface Maps {
  /** Flows [2 × height × width], vertical parts first, about 5 long inside nuclei. */
  flows: Float32Array;
  /** Logit of being inside a nucleus [height × width]. */
  inside: Float32Array;
}

/** How {@link predictMaps} goes over an image. */
export interface MapOptions {
  /**
   * Longest side of the rectangles of the maps that are computed at once, px; defaults to *192*, which
   * takes about 0.3 GB, and on a graphics card to *512*, since small rectangles leave it idle.
   */
  tile?: number;
  /**
   * How many views of the image are averaged: 1 the image alone, 4 with its three mirror images, 8 with
   * the same turned by 90°. More is a little better, and as many times the work; defaults to *1*.
   */
  views?: Views;
}

/** How many views of an image are averaged. */
export type Views = 1 | 4 | 8;

/** Pixels around a rectangle that can change its values: the network sees no farther. */
const MARGIN = 64;

/**
 * Applies the network to an image of any size, rectangle by rectangle.
 *
 * What the network computes in between takes the memory of one rectangle and its margin, whatever the
 * image. A copy of the image and the maps are of its size: 28 bytes for each pixel of the maps.
 *
 * @param tf TensorFlow.js.
 * @param layers Kernels and biases, from `splitWeights`.
 * @param shape Size of the network.
 * @param plane Normalised image with nuclei about 28 px wide [2 height × 2 width].
 * @param options Side of the rectangles, views.
 * @returns Flows and logits [height × width], as if the image had been computed at once.
 * @throws {RangeError} unless the image has an even number of pixels each way.
 */
export async function predictMaps(
  tf: TensorFlow,
  layers: readonly Tensor[],
  shape: NucleusShape,
  plane: Plane,
  { tile = tf.getBackend() === "webgpu" ? 512 : 192, views = 1 }: MapOptions = {},
): Promise<Maps> {
  const width = plane.width / ZOOM, height = plane.height / ZOOM, size = width * height;
  if (!Number.isInteger(width) || !Number.isInteger(height)) {
    throw new RangeError(`Expected even sides, found ${plane.width} × ${plane.height}`);
  }
  const grid = 2 ** (shape.levels - 1);
  const wide = grid * Math.ceil(width / grid), high = grid * Math.ceil(height / grid);
  const padded = pad(plane, ZOOM * wide, ZOOM * high);
  const flows = new Float32Array(2 * size), inside = new Float32Array(size);
  // Rectangles of about the same size: the largest one decides how much memory is needed.
  const side = (length: number) => grid * Math.ceil(length / Math.ceil(length / tile) / grid);
  const down = side(height), across = side(width);
  for (let top = 0; top < height; top += down) {
    for (let left = 0; left < width; left += across) {
      const y0 = Math.max(0, top - MARGIN), y1 = Math.min(high, top + down + MARGIN);
      const x0 = Math.max(0, left - MARGIN), x1 = Math.min(wide, left + across + MARGIN);
      const piece = cut(padded, x0, y0, x1 - x0, y1 - y0);
      const values = await compute(tf, layers, shape, piece, views);
      // Pieces that lie about would make the next rectangle take memory of its own.
      trimMemory();
      for (let y = top; y < Math.min(height, top + down); y++) {
        for (let x = left; x < Math.min(width, left + across); x++) {
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
function pad({ width, height, data }: Plane, wide: number, high: number): Plane {
  const padded = new Float32Array(wide * high);
  const inside = (i: number, length: number) => i < length ? i : Math.max(0, 2 * length - 2 - i);
  for (let y = 0; y < high; y++) {
    const row = inside(y, height) * width;
    for (let x = 0; x < wide; x++) {
      padded[y * wide + x] = data[row + inside(x, width)] as number;
    }
  }
  return { width: wide, height: high, data: padded };
}

/** What lies under a rectangle of the maps. */
function cut(plane: Plane, left: number, top: number, across: number, down: number): Plane {
  const width = ZOOM * across, height = ZOOM * down;
  const rectangle = { left: ZOOM * left, top: ZOOM * top, width, height };
  return { width, height, data: crop(plane, rectangle, new Float32Array(width * height)) };
}

async function compute(
  tf: TensorFlow,
  layers: readonly Tensor[],
  shape: NucleusShape,
  { width, height, data }: Plane,
  views: Views,
): Promise<Float32Array> {
  const axes = views === 1 ? [[]] : [[], [1], [2], [1, 2]];
  // What is computed on the way to the maps of a view is freed before the next one is computed.
  const sum = (image: Tensor4D) =>
    axes.reduce<Tensor4D | undefined>((before, axis) =>
      tf.tidy(() => {
        const maps = applyNetwork(tf, layers, shape, mirror(tf, image, axis));
        // A mirrored image has mirrored flows.
        const signs = [axis.includes(1) ? -1 : 1, axis.includes(2) ? -1 : 1, 1];
        const seen: Tensor4D = tf.mul(mirror(tf, maps, axis), signs);
        return before === undefined ? seen : tf.add(before, seen);
      }), undefined) as Tensor4D;
  const result = tf.tidy(() => {
    const image = tf.tensor4d(data, [1, height, width, 1]);
    if (views < 8) return tf.div(sum(image), views);
    // Rows and columns change places, and so do the two parts of the flow.
    const across = tf.gather(tf.transpose(sum(tf.transpose(image, SWAP)), SWAP), [1, 0, 2], 3);
    return tf.div(tf.add(sum(image), across), views);
  });
  try {
    return await result.data() as Float32Array;
  } finally {
    result.dispose();
  }
}

/** Axes of an image whose rows and columns change places. */
const SWAP = [0, 2, 1, 3];

function mirror(tf: TensorFlow, x: Tensor4D, axis: number[]): Tensor4D {
  return axis.length === 0 ? x : tf.reverse(x, axis);
}
