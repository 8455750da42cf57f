/** A discrete Fourier transform of one fixed length, in place on real and imaginary parts. */
export type Fourier = (real: Float64Array, imaginary: Float64Array) => void;

/**
 * Prepares the forward transform X[k] = Σ x[n] exp(−2πi kn / N) for any length N.
 *
 * Mixed radix after Stockham: each prime factor p (4 before 2) is one pass over the data, so that a
 * length like 1080 = 4·2·3³·5 is quick and no padding changes the frequencies. A large prime factor
 * costs p² but stays correct.
 *
 * @param length N, at least 1.
 * @returns The transform; it keeps its work space, so do not share it between workers.
 * @throws {RangeError} if the length is not a positive whole number.
 *
 * @example
 * ```ts
 * import { fourier } from "./fourier.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const real = new Float64Array([1, 2, 3]), imaginary = new Float64Array(3);
 * fourier(3)(real, imaginary);
 * assertAlmostEquals(real[0]!, 6);
 * assertAlmostEquals(imaginary[1]!, Math.sqrt(3) / 2);
 * ```
 */
export function fourier(length: number): Fourier {
  if (!Number.isInteger(length) || length < 1) {
    throw new RangeError(`A Fourier transform needs a positive whole length, found ${length}`);
  }
  const cos = Float64Array.from({ length }, (_, i) => Math.cos(2 * Math.PI * i / length));
  const sin = Float64Array.from({ length }, (_, i) => -Math.sin(2 * Math.PI * i / length));
  const passes = factors(length);
  const spareReal = new Float64Array(length), spareImaginary = new Float64Array(length);
  return (real, imaginary) => {
    let from: readonly Float64Array[] = [real, imaginary];
    let to: readonly Float64Array[] = [spareReal, spareImaginary];
    let n = length, stride = 1;
    for (const p of passes) {
      pass(p, n, stride, from, to, cos, sin);
      [from, to] = [to, from];
      n /= p;
      stride *= p;
    }
    if (from[0] !== real) {
      real.set(spareReal);
      imaginary.set(spareImaginary);
    }
  };
}

function factors(length: number): number[] {
  const found: number[] = [];
  let rest = length;
  for (const p of [4, 2]) {
    while (rest % p === 0) {
      found.push(p);
      rest /= p;
    }
  }
  for (let p = 3; rest > 1; p += 2) {
    while (rest % p === 0) {
      found.push(p);
      rest /= p;
    }
  }
  return found;
}

/** One decimation-in-frequency pass: y[s(pq + r) + k] = ω_n^{qr} Σ_j x[s(q + mj) + k] ω_p^{jr}. */
function pass(
  p: number,
  n: number,
  stride: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
  cos: Float64Array,
  sin: Float64Array,
): void {
  const [fromReal, fromImaginary] = from as [Float64Array, Float64Array];
  const [toReal, toImaginary] = to as [Float64Array, Float64Array];
  const length = cos.length, m = n / p, step = stride * m;
  const turn = length / p;
  for (let q = 0; q < m; q++) {
    for (let r = 0; r < p; r++) {
      const twiddle = q * r * stride;
      const wr = cos[twiddle] as number, wi = sin[twiddle] as number;
      const source = stride * q, target = stride * (p * q + r);
      for (let k = 0; k < stride; k++) {
        let sumReal = 0, sumImaginary = 0;
        for (let j = 0, at = source + k, angle = 0; j < p; j++, at += step) {
          const c = cos[angle] as number, s = sin[angle] as number;
          const a = fromReal[at] as number, b = fromImaginary[at] as number;
          sumReal += a * c - b * s;
          sumImaginary += a * s + b * c;
          angle += r * turn;
          if (angle >= length) angle -= length;
        }
        toReal[target + k] = sumReal * wr - sumImaginary * wi;
        toImaginary[target + k] = sumReal * wi + sumImaginary * wr;
      }
    }
  }
}
