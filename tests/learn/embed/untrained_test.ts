import type { Rank } from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { untrainedTensors } from "../../../lib/learn/embed/untrained.ts";
import { DinoV2 } from "../../../lib/learn/nets/dinov2.ts";
import { InceptionV3 } from "../../../lib/learn/nets/inception_v3.ts";

const { tf } = await openBackend({ log: () => {} });

/** Root mean square of what a network gives. */
function size(values: ArrayLike<number>): number {
  return Math.sqrt(
    Array.from(values).reduce((sum, value) => sum + value * value, 0) / values.length,
  );
}

Deno.test("numbers neither explode nor vanish in an untrained Inception V3", () => {
  const net = new InceptionV3(tf, untrainedTensors("inception_v3", new Random(1)));
  const pooled = tf.tidy(() =>
    net.pool(net.through(net.prepare(tf.randomNormal([1, 75, 75, 3], 0, 1, "float32", 1))))
      .dataSync()
  );
  assert(size(pooled) > 0.01 && size(pooled) < 100, `${size(pooled)}`);
  net.dispose();
});

Deno.test("an untrained DINOv2 sees that two images differ", () => {
  const net = new DinoV2(tf, untrainedTensors("dinov2_vits14", new Random(1)));
  assertEquals(net.shape, { width: 384, depth: 12, hidden: 1536, patch: 14, side: 37 });
  const [first, second] = tf.tidy(() => {
    const images = tf.randomNormal<Rank.R4>([2, 28, 28, 3], 0, 1, "float32", 1);
    const { cls } = net.forward(images);
    return [cls.slice([0], [1]).dataSync(), cls.slice([1], [1]).dataSync()];
  });
  assert(size(first!) > 0.5 && size(first!) < 2);
  assert(size(first!.map((value, i) => value - second![i]!)) > 0.1);
  net.dispose();
});
