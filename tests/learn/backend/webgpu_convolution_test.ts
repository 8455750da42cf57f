import type { Tensor4D } from "@tensorflow/tfjs";
import { assertAgrees, convolutions, noCard, numbers } from "./webgpu_agreement.ts";

// Few pixels are shared out in small blocks, many in large ones.
const many = {
  images: 1,
  side: 200,
  inputs: 4,
  outputs: 8,
  filter: 3,
  step: 1,
  pad: "same",
} as const;
const sizes = [...convolutions, many];

for (const activation of ["linear", "relu", "elu"] as const) {
  Deno.test({
    name:
      `registerWebGpuConvolution(): a convolution with bias and ${activation} is that of plain ` +
      "JavaScript",
    ignore: noCard,
    fn: async () => {
      for (const size of sizes) {
        const { images, side, inputs, outputs, filter, step: strides, pad } = size;
        await assertAgrees((tf) => {
          const x = numbers(tf, images, side, side, inputs) as Tensor4D;
          const kernel = numbers(tf, filter, filter, inputs, outputs) as Tensor4D;
          const bias = numbers(tf, outputs);
          return tf.fused.conv2d({ x, filter: kernel, strides, pad, bias, activation });
        }, JSON.stringify(size));
      }
    },
  });
}

Deno.test({
  name:
    "registerWebGpuConvolution(): a convolution and its gradient to the maps are those of plain " +
    "JavaScript",
  ignore: noCard,
  fn: async () => {
    for (const size of sizes) {
      const { images, side, inputs, outputs, filter, step, pad } = size;
      await assertAgrees((tf) => {
        const w = numbers(tf, filter, filter, inputs, outputs) as Tensor4D;
        const loss = tf.grad((x) => tf.sum(tf.square(tf.conv2d(x as Tensor4D, w, step, pad))));
        return loss(numbers(tf, images, side, side, inputs));
      }, JSON.stringify(size));
    }
  },
});

Deno.test({
  name: "registerWebGpuConvolution() leaves dilated filters to TensorFlow.js",
  ignore: noCard,
  fn: () =>
    assertAgrees((tf) => {
      const x = numbers(tf, 1, 9, 9, 4) as Tensor4D, w = numbers(tf, 3, 3, 4, 8) as Tensor4D;
      return tf.conv2d(x, w, 1, "same", "NHWC", 2);
    }, "dilated"),
});
