import { fourier } from "./fourier.ts";
import type { GreyImage } from "./tiff.ts";

/**
 * Slope of the radial power spectrum in log-log coordinates: the more negative, the more blurred.
 *
 * As CellProfiler's MeasureImageQuality computes PowerLogLogSlope: the power |FFT|² of the image
 * without its mean, summed over rings of one frequency step, from ring 2 to an eighth of the
 * shorter side; then a least-squares line through log power against log ring. The ring of
 * frequencies (i, j) is ⌊√(i'² + j'²)⌋ + 1 with i' = min(i, height − 1 − i) and j' alike; this
 * counts negative frequencies one step short, and is kept so that values can be compared.
 *
 * @param image Grey values [height × width].
 * @returns The slope; 0 for a constant image or one too small for two rings (sides below 32).
 *
 * @example
 * ```ts
 * import { powerSlope } from "./focus.ts";
 * import { Random } from "../core/random.ts";
 * import { assert } from "@std/assert";
 *
 * const random = new Random(1);
 * const noise = Uint16Array.from({ length: 64 * 64 }, () => random.integer(1000));
 * const wave = noise.map((_, i) => 500 + 400 * Math.sin(i / 64) * Math.sin((i % 64) / 10));
 * const slope = (data: Uint16Array) => powerSlope({ width: 64, height: 64, data });
 * assert(slope(wave) < slope(noise));
 * ```
 */
export function powerSlope(image: GreyImage): number {
  const { width, height } = image;
  const last = Math.floor(Math.min(width, height) / 8) - 1;
  if (last < 3) return 0;
  const power = lowPower(image, last);
  const rings = new Float64Array(last + 1);
  const add = (i: number, j: number) => {
    const ring = Math.floor(
      Math.hypot(Math.min(i, height - 1 - i), Math.min(j, width - 1 - j)),
    ) + 1;
    if (ring > last) return;
    // A real image has the same power at (i, j) and (−i, −j); only half of the columns is kept.
    const kept = j <= last
      ? (power[j] as Float64Array)[i]
      : (power[width - j] as Float64Array)[i === 0 ? 0 : height - i];
    rings[ring] = (rings[ring] as number) + (kept as number);
  };
  for (const i of lowFrequencies(height, last)) {
    for (const j of lowFrequencies(width, last)) add(i, j);
  }
  const x: number[] = [], y: number[] = [];
  for (let ring = 2; ring <= last; ring++) {
    if ((rings[ring] as number) > 0) {
      x.push(Math.log(ring));
      y.push(Math.log(rings[ring] as number));
    }
  }
  return x.length < 2 ? 0 : slopeOf(x, y);
}

/**
 * Variance of the Laplacian (four neighbours, edge pixels repeated): high where there are sharp edges
 * and noise, in squared grey values, so compare only images of one channel and exposure.
 *
 * @param image Grey values [height × width].
 * @returns The variance, ddof 0.
 *
 * @example
 * ```ts
 * import { laplacianVariance } from "./focus.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const flat = { width: 3, height: 3, data: new Uint16Array(9).fill(7) };
 * assertEquals(laplacianVariance(flat), 0);
 * ```
 */
export function laplacianVariance({ width, height, data }: GreyImage): number {
  let sum = 0, squares = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const up = y === 0 ? row : row - width, down = y === height - 1 ? row : row + width;
    for (let x = 0; x < width; x++) {
      const left = x === 0 ? 0 : x - 1, right = x === width - 1 ? x : x + 1;
      const value = (data[up + x] as number) + (data[down + x] as number) +
        (data[row + left] as number) + (data[row + right] as number) -
        4 * (data[row + x] as number);
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / data.length;
  return squares / data.length - mean * mean;
}

function lowFrequencies(length: number, last: number): number[] {
  return Array.from({ length }, (_, i) => i).filter((i) => Math.min(i, length - 1 - i) <= last);
}

/** Power of the image without its mean, for columns 0 to `last + 1` of the frequency plane. */
function lowPower({ width, height, data }: GreyImage, last: number): Float64Array[] {
  const count = last + 2;
  const real = Array.from({ length: count }, () => new Float64Array(height));
  const imaginary = Array.from({ length: count }, () => new Float64Array(height));
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const acrossRows = fourier(width);
  const a = new Float64Array(width), b = new Float64Array(width);
  // Two real rows go through one complex transform as its real and imaginary part.
  for (let y = 0; y < height; y += 2) {
    const second = y + 1 < height;
    for (let x = 0; x < width; x++) {
      a[x] = (data[y * width + x] as number) - mean;
      b[x] = second ? (data[(y + 1) * width + x] as number) - mean : 0;
    }
    acrossRows(a, b);
    for (let k = 0; k < count; k++) {
      const mirror = k === 0 ? 0 : width - k;
      const ar = a[k] as number, ai = b[k] as number;
      const br = a[mirror] as number, bi = b[mirror] as number;
      (real[k] as Float64Array)[y] = (ar + br) / 2;
      (imaginary[k] as Float64Array)[y] = (ai - bi) / 2;
      if (!second) continue;
      (real[k] as Float64Array)[y + 1] = (ai + bi) / 2;
      (imaginary[k] as Float64Array)[y + 1] = (br - ar) / 2;
    }
  }
  const downColumns = fourier(height);
  return real.map((re, k) => {
    const im = imaginary[k] as Float64Array;
    downColumns(re, im);
    return re.map((value, i) => value * value + (im[i] as number) ** 2);
  });
}

function slopeOf(x: number[], y: number[]): number {
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const mx = mean(x), my = mean(y);
  let above = 0, below = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] as number) - mx;
    above += dx * ((y[i] as number) - my);
    below += dx * dx;
  }
  return above / below;
}
