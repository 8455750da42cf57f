import type { Tensor, Tensor1D, Tensor4D } from "@tensorflow/tfjs";
import { assert } from "@std/assert";
import { disagreement, tf } from "./agreement.ts";

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
  const depthwise = ["Filter", "Input"].map((of) => `DepthwiseConv2dNativeBackprop${of}`);
  for (const name of ["Conv2DBackpropFilter", ...depthwise, "UnsortedSegmentSum"]) {
    assert(tf.getKernel(name, "wasm") !== undefined, name);
  }
});
