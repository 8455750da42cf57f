import type { Tensor } from "@tensorflow/tfjs";
import { assert } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import type { TensorFlow } from "../../../lib/learn/backend.ts";
import { openCard } from "./card.ts";

/** Whether there is no card that can be used here; CI has none, so that these tests are left out there. */
export const noCard = await openCard() === undefined;

/** Sizes of convolutions: channels by fours and not, strides, filters with and without a centre. */
export const convolutions: readonly {
  images: number;
  side: number;
  inputs: number;
  outputs: number;
  filter: number;
  step: number;
  pad: "same" | "valid" | [[0, 0], [number, number], [number, number], [0, 0]];
}[] = [
  { images: 2, side: 9, inputs: 3, outputs: 5, filter: 3, step: 1, pad: "same" },
  { images: 2, side: 10, inputs: 1, outputs: 24, filter: 4, step: 2, pad: "same" },
  { images: 1, side: 16, inputs: 64, outputs: 40, filter: 3, step: 1, pad: "same" },
  { images: 3, side: 12, inputs: 8, outputs: 36, filter: 3, step: 2, pad: "valid" },
  { images: 4, side: 5, inputs: 33, outputs: 7, filter: 1, step: 1, pad: "same" },
  { images: 2, side: 1, inputs: 4, outputs: 4, filter: 3, step: 1, pad: "same" },
  {
    ...{ images: 1, side: 8, inputs: 20, outputs: 80, filter: 5, step: 1 },
    pad: [[0, 0], [2, 1], [1, 2], [0, 0]],
  },
];

/** @returns Normal numbers, the same at each call. */
export function numbers(tf: TensorFlow, ...shape: number[]): Tensor {
  const random = new Random(1), length = shape.reduce((all, size) => all * size, 1);
  return tf.tensor(Float32Array.from({ length }, () => random.normal()), shape);
}

/** Computes on the card and in plain JavaScript, and compares to the largest value. */
export async function assertAgrees(
  compute: (tf: TensorFlow) => Tensor,
  message: string,
): Promise<void> {
  await openBackend({ backend: "cpu", log: () => {} });
  const { tf } = await openBackend({ backend: "webgpu", log: () => {} });
  const results: Float32Array[] = [];
  for (const backend of ["cpu", "webgpu"]) {
    await tf.setBackend(backend);
    const result = tf.tidy(() => compute(tf));
    results.push(await result.data() as Float32Array);
    result.dispose();
  }
  const [expected = new Float32Array(), given = new Float32Array()] = results;
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const off = (value: number, i: number) => Math.abs(value - (given[i] ?? NaN));
  const worst = expected.reduce((most, value, i) => Math.max(most, off(value, i)), 0);
  assert(largest > 0 && worst < 2e-6 * largest, `${message}: ${worst / largest}`);
}
