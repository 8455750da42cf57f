import type { Tensor, Tensor1D, Tensor4D } from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { wasmGradientNames } from "../../../lib/learn/backend/wasm_gradients.ts";

await openBackend({ backend: "cpu", log: () => {} });
const { tf } = await openBackend({ backend: "wasm", log: () => {} });

/** Largest difference between wasm and plain JavaScript, relative to the largest value. */
async function disagreement(
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

/** TensorFlow.js takes a padding in numbers for square filters alone. */
const cases = [
  ...(["same", "valid"] as const).flatMap((pad) =>
    ([[3, 3], [1, 1], [1, 5], [2, 4]] as const).map((filter) => ({ pad, filter }))
  ),
  { pad: 1, filter: [3, 3] },
  { pad: 3, filter: [2, 2] },
] as const;

for (const [height, width] of [[7, 9], [8, 6]] as const) {
  for (const strides of [1, 2, 3]) {
    Deno.test(`wasm: convolution gradients equal plain JavaScript's, ${height}×${width}, stride ${strides}`, async () => {
      for (const { pad, filter: [rows, columns] } of cases) {
        const rounding = typeof pad === "number" ? "floor" : undefined;
        const worst = await disagreement(
          (x, filter) =>
            tf.conv2d(x as Tensor4D, filter as Tensor4D, strides, pad, "NHWC", 1, rounding),
          [[2, height, width, 3], [rows, columns, 3, 4]],
        );
        assert(worst < 1e-4, `pad ${pad}, filter ${rows}×${columns}: ${worst}`);
      }
    });

    Deno.test(`wasm: depthwise gradients equal plain JavaScript's, ${height}×${width}, stride ${strides}`, async () => {
      for (const pad of ["same", "valid", 1] as const) {
        for (const multiplier of [1, 2]) {
          const rounding = typeof pad === "number" ? "floor" : undefined;
          const worst = await disagreement(
            (x, filter) =>
              tf.depthwiseConv2d(
                x as Tensor4D,
                filter as Tensor4D,
                strides,
                pad,
                "NHWC",
                1,
                rounding,
              ),
            [[2, height, width, 3], [3, 3, 3, multiplier]],
          );
          assert(worst < 1e-4, `pad ${pad}, multiplier ${multiplier}: ${worst}`);
        }
      }
    });
  }
}

Deno.test("wasm: the gradient of gather equals plain JavaScript's", async () => {
  const indices = [2, 0, 2, 1];
  const worst = await disagreement(
    (x) => tf.gather(x, tf.tensor1d(indices, "int32")),
    [[4, 3, 2]],
  );
  assert(worst < 1e-4, `${worst}`);
});

Deno.test("wasm: gradients of pooling, normalisation and activations equal plain JavaScript's", async () => {
  const works: Record<string, (x: Tensor) => Tensor> = {
    maxPool: (x) => tf.maxPool(x as Tensor4D, 3, 2, "same"),
    "maxPool of negatives": (x) =>
      tf.maxPool(tf.sub(tf.neg(tf.abs(x)), 1) as Tensor4D, 2, 2, "valid"),
    avgPool: (x) => tf.avgPool(x as Tensor4D, 3, 1, "same"),
    batchNorm: (x) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      const [offset, scale] = [tf.tensor1d([1, 2, 3]), tf.tensor1d([2, 1, 3])];
      const normal = tf.batchNorm(
        x as Tensor4D,
        mean as Tensor1D,
        variance as Tensor1D,
        offset,
        scale,
      );
      // Its own sum of squares hardly depends on the input: nothing to compare but rounding.
      return tf.mul(normal, x);
    },
    relu: (x) => tf.relu(x),
    elu: (x) => tf.elu(x),
    leakyRelu: (x) => tf.leakyRelu(x),
    softmax: (x) => tf.logSoftmax(x),
    sigmoid: (x) => tf.sigmoid(x),
    erf: (x) => tf.erf(x),
    slice: (x) =>
      tf.concat(
        [tf.slice(x, [0, 1, 1, 0], [2, 3, 3, 3]), tf.slice(x, 0, 1)].map((part) => tf.mean(part))
          .map((part) => tf.reshape(part, [1])),
      ),
  };
  for (const [name, work] of Object.entries(works)) {
    const worst = await disagreement(work as (...x: Tensor[]) => Tensor, [[2, 6, 7, 3]]);
    assert(worst < 1e-4, `${name}: ${worst}`);
  }
});

Deno.test("wasm: every gradient that this project adds is registered", () => {
  for (const name of wasmGradientNames()) assert(tf.getKernel(name, "wasm") !== undefined, name);
});
