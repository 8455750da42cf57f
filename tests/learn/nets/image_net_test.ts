import { assertAlmostEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { normalizeImages } from "../../../lib/learn/nets/image_net.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("grey 0.5 becomes by ImageNet's statistics what torchvision makes of it", () => {
  const grey = tf.tidy(() => normalizeImages(tf, tf.fill([1, 1, 2, 3], 0.5)).dataSync());
  // torchvision.transforms.functional.normalize(torch.full((3, 1, 1), 0.5), …)
  const expected = [0.0655, 0.1964, 0.4178, 0.0655, 0.1964, 0.4178];
  expected.forEach((value, i) => assertAlmostEquals(grey[i]!, value, 5e-5));
});
