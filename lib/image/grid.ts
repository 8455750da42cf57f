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
  const at = (row: number, col: number) => grid.data[row * grid.width + col] as number;
  const full = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom, v] = down[y] as Step;
    for (let x = 0; x < width; x++) {
      const [left, right, u] = across[x] as Step;
      full[y * width + x] = (1 - v) * ((1 - u) * at(top, left) + u * at(top, right)) +
        v * ((1 - u) * at(bottom, left) + u * at(bottom, right));
    }
  }
  return full;
}

/** Two neighbouring blocks and how far between their centres a pixel lies. */
type Step = [first: number, second: number, share: number];

function steps(blocks: number, length: number, block: number): Step[] {
  const centre = (k: number) => (k * block + Math.min(length, (k + 1) * block) - 1) / 2;
  return Array.from({ length }, (_, pixel): Step => {
    if (blocks === 1) return [0, 0, 0];
    const near = Math.floor((pixel - (block - 1) / 2) / block);
    const first = Math.min(blocks - 2, Math.max(0, near));
    return [first, first + 1, (pixel - centre(first)) / (centre(first + 1) - centre(first))];
  });
}
