import type { Tensor2D } from "@tensorflow/tfjs";
import { Random } from "../../lib/core/random.ts";
import { batchesOf, type Example } from "../../lib/learn/fit/batches.ts";
import type { Network } from "../../lib/learn/network.ts";

/** Two dense layers: 2 numbers in, 3 classes out. */
export function smallNetwork(seed = 1): Network {
  const random = new Random(seed);
  const numbers = (length: number) => Float32Array.from({ length }, () => random.normal(0, 0.5));
  return {
    kind: "small",
    inputs: [[2]],
    weights: {
      first: { shape: [2, 8], data: numbers(16) },
      bias: { shape: [8], data: new Float32Array(8) },
      last: { shape: [8, 3], data: numbers(24) },
    },
    apply: (tf, { first, bias, last }, [x]) =>
      tf.matMul(
        tf.relu(tf.add(tf.matMul(x as Tensor2D, first as Tensor2D), bias!)),
        last as Tensor2D,
      ),
  };
}

const centres = [[1, 0], [-1, 1], [0, -1]] as const;

/** Three clouds of points. */
export function cloud(length: number, seed: number): Example[] {
  const random = new Random(seed);
  return Array.from({ length }, (_, i) => {
    const [x, y] = centres[i % 3]!;
    const data = new Float32Array([random.normal(x, 0.4), random.normal(y, 0.4)]);
    return { inputs: [{ shape: [2], data }], target: i % 3 };
  });
}

/** Batches of some examples, each jittered by its own stream. */
export function jittered(examples: readonly Example[], epoch?: number, size = 16) {
  const read = (i: number, random?: Random): Example => {
    const { inputs: [point], target } = examples[i]!;
    const data = Float32Array.from(point!.data, (v) => v + (random?.normal(0, 0.05) ?? 0));
    return { inputs: [{ shape: [2], data }], target };
  };
  return batchesOf(examples.length, read, { size, ...(epoch === undefined ? {} : { epoch }) });
}
