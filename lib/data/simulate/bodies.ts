import type { Cell } from "./cell.ts";
import type { Scene } from "./scene.ts";

/**
 * Draws every cell pixel by pixel, and leaves the ground between cells dark.
 *
 * @param scene Ground plan.
 * @param light Light of a cell at a pixel, counts of 12 bits.
 * @returns Light [height × width].
 */
export function drawBodies(
  scene: Scene,
  light: (cell: Cell, pixel: number, x: number, y: number) => number,
): Float32Array {
  const { width, height, cells, cellOf } = scene;
  const plane = new Float32Array(width * height);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const owner = cellOf[pixel]!;
      if (owner !== 0) plane[pixel] = light(cells[owner - 1]!, pixel, x, y);
    }
  }
  return plane;
}
