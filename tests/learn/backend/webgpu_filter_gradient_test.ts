import type { Tensor4D } from "@tensorflow/tfjs";
import { assertAgrees, convolutions, noCard, numbers } from "./webgpu_agreement.ts";

Deno.test({
  name: "registerWebGpuFilterGradient() gives what plain JavaScript gives",
  ignore: noCard,
  fn: async () => {
    for (const size of convolutions) {
      const { images, side, inputs, outputs, filter, step, pad } = size;
      await assertAgrees((tf) => {
        const x = numbers(tf, images, side, side, inputs) as Tensor4D;
        const loss = tf.grad((w) => tf.sum(tf.square(tf.conv2d(x, w as Tensor4D, step, pad))));
        return loss(numbers(tf, filter, filter, inputs, outputs));
      }, JSON.stringify(size));
    }
  },
});
