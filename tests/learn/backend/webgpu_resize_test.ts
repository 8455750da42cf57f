import type { Tensor4D } from "@tensorflow/tfjs";
import { assertAgrees, noCard, numbers } from "./webgpu_agreement.ts";

// 37 and 29 are sizes at which a card's division of 32 bits was seen to be off.
const sizes = [
  [2, 37, 29, 8, 74, 58],
  [1, 3, 5, 3, 12, 5],
  [3, 4, 6, 4, 4, 18],
] as const;

// Left to TensorFlow.js, whose gradient by pixels' centres is wrong here; nothing asks for it.
const other = [1, 6, 4, 2, 9, 5] as const;

for (const [aligned, centred] of [[false, false], [false, true], [true, false]] as const) {
  const how = aligned ? "aligned corners" : centred ? "pixels' centres" : "pixels' corners";
  Deno.test({
    name:
      `registerWebGpuResize(): sizes by ${how} and their gradients are those of plain JavaScript`,
    ignore: noCard,
    fn: async () => {
      for (
        const [images, height, width, channels, high, wide] of centred ? sizes : [...sizes, other]
      ) {
        const message = `${height} × ${width} to ${high} × ${wide}`;
        await assertAgrees((tf) => {
          const x = numbers(tf, images, height, width, channels) as Tensor4D;
          return tf.image.resizeNearestNeighbor(x, [high, wide], aligned, centred);
        }, message);
        await assertAgrees((tf) => {
          const weights = numbers(tf, images, high, wide, channels);
          const loss = tf.grad((x) => {
            const larger = tf.image
              .resizeNearestNeighbor(x as Tensor4D, [high, wide], aligned, centred);
            return tf.sum(tf.mul(larger, weights));
          });
          return loss(numbers(tf, images, height, width, channels));
        }, `gradient of ${message}`);
      }
    },
  });
}
