import type { Grid } from "./grid.ts";

/**
 * The least-squares surface a + bx + cy + dx² + exy + fy² through a grid (CellProfiler's "Fit
 * Polynomial", without its clipping to 1).
 *
 * @param grid Values.
 * @param weights Weight of each value, of at least 0; defaults to the same for all.
 * @returns The surface on the same grid.
 *
 * @example
 * ```ts
 * import { fitSurface } from "./smooth.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const data = Float64Array.from({ length: 20 }, (_, i) => 3 + (i % 5) ** 2);
 * assertAlmostEquals(fitSurface({ width: 5, height: 4, data }).data[4]!, 19);
 * ```
 */
export function fitSurface({ width, height, data }: Grid, weights?: Float64Array): Grid {
  const terms = (i: number) => {
    // Coordinates around 0 keep the six equations well conditioned.
    const x = 2 * (i % width + 0.5) / width - 1, y = 2 * (Math.floor(i / width) + 0.5) / height - 1;
    return [1, x, y, x * x, x * y, y * y];
  };
  const equations = Array.from({ length: 6 }, () => new Float64Array(7));
  for (let i = 0; i < data.length; i++) {
    const row = terms(i), weight = weights === undefined ? 1 : weights[i] as number;
    for (let a = 0; a < 6; a++) {
      const equation = equations[a] as Float64Array, factor = weight * (row[a] as number);
      for (let b = 0; b < 6; b++) {
        equation[b] = (equation[b] as number) + factor * (row[b] as number);
      }
      equation[6] = (equation[6] as number) + factor * (data[i] as number);
    }
  }
  const solution = solve(equations);
  const surface = data.map((_, i) =>
    terms(i).reduce((sum, term, a) => sum + term * (solution[a] as number), 0)
  );
  return { width, height, data: surface };
}

/** Gauss-Jordan elimination with pivoting; a grid too small for a term gets 0 for it. */
function solve(equations: Float64Array[]): number[] {
  const size = equations.length;
  const value = (row: number, col: number) => (equations[row] as Float64Array)[col] as number;
  for (let col = 0; col < size; col++) {
    let pivot = col;
    for (let row = col + 1; row < size; row++) {
      if (Math.abs(value(row, col)) > Math.abs(value(pivot, col))) pivot = row;
    }
    [equations[col], equations[pivot]] = [
      equations[pivot] as Float64Array,
      equations[col] as Float64Array,
    ];
    const lead = value(col, col);
    if (Math.abs(lead) < 1e-12) continue;
    for (let row = 0; row < size; row++) {
      const factor = value(row, col) / lead;
      if (row === col || factor === 0) continue;
      const target = equations[row] as Float64Array;
      for (let k = col; k <= size; k++) target[k] = value(row, k) - factor * value(col, k);
    }
  }
  return equations.map((row, i) =>
    Math.abs(row[i] as number) < 1e-12 ? 0 : (row[size] as number) / (row[i] as number)
  );
}

/**
 * Gaussian smoothing that ignores what lies outside: at the edge the weights inside are divided by
 * their sum. Kernels end at four standard deviations.
 *
 * @param grid Values.
 * @param sigma Standard deviation in grid steps; 0 changes nothing.
 * @param into Where the smoothed values go, which may be the grid's own; defaults to a new array.
 * @returns The smoothed grid.
 *
 * @example
 * ```ts
 * import { gaussianSmooth } from "./smooth.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const flat = { width: 4, height: 3, data: new Float64Array(12).fill(5) };
 * assertAlmostEquals(gaussianSmooth(flat, 2).data[0]!, 5);
 * ```
 */
export function gaussianSmooth(
  { width, height, data }: Grid,
  sigma: number,
  into = new Float64Array(data.length),
): Grid {
  if (sigma <= 0) {
    into.set(data);
    return { width, height, data: into };
  }
  const radius = Math.floor(4 * sigma + 0.5);
  const kernel = Float64Array.from(
    { length: 2 * radius + 1 },
    (_, i) => Math.exp(-0.5 * ((i - radius) / sigma) ** 2),
  );
  const acrossWeights = weightsInside(kernel, width), downWeights = weightsInside(kernel, height);
  const rows = new Float64Array(data.length);
  const lastInside = width - 1 - radius;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < width; x++) {
      const at = start + x;
      let sum = (kernel[radius] as number) * (data[at] as number);
      if (x >= radius && x <= lastInside) {
        for (let k = 1; k <= radius; k++) {
          sum += (kernel[radius + k] as number) *
            ((data[at - k] as number) + (data[at + k] as number));
        }
      } else {
        for (let k = 1; k <= radius; k++) {
          const weight = kernel[radius + k] as number;
          if (x >= k) sum += weight * (data[at - k] as number);
          if (x + k < width) sum += weight * (data[at + k] as number);
        }
      }
      rows[at] = sum / (acrossWeights[x] as number);
    }
  }
  // Whole rows are added up, two of one weight at a time, so that the memory is walked through in its
  // order; a row that lies outside counts as 0.
  const nothing = new Float64Array(width);
  const rowOf = (y: number) =>
    y < 0 || y >= height ? nothing : rows.subarray(y * width, (y + 1) * width);
  for (let y = 0; y < height; y++) {
    const row = into.subarray(y * width, (y + 1) * width), own = rowOf(y);
    const centre = (kernel[radius] as number) / (downWeights[y] as number);
    for (let x = 0; x < width; x++) row[x] = centre * (own[x] as number);
    for (let k = 1; k <= radius; k++) {
      const above = rowOf(y - k), below = rowOf(y + k);
      if (above === nothing && below === nothing) break;
      const weight = (kernel[radius + k] as number) / (downWeights[y] as number);
      for (let x = 0; x < width; x++) {
        row[x] = (row[x] as number) + weight * ((above[x] as number) + (below[x] as number));
      }
    }
  }
  return { width, height, data: into };
}

/** Sum of the weights that lie inside, for a kernel around each place of a line. */
function weightsInside(kernel: Float64Array, length: number): Float64Array {
  const radius = kernel.length >> 1;
  return Float64Array.from({ length }, (_, at) => {
    const first = Math.max(0, radius - at), last = Math.min(kernel.length, length + radius - at);
    let sum = 0;
    for (let k = first; k < last; k++) sum += kernel[k] as number;
    return sum;
  });
}

/**
 * Median over a square window, cut off at the edges.
 *
 * @param grid Values.
 * @param radius Grid steps to each side, rounded; 0 changes nothing.
 * @returns The smoothed grid.
 *
 * @example
 * ```ts
 * import { medianSmooth } from "./smooth.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const grid = { width: 3, height: 1, data: new Float64Array([1, 90, 3]) };
 * assertEquals(medianSmooth(grid, 1).data[1], 3);
 * ```
 */
export function medianSmooth({ width, height, data }: Grid, radius: number): Grid {
  const reach = Math.round(radius);
  const smooth = data.map((_, i) => {
    const x = i % width, y = Math.floor(i / width);
    const inside: number[] = [];
    for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
        inside.push(data[v * width + u] as number);
      }
    }
    return middle(inside);
  });
  return { width, height, data: smooth };
}

/**
 * The median, which for an even number of values is the mean of the two in the middle; NaN for none.
 *
 * @param values Values in any order; they are sorted in place.
 *
 * @example
 * ```ts
 * import { middle } from "./smooth.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(middle([4, 1, 2, 9]), 3);
 * ```
 */
export function middle(values: number[] | Float64Array | Float32Array): number {
  values.sort((a: number, b: number) => a - b);
  const half = values.length >> 1;
  if (values.length % 2 === 1) return values[half] as number;
  return values.length === 0 ? NaN : ((values[half - 1] as number) + (values[half] as number)) / 2;
}
