import type { Tensor4D } from "@tensorflow/tfjs";
import { assert } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { tf } from "./agreement.ts";

/** The same convolution on both backends. */
async function both(
  work: (x: Tensor4D, filter: Tensor4D) => Tensor4D,
  filter: [number, number, number, number],
) {
  const results: Float32Array[] = [];
  for (const backend of ["wasm", "cpu"]) {
    await tf.setBackend(backend);
    const random = new Random(1);
    const make = (shape: [number, number, number, number]) => {
      const size = shape.reduce((all, one) => all * one);
      return tf.tensor4d(Float32Array.from({ length: size }, () => random.normal()), shape);
    };
    results.push(tf.tidy(() => work(make([2, 8, 6, 3]), make(filter)).dataSync()) as Float32Array);
  }
  const [wasm = new Float32Array(), cpu = new Float32Array()] = results;
  return { same: cpu.every((value, i) => Math.abs(value - (wasm[i] ?? NaN)) < 1e-4) };
}

Deno.test("wasm: a filter narrower than its stride sees the right pixels", async () => {
  for (const size of [[1, 1], [1, 5], [5, 1]] as const) {
    const dense = await both((x, filter) => tf.conv2d(x, filter, 2, "same"), [...size, 3, 4]);
    assert(dense.same, `convolution ${size}`);
    const fused = await both(
      (x, filter) => tf.fused.conv2d({ x, filter, strides: 2, pad: "same", activation: "relu" }),
      [...size, 3, 4],
    );
    assert(fused.same, `fused convolution ${size}`);
    const depthwise = await both(
      (x, filter) => tf.depthwiseConv2d(x, filter, 2, "same"),
      [...size, 3, 2],
    );
    assert(depthwise.same, `depthwise convolution ${size}`);
  }
});
