import type { Tensor4D } from "@tensorflow/tfjs";
import { assert } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";

// A card that is imitated in software will do; CI has none, so that the test is left out there.
const found = await openBackend({ backend: "webgpu", log: () => {} }).catch(() => undefined);

const shapes: [
  count: number,
  side: number,
  inputs: number,
  outputs: number,
  filter: number,
  step: number,
  pad: "same" | "valid",
][] = [
  [2, 9, 3, 5, 3, 1, "same"],
  [2, 10, 1, 24, 4, 2, "same"],
  [1, 16, 64, 40, 3, 1, "same"],
  [3, 12, 8, 36, 3, 2, "valid"],
  [4, 5, 33, 7, 1, 1, "same"],
  [2, 1, 4, 4, 3, 1, "same"],
];

Deno.test({
  name: "registerWebGpuFilterGradient() gives what plain JavaScript gives",
  ignore: found === undefined,
  fn: async () => {
    await openBackend({ backend: "cpu", log: () => {} });
    const { tf } = await openBackend({ backend: "webgpu", log: () => {} });
    for (const [count, side, inputs, outputs, filter, step, pad] of shapes) {
      const gradients: Float32Array[] = [];
      for (const backend of ["cpu", "webgpu"]) {
        await tf.setBackend(backend);
        const random = new Random(1);
        const some = (...shape: [number, number, number, number]) => {
          const length = shape.reduce((all, size) => all * size, 1);
          return tf.tensor4d(Float32Array.from({ length }, () => random.normal()), shape);
        };
        const x = some(count, side, side, inputs), kernel = some(filter, filter, inputs, outputs);
        const loss = tf.grad((w) => tf.sum(tf.square(tf.conv2d(x, w as Tensor4D, step, pad))));
        gradients.push(await loss(kernel).data() as Float32Array);
      }
      const [expected = new Float32Array(), given = new Float32Array()] = gradients;
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const worst = expected.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - given[i]!)),
        0,
      );
      assert(
        worst < 2e-6 * largest,
        `${count} × ${side}, ${inputs} to ${outputs}: ${worst / largest}`,
      );
    }
  },
});
