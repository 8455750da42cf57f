import type { Tensor2D } from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { imageEmbedder } from "../../../lib/learn/embed/image_embedder.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("imageEmbedder() hands images over normalised as torchvision does, and keeps no tensor", async () => {
  const shapes: number[][] = [];
  const network = {
    name: "mean",
    size: 2,
    length: 3,
    apply: (images: { shape: number[] }) => {
      shapes.push(images.shape);
      return tf.mean<Tensor2D>(images as never, [1, 2]);
    },
    dispose: () => {},
  };
  const embedder = imageEmbedder(tf, network), before = tf.memory().numTensors;
  assertEquals([embedder.name, embedder.channels, embedder.length], ["mean", 3, 3]);
  const found = await embedder.embed(new Float32Array(2 * 2 * 2 * 3).fill(0.5));
  assertEquals(shapes, [[2, 2, 2, 3]]);
  // torchvision.transforms.functional.normalize(torch.full((3, 1, 1), 0.5), …)
  const grey = [0.0655, 0.1964, 0.4178];
  [...grey, ...grey].forEach((value, i) => assertAlmostEquals(found[i]!, value, 5e-5));
  assertEquals(tf.memory().numTensors, before);
});
