import { assertAlmostEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { hcsBackbone } from "../../../lib/learn/backbone/hcs_small.ts";
import { tappedBackbone } from "../../../lib/learn/backbone/tapped.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { trainHead } from "../../../lib/learn/linear_head.ts";
import { hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("tappedBackbone() gives the head's scores, wherever it is cut", async () => {
  const backbone = hcsBackbone(tf, hcsSmall({ channels: 1, classes: 2 }, new Random(1)));
  const random = new Random(2),
    pixels = Float32Array.from({ length: 2 * 4096 }, () => random.uniform());
  const images = tf.tensor4d(pixels, [2, 64, 64, 1]);
  const pooled = tf.tidy(() => backbone.pool(backbone.through(images)).dataSync()) as Float32Array;
  const head = await trainHead(tf, { values: pooled, targets: [0, 1] }, { classes: 2, epochs: 3 });
  const expected = head.scores(pooled), net = tappedBackbone(tf, backbone, head);
  for (const block of ["level2", "level4"]) {
    const found = tf.tidy(() => net.scores(net.tap(images, block), block).dataSync());
    found.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-3));
  }
  backbone.dispose();
});
