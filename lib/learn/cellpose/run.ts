import { crop } from "../../image/crop.ts";
import type { TensorFlow } from "../backend.ts";
import type { CellposeNet } from "../nets/cellpose.ts";
import type { Pixels } from "./resize.ts";
import { padding, taper, tileStarts } from "./tiles.ts";

/** How an image is cut for the network. */
export interface TileOptions {
  /** Side of a tile, px, a multiple of 16; defaults to *224*. */
  tile?: number;
  /** Share of a tile that overlaps each neighbour; defaults to *0.1*. */
  overlap?: number;
  /** Tiles that are computed at once, with about 130 MB each; defaults to *4*. */
  batch?: number;
  /** Stops the work between batches. */
  signal?: AbortSignal;
}

/** What the network says about a whole image. */
export interface ImageOutput {
  /** Flows and logit [height × width × maps]. */
  maps: Pixels;
  /** Style: sum of the tiles' styles, as a unit vector. */
  style: Float32Array;
}

/**
 * Runs the network over an image of any size, tile by tile; where tiles overlap, their answers are
 * averaged with less weight towards a tile's edge.
 *
 * @param tf TensorFlow.js.
 * @param net The network.
 * @param image Normalised image [height × width × channels].
 * @param options Size and overlap of tiles.
 * @returns Maps of the image's size, and the style.
 *
 * @example
 * ```ts
 * import { openBackend } from "../backend.ts";
 * import { runTiles } from "./run.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * // Stands for a network: hands back what it is given.
 * const net = {
 *   shape: { channels: [1, 2], maps: 1, side: 3 },
 *   apply: (x: ReturnType<typeof tf.tensor4d>) => ({ maps: x.clone(), style: tf.ones([1, 2]) }),
 * };
 * const image = { width: 3, height: 1, channels: 1, data: new Float32Array([4, 5, 6]) };
 * const { maps } = await runTiles(tf, net as never, image);
 * assertEquals([...maps.data].map(Math.round), [4, 5, 6]);
 * ```
 */
export async function runTiles(
  tf: TensorFlow,
  net: Pick<CellposeNet, "apply" | "shape">,
  image: Pixels,
  options: TileOptions = {},
): Promise<ImageOutput> {
  const { tile = 224, overlap = 0.1, batch = 4, signal } = options;
  const [top, below] = padding(image.height), [left, right] = padding(image.width);
  const height = image.height + top + below, width = image.width + left + right;
  const rows = Math.min(tile, height), columns = Math.min(tile, width);
  const places = tileStarts(height, tile, overlap).flatMap((y) =>
    tileStarts(width, tile, overlap).map((x) => ({ y: y - top, x: x - left }))
  );
  const down = taper(rows), across = taper(columns), channels = net.shape.maps;
  const sum = new Float32Array(image.height * image.width * channels);
  const weights = new Float32Array(image.height * image.width);
  const style = new Float64Array(net.shape.channels.at(-1) ?? 0);
  for (let first = 0; first < places.length; first += batch) {
    signal?.throwIfAborted();
    const some = places.slice(first, first + batch);
    const shape: [number, number, number, number] = [some.length, rows, columns, image.channels];
    const input = tf.tensor4d(cut(image, some, rows, columns), shape);
    const output = net.apply(input);
    input.dispose();
    const [maps, styles] = await Promise.all([output.maps.data(), output.style.data()]);
    output.maps.dispose();
    output.style.dispose();
    for (let i = 0; i < styles.length; i++) style[i % style.length]! += styles[i] as number;
    some.forEach(({ y, x }, t) => {
      for (let row = Math.max(0, -y); row < Math.min(rows, image.height - y); row++) {
        for (let column = Math.max(0, -x); column < Math.min(columns, image.width - x); column++) {
          const weight = (down[row] as number) * (across[column] as number);
          const pixel = (y + row) * image.width + x + column;
          const from = ((t * rows + row) * columns + column) * channels;
          weights[pixel] = (weights[pixel] as number) + weight;
          for (let c = 0; c < channels; c++) {
            const to = pixel * channels + c;
            sum[to] = (sum[to] as number) + weight * (maps[from + c] as number);
          }
        }
      }
    });
  }
  for (let i = 0; i < sum.length; i++) {
    sum[i] = (sum[i] as number) / (weights[Math.floor(i / channels)] as number);
  }
  const length = Math.hypot(...style);
  return {
    maps: { width: image.width, height: image.height, channels, data: sum },
    style: Float32Array.from(style, (value) => value / length),
  };
}

/** Tiles of an image, zeros outside of it [tiles × rows × columns × channels]. */
function cut(
  { width, height, channels, data }: Pixels,
  places: readonly { y: number; x: number }[],
  rows: number,
  columns: number,
): Float32Array {
  const size = rows * columns * channels;
  const tiles = new Float32Array(places.length * size);
  // The channels of a pixel lie side by side, as if each were a column.
  const wide = { width: width * channels, height, data };
  places.forEach(({ y, x }, t) => {
    const place = { left: x * channels, top: y, width: columns * channels, height: rows };
    crop(wide, place, tiles.subarray(t * size, (t + 1) * size));
  });
  return tiles;
}
