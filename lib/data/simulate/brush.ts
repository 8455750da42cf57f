import type { Scene } from "./scene.ts";

/**
 * Adds light at a point between pixels, shared among the four around it.
 */
export function dab(
  plane: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  light: number,
): void {
  const left = Math.floor(x), top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return;
  const fx = x - left, fy = y - top, pixel = top * width + left;
  plane[pixel]! += light * (1 - fx) * (1 - fy);
  plane[pixel + 1]! += light * fx * (1 - fy);
  plane[pixel + width]! += light * (1 - fx) * fy;
  plane[pixel + width + 1]! += light * fx * fy;
}

/** Adds a Gaussian spot; `light` is its peak, `sigma` its size in px. */
export function spot(
  plane: Float32Array,
  scene: Scene,
  x: number,
  y: number,
  sigma: number,
  light: number,
  owner = 0,
): void {
  const { width, height, cellOf } = scene;
  const reach = Math.ceil(3 * sigma);
  const left = Math.max(0, Math.floor(x) - reach),
    right = Math.min(width - 1, Math.floor(x) + reach);
  const top = Math.max(0, Math.floor(y) - reach);
  const bottom = Math.min(height - 1, Math.floor(y) + reach);
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const pixel = row * width + column;
      if (owner !== 0 && cellOf[pixel] !== owner) continue;
      const square = (column - x) ** 2 + (row - y) ** 2;
      plane[pixel]! += light * Math.exp(-square / (2 * sigma * sigma));
    }
  }
}

/** The label at a point, 0 outside the field. */
export function ownerAt(scene: Scene, x: number, y: number): number {
  const column = Math.round(x), row = Math.round(y);
  if (column < 0 || row < 0 || column >= scene.width || row >= scene.height) return 0;
  return scene.cellOf[row * scene.width + column]!;
}
