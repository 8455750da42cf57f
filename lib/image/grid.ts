/** Values on a rectangular grid. */
export interface Grid {
  /** Columns. */
  width: number;
  /** Rows. */
  height: number;
  /** Values, row after row [height × width]. */
  data: Float64Array;
}

/**
 * A grid of block means at every pixel: linear between the centres of blocks, and on beyond the
 * outermost.
 *
 * @param grid One value a block, as `blockMeans` gives them.
 * @param width Pixels across.
 * @param height Pixels down.
 * @param block Side of a block, px.
 * @returns One value a pixel [height × width].
 *
 * @example
 * ```ts
 * import { gridToPixels } from "./grid.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const grid = { width: 2, height: 1, data: new Float64Array([1, 3]) };
 * assertEquals([...gridToPixels(grid, 4, 1, 2)], [0.5, 1.5, 2.5, 3.5]);
 * ```
 */
export function gridToPixels(
  grid: Grid,
  width: number,
  height: number,
  block: number,
): Float32Array {
  const across = steps(grid.width, width, block), down = steps(grid.height, height, block);
  const { data } = grid, full = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = (down.first[y] as number) * grid.width, v = down.share[y] as number;
    const bottom = grid.height === 1 ? top : top + grid.width;
    const next = grid.width === 1 ? 0 : 1;
    for (let x = 0; x < width; x++) {
      const left = across.first[x] as number, u = across.share[x] as number, right = left + next;
      full[y * width + x] =
        (1 - v) * ((1 - u) * (data[top + left] as number) + u * (data[top + right] as number)) +
        v * ((1 - u) * (data[bottom + left] as number) + u * (data[bottom + right] as number));
    }
  }
  return full;
}

/** For each pixel the block before it, and how far it lies from the centre of that to the next one's. */
interface Steps {
  first: Int32Array;
  share: Float64Array;
}

function steps(blocks: number, length: number, block: number): Steps {
  const first = new Int32Array(length), share = new Float64Array(length);
  const centre = (k: number) => (k * block + Math.min(length, (k + 1) * block) - 1) / 2;
  for (let pixel = 0; pixel < length && blocks > 1; pixel++) {
    const near = Math.floor((pixel - (block - 1) / 2) / block);
    const own = Math.min(blocks - 2, Math.max(0, near));
    first[pixel] = own;
    share[pixel] = (pixel - centre(own)) / (centre(own + 1) - centre(own));
  }
  return { first, share };
}
