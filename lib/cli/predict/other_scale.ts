import type { Matrix } from "../../core/matrix.ts";
import type { MetadataScale } from "../../learn/metadata.ts";

/** Learned deviations between the means of a measurement then and now from which on its scale is another. */
const FAR = 4;

/** Share of the measurements on another scale from which on it is said. */
const MANY = 0.1;

/**
 * Says where measurements lie far from those that a network learned: raw ones in place of normalised
 * ones, or a screen whose plates differ more than the network has seen. Its answers are then no better
 * than chance, and as sure as ever.
 *
 * @param matrix Measurements of the fields that are to be named [n × d].
 * @param scale Mean and deviation of each in training.
 * @returns undefined where fewer than one measurement in ten lies more than four learned deviations off.
 *
 * @example
 * ```ts
 * import { otherScale } from "./other_scale.ts";
 * import { assertMatch } from "@std/assert";
 *
 * const scale = { columns: ["Area"], mean: new Float64Array([0]), deviation: new Float64Array([1]) };
 * const matrix = { rows: 2, cols: 1, data: new Float64Array([900, 1100]) };
 * assertMatch(otherScale(matrix, scale)!, /Area: mean 1000, learned 0 ± 1/);
 * ```
 */
export function otherScale(
  { rows, cols, data }: Matrix<Float64Array>,
  { columns, mean, deviation }: MetadataScale,
): string | undefined {
  const now = new Float64Array(cols);
  for (let i = 0; i < data.length; i++) now[i % cols]! += data[i]! / rows;
  const off = Array.from(now, (value, j) => Math.abs(value - mean[j]!) / deviation[j]!);
  const far = off.filter((distance) => distance > FAR).length;
  if (rows === 0 || far < MANY * cols) return undefined;
  const worst = off.indexOf(Math.max(...off));
  const short = (value: number) => Number(value.toPrecision(3)).toString();
  return `${far} of ${cols} measurements lie far from those that the network learned, most so ` +
    `${columns[worst]}: mean ${short(now[worst]!)}, learned ${short(mean[worst]!)} ± ` +
    `${short(deviation[worst]!)}; what it names is worth little unless they are measured and ` +
    "normalised as those were";
}
