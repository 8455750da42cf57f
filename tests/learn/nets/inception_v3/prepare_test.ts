import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { normalizeImages } from "../../../../lib/learn/nets/image_net.ts";
import { prepareImages } from "../../../../lib/learn/nets/inception_v3/prepare.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("images normalised by ImageNet are brought to −1 … 1, or left as they are", () => {
  const images = tf.tidy(() => normalizeImages(tf, tf.fill([1, 75, 75, 3], 0.75)));
  const prepared = prepareImages(tf, images, true).dataSync();
  prepared.forEach((value) => assertAlmostEquals(value, 0.5, 1e-6));
  assertEquals(prepareImages(tf, images, false).dataSync(), images.dataSync());
});

Deno.test("images that are too small, or have not three channels, are refused", () => {
  const refused = (shape: [number, number, number, number], said: string) =>
    assertThrows(() => prepareImages(tf, tf.zeros(shape), true), Error, said);
  refused([1, 299, 299, 1], "299 × 299 pixels and 1 channels");
  refused([1, 74, 80, 3], "80 × 74 pixels");
});
