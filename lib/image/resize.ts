/** A plane of real values. */
export interface Plane {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Values [height × width], row after row. */
  data: Float32Array;
}

/**
 * A plane on another grid: linear between pixels when it grows, weighted means of all the pixels
 * that fall together when it shrinks (a triangle filter, as Pillow's BILINEAR).
 *
 * @param plane Values.
 * @param width New pixels across.
 * @param height New pixels down.
 * @returns The values on the new grid; the outer edges of both grids lie on each other.
 * @throws {RangeError} unless width and height are whole numbers from 1.
 *
 * @example
 * ```ts
 * import { resize } from "./resize.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plane = { width: 2, height: 1, data: new Float32Array([0, 4]) };
 * assertEquals([...resize(plane, 4, 1).data], [0, 1, 3, 4]);
 * ```
 */
export function resize(plane: Plane, width: number, height: number): Plane {
  if (![width, height].every((side) => Number.isInteger(side) && side > 0)) {
    throw new RangeError(`A plane has whole sides from 1, found ${width} × ${height}`);
  }
  if (width === plane.width && height === plane.height) return plane;
  const wide = new Float32Array(width * plane.height);
  taps(plane.width, width).forEach(({ first, weights }, x) => {
    for (let y = 0; y < plane.height; y++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        sum += (weights[k] as number) * (plane.data[y * plane.width + first + k] as number);
      }
      wide[y * width + x] = sum;
    }
  });
  const data = new Float32Array(width * height);
  taps(plane.height, height).forEach(({ first, weights }, y) => {
    weights.forEach((weight, k) => {
      const from = (first + k) * width;
      for (let x = 0; x < width; x++) {
        data[y * width + x] = (data[y * width + x] as number) + weight * (wide[from + x] as number);
      }
    });
  });
  return { width, height, data };
}

/** Which old pixels make a new one, and their shares. */
interface Taps {
  first: number;
  weights: Float64Array;
}

function taps(from: number, to: number): Taps[] {
  const step = from / to, reach = Math.max(1, step);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(from - 1, Math.floor(centre + reach));
    const weights = new Float64Array(last - first + 1);
    let sum = 0;
    for (let k = first; k <= last; k++) {
      sum += weights[k - first] = Math.max(1e-9, 1 - Math.abs(k - centre) / reach);
    }
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/**
 * Labels on another grid: each new pixel has the label of the old one under its centre.
 *
 * @param labels Labels [height × width].
 * @param from Old size.
 * @param to New size.
 * @returns Labels on the new grid.
 *
 * @example
 * ```ts
 * import { resizeLabels } from "./resize.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 2]);
 * const wide = resizeLabels(labels, { width: 2, height: 1 }, { width: 4, height: 1 });
 * assertEquals([...wide], [1, 1, 2, 2]);
 * ```
 */
export function resizeLabels(
  labels: Int32Array,
  from: { width: number; height: number },
  to: { width: number; height: number },
): Int32Array {
  const result = new Int32Array(to.width * to.height);
  const columns = Int32Array.from(
    { length: to.width },
    (_, x) => Math.floor((x + 0.5) * from.width / to.width),
  );
  for (let y = 0; y < to.height; y++) {
    const row = Math.floor((y + 0.5) * from.height / to.height) * from.width;
    for (let x = 0; x < to.width; x++) {
      result[y * to.width + x] = labels[row + (columns[x] as number)] as number;
    }
  }
  return result;
}
