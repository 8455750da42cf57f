import { InputError } from "../core/errors.ts";
import type { Illumination } from "./illumination.ts";
import type { GreyImage } from "./tiff.ts";

/**
 * An image as even light would have shown it: round((grey − offset) / gain), clipped to 16 bits.
 *
 * A saturated pixel no longer looks saturated afterwards, so judge saturation before.
 *
 * @param image Grey values.
 * @param illumination Light of the image's plate and channel.
 * @returns Corrected grey values, without the camera's offset.
 * @throws {InputError} if the image has another size than the illumination.
 *
 * @example
 * ```ts
 * import { correctIllumination } from "./correct.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const light = { width: 2, height: 1, gain: new Float32Array([0.5, 1]), offset: 100 };
 * const image = { width: 2, height: 1, data: new Uint16Array([300, 500]) };
 * assertEquals([...correctIllumination(image, light)], [400, 400]);
 * ```
 */
export function correctIllumination(
  { data, ...size }: GreyImage,
  illumination: Pick<Illumination, "width" | "height" | "gain" | "offset">,
): Uint16Array {
  const { gain, offset, width, height } = illumination;
  if (size.width !== width || size.height !== height) {
    throw new InputError("Cannot correct the illumination", {
      found: `an image of ${size.width} × ${size.height} pixels`,
      allowed: `${width} × ${height}`,
    });
  }
  const even = new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = Math.round(((data[i] as number) - offset) / (gain[i] as number));
    even[i] = Math.min(65535, Math.max(0, value));
  }
  return even;
}

/** How near an estimated illumination comes to the true one. */
export interface IlluminationGrade {
  /** Pearson correlation of the two over all pixels; NaN where one of them is constant. */
  correlation: number;
  /** Unevenness without correction: coefficient of variation of the true light. */
  before: number;
  /** Unevenness left after it: coefficient of variation of true light / estimated light. */
  after: number;
}

/**
 * Grades an estimated illumination against the true one; the scale of neither matters.
 *
 * @param estimate Relative light [pixels].
 * @param truth Relative light [pixels].
 * @throws {InputError} if they differ in size.
 *
 * @example
 * ```ts
 * import { gradeIllumination } from "./correct.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const truth = new Float32Array([1, 2, 3]);
 * const grade = gradeIllumination(new Float32Array([2, 4, 6]), truth);
 * assertAlmostEquals(grade.correlation, 1);
 * assertAlmostEquals(grade.after, 0);
 * ```
 */
export function gradeIllumination(estimate: Float32Array, truth: Float32Array): IlluminationGrade {
  if (estimate.length !== truth.length) {
    throw new InputError("Cannot grade the illumination", {
      found: `${estimate.length} pixels`,
      allowed: `${truth.length}, as the truth has`,
    });
  }
  const a = moments(estimate), b = moments(truth);
  const product = truth.reduce((sum, value, i) => sum + value * (estimate[i] as number), 0);
  const covariance = product / truth.length - a.mean * b.mean;
  return {
    correlation: covariance / (a.deviation * b.deviation),
    before: unevenness(truth),
    after: unevenness(Float64Array.from(truth, (value, i) => value / (estimate[i] as number))),
  };
}

/**
 * Coefficient of variation, standard deviation (ddof 0) over mean: 0 for even light.
 *
 * @example
 * ```ts
 * import { unevenness } from "./correct.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(unevenness([1, 3]), 0.5);
 * ```
 */
export function unevenness(values: ArrayLike<number>): number {
  const { mean, deviation } = moments(values);
  return deviation / mean;
}

function moments(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0, squares = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  const mean = sum / values.length;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
