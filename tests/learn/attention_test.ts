import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { gradCam, meanActivation, overImage } from "../../lib/learn/attention.ts";
import { inceptionBackbone } from "../../lib/learn/backbone/inception_v3.ts";
import { tappedBackbone } from "../../lib/learn/backbone/tapped.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { inceptionNames, InceptionV3 } from "../../lib/learn/nets/inception_v3.ts";
import { deviation, uniform, weight } from "./nets/formula.ts";
import fixture from "./nets/fixtures/inception_v3.json" with { type: "json" };

const { tf } = await openBackend({ log: () => {} });

/** Scores are sums over pixels of channel 0 squared, and of channel 1 less channel 0. */
const simple = {
  tap: (images: Tensor4D) => tf.mul<Tensor4D>(images, 2),
  scores: (activation: Tensor4D) =>
    tf.tidy(() => {
      const [a, b] = tf.split(activation, 2, 3) as [Tensor4D, Tensor4D];
      return tf.concat([
        tf.sum(tf.square(a), [1, 2]),
        tf.sum(tf.sub(b, a), [1, 2]),
      ], 1) as Tensor2D;
    }),
};

Deno.test("Grad-CAM weighs channels by the mean gradient of the score, class by class", async () => {
  const before = tf.memory().numTensors;
  // Activation: channel 0 is 2 and 4, channel 1 is 6 and 0.
  const image = tf.tensor4d([1, 3, 2, 0], [1, 1, 2, 2]);
  // d/da of a² is 2a, in the mean 6.
  const [first] = await gradCam(tf, simple, image, { block: "x", classes: 0 });
  assertEquals([...first!.data], [6 * 2, 6 * 4]);
  // Channel 1 counts 1, channel 0 counts −1; below 0 nothing is left.
  const [second] = await gradCam(tf, simple, image, { block: "x", classes: [1] });
  assertEquals([...second!.data], [6 - 2, 0]);
  image.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("each image has a class of its own, which must exist", async () => {
  const images = tf.tensor4d([1, 3, 2, 0, 1, 3, 2, 0], [2, 1, 2, 2]);
  const maps = await gradCam(tf, simple, images, { block: "x", classes: [0, 1] });
  assertEquals(maps.map(({ data }) => [...data]), [[12, 24], [4, 0]]);
  const of = (classes: number | number[]) => gradCam(tf, simple, images, { block: "x", classes });
  await assertRejects(() => of(2), RangeError, "There is no class 2, only 0 to 1");
  await assertRejects(() => of([1]), RangeError, "2 images, but classes of 1");
  images.dispose();
});

Deno.test("Grad-CAM of Inception V3 is PyTorch's, for a block in the middle and one near the end", async () => {
  const names = inceptionNames({ classes: 5, auxiliary: true });
  const tensors = new Map([...names].map(([name, shape]) => [name, weight(name, shape)]));
  const net = new InceptionV3(tf, tensors), backbone = inceptionBackbone(tf, net);
  const [kernel, bias] = ["fc.weight", "fc.bias"].map((name) => {
    return Float64Array.from(net.named(name).dataSync());
  }) as [Float64Array, Float64Array];
  // The fixture's images are normalised already.
  const prepare = (images: Tensor4D) => net.prepare(images);
  const tapped = tappedBackbone(tf, { ...backbone, prepare }, { kernel, bias });
  const images = tf.tidy(() => {
    const values = uniform("images", 2 * 3 * 299 * 299, -2, 2);
    return tf.transpose(tf.tensor4d(values, [2, 3, 299, 299]), [0, 2, 3, 1]);
  });
  for (const [block, { cam }] of Object.entries(fixture.grad_cam)) {
    const maps = await gradCam(tf, tapped, images, { block, classes: 3 });
    const values = maps.flatMap(({ data }) => [...data]);
    const off = deviation(`cam ${block}`, values, cam);
    assert(off < 1e-3, `${block} is off by ${off}`);
  }
  images.dispose();
  backbone.dispose();
});

Deno.test("a mean activation is one map an image", async () => {
  const activation = tf.tensor4d([1, 3, 2, 2, 0, 0, 4, 8], [2, 1, 2, 2]);
  const maps = await meanActivation(tf, activation);
  assertEquals(maps.map(({ width, height, data }) => [width, height, ...data]), [
    [2, 1, 2, 2],
    [2, 1, 0, 6],
  ]);
});

Deno.test("a flat map is 0 over its image", () => {
  const map = { width: 1, height: 1, data: new Float32Array([3]) };
  assertEquals([...overImage(map, 2, 2).data], [0, 0, 0, 0]);
});
