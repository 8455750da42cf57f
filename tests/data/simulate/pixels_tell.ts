import type { Illumination } from "../../../lib/data/simulate/batch.ts";
import { SATURATION } from "../../../lib/data/simulate/optics.ts";

/** Light of a channel as counts above the camera's offset. */
export function lightOf(data: Uint16Array, offset: number): Float32Array {
  return Float32Array.from(data, (value) => value / 16 - offset);
}

/**
 * How bright one drawing of a field is beside another of the same cells, and where: the fit of a quadratic of
 * the place to their quotient, weighted by the light itself.
 *
 * @returns Gain, and the illumination of the first if the second is lit evenly.
 */
export function lightingOf(
  lit: Float32Array,
  even: Float32Array,
  width: number,
  height: number,
): Illumination & { gain: number } {
  const normal = Array.from({ length: 4 }, () => new Array<number>(5).fill(0));
  for (let pixel = 0; pixel < lit.length; pixel++) {
    if (lit[pixel]! > 0.9 * SATURATION || even[pixel]! > 0.9 * SATURATION) continue;
    const x = (pixel % width) / width, y = Math.floor(pixel / width) / height;
    const terms = [1, x, y, x * x + y * y].map((term) => term * even[pixel]!);
    for (const [i, row] of normal.entries()) {
      for (const [j, term] of [...terms, lit[pixel]!].entries()) row[j]! += terms[i]! * term;
    }
  }
  const [level, slopeX, slopeY, bend] = solve(normal) as [number, number, number, number];
  const x = -slopeX / (2 * bend), y = -slopeY / (2 * bend);
  const best = level - bend * (x * x + y * y);
  const reach = Math.max(x, 1 - x) ** 2 + Math.max(y, 1 - y) ** 2;
  // Mean over the field: both squares have a mean of a third, both places one of a half.
  const gain = level + (slopeX + slopeY) / 2 + bend * 2 / 3;
  return { gain, x, y, drop: -bend * reach / best };
}

/** Gauss's elimination, without pivots: the matrix of normal equations needs none. */
function solve(rows: number[][]): number[] {
  for (const [i, row] of rows.entries()) {
    const pivot = row[i]!;
    for (let j = 0; j < row.length; j++) row[j]! /= pivot;
    for (const other of rows) {
      if (other === row) continue;
      const factor = other[i]!;
      for (let j = 0; j < row.length; j++) other[j]! -= factor * row[j]!;
    }
  }
  return rows.map((row) => row.at(-1)!);
}
