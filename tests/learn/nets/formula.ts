import { crc32 } from "node:zlib";
import type { CheckpointTensor } from "../../../lib/learn/checkpoint.ts";

/** Numbers in [low, high) that depend on the name and the position only, as in fixtures/formula.py. */
export function uniform(name: string, count: number, low: number, high: number): Float32Array {
  const seed = crc32(name), values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    let z = (Math.imul(i, 0x9e3779b9) + seed) | 0;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    z ^= z >>> 16;
    values[i] = low + (high - low) * ((z >>> 8) / 2 ** 24);
  }
  return values;
}

/** A tensor of a network, as weight() in fixtures/formula.py. */
export function weight(name: string, shape: number[]): CheckpointTensor {
  const count = shape.reduce((a, b) => a * b);
  return { kind: "float32", shape, data: uniform(name, count, ...limits(name, shape)) };
}

function limits(name: string, shape: number[]): [number, number] {
  if (name.endsWith("running_var")) return [0.5, 1.5];
  if (shape.length === 1 && name.endsWith("weight")) return [0.5, 1.5];
  if (name.endsWith("gamma")) return [0.2, 0.8];
  if (shape.length === 1) return [-0.3, 0.3];
  if (/token|pos_embed/.test(name)) return [-1, 1];
  const reach = Math.sqrt(6 / shape.slice(1).reduce((a, b) => a * b));
  return [-reach, reach];
}

/** What sample() in fixtures/formula.py keeps of an array. */
export interface Sample {
  shape: number[];
  rms: number;
  mean: number;
  values: number[];
}

/** The largest distance of values from a sample, over the root mean square of the whole array. */
export function deviation(name: string, values: ArrayLike<number>, sample: Sample): number {
  const places = uniform(`places of ${name}`, sample.values.length, 0, 1);
  let squares = 0, sum = 0;
  for (let i = 0; i < values.length; i++) {
    squares += (values[i] as number) ** 2;
    sum += values[i] as number;
  }
  const count = sample.shape.reduce((a, b) => a * b);
  if (values.length !== count) return Infinity;
  const rms = Math.sqrt(squares / count), mean = sum / count;
  const far = sample.values.map((expected, i) =>
    Math.abs((values[Math.floor((places[i] as number) * count)] as number) - expected)
  );
  return Math.max(...far, Math.abs(rms - sample.rms), Math.abs(mean - sample.mean)) / sample.rms;
}
