/** How positions are brought to another grid. */
export interface PositionsOptions {
  /** Patches down and across. */
  rows: number;
  columns: number;
  /**
   * Added to the number of patches when the scale is worked out: 0.1 in the official code, which leads to
   * slightly other positions than the exact scale, 0, of the package `transformers`; defaults to *0.1*.
   */
  offset?: number;
}

/** The parameter of PyTorch's bicubic interpolation. */
const A = -0.75;

/**
 * Position embeddings for another number of patches, bicubic as `torch.nn.functional.interpolate` without
 * antialiasing: PyTorch takes the scale that it is given, not that of the sizes.
 *
 * @param positions Embeddings of a square grid [side × side × width].
 * @param width Numbers of an embedding.
 * @param options The new grid.
 * @returns Embeddings [rows × columns × width]; those given where the grid is the same.
 *
 * @example
 * ```ts
 * import { interpolatePositions } from "./positions.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const flat = interpolatePositions(new Float32Array(9).fill(2), 1, { rows: 1, columns: 4 });
 * assertEquals([...flat], [2, 2, 2, 2]);
 * ```
 */
export function interpolatePositions(
  positions: Float32Array,
  width: number,
  { rows, columns, offset = 0.1 }: PositionsOptions,
): Float32Array {
  const side = Math.round(Math.sqrt(positions.length / width));
  if (rows === side && columns === side) return positions;
  const across = taps(side, columns, offset), down = taps(side, rows, offset);
  const wide = new Float64Array(side * columns * width);
  for (let y = 0; y < side; y++) {
    across.forEach((tap, x) => {
      for (const [from, share] of tap) {
        for (let k = 0; k < width; k++) {
          wide[(y * columns + x) * width + k]! += share *
            (positions[(y * side + from) * width + k] as number);
        }
      }
    });
  }
  const result = new Float64Array(rows * columns * width), line = columns * width;
  down.forEach((tap, y) => {
    for (const [from, share] of tap) {
      for (let k = 0; k < line; k++) {
        result[y * line + k]! += share * (wide[from * line + k] as number);
      }
    }
  });
  return Float32Array.from(result);
}

/** The four old places that make each new one, and their shares; beyond the border its last one counts. */
function taps(from: number, to: number, offset: number): [number, number][][] {
  const step = from / (to + offset);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * step - 0.5, first = Math.floor(centre), t = centre - first;
    return [-1, 0, 1, 2].map((k): [number, number] => [
      Math.min(from - 1, Math.max(0, first + k)),
      cubic(Math.abs(k - t)),
    ]);
  });
}

/** Keys' kernel (1981). */
function cubic(x: number): number {
  if (x <= 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
}
