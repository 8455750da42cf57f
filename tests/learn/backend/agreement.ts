import type { Tensor } from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";

// The last one opened computes, and both have their kernels put right.
await openBackend({ backend: "cpu", log: () => {} });
/** TensorFlow.js with wasm and plain JavaScript opened. */
export const { tf } = await openBackend({ backend: "wasm", log: () => {} });

/**
 * Largest difference between the gradients of wasm and of plain JavaScript, relative to the
 * largest value.
 *
 * @param work What is computed from random inputs.
 * @param shapes Shapes of the inputs.
 */
export async function disagreement(
  work: (...inputs: Tensor[]) => Tensor,
  shapes: number[][],
): Promise<number> {
  const found: Float32Array[][] = [];
  for (const backend of ["wasm", "cpu"]) {
    await tf.setBackend(backend);
    const random = new Random(3);
    const inputs = shapes.map((shape) =>
      tf.tensor(Float32Array.from({ length: product(shape) }, () => random.normal()), shape)
    );
    const before = tf.memory().numTensors;
    // The square makes the output's own gradient differ from place to place.
    const gradients = tf.grads((...given: Tensor[]) => tf.sum(tf.square(work(...given))))(inputs);
    assertEquals(tf.memory().numTensors - before, inputs.length, "tensors leak");
    found.push(gradients.map((gradient) => gradient.dataSync() as Float32Array));
    tf.dispose([inputs, gradients]);
  }
  const [wasm = [], cpu = []] = found;
  let worst = 0;
  cpu.forEach((values, i) => {
    assertEquals(wasm[i]?.length, values.length);
    const scale = values.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-12);
    values.forEach((value, at) => {
      worst = Math.max(worst, Math.abs(value - (wasm[i]?.[at] ?? NaN)) / scale);
    });
  });
  return worst;
}

function product(shape: number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}
