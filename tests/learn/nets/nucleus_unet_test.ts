import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import {
  applyNetwork,
  countWeights,
  initialWeights,
  splitWeights,
} from "../../../lib/learn/nets/nucleus_unet.ts";

const { tf } = await openBackend({ log: () => {} });
const shape = { base: 3, levels: 3 };

Deno.test("the nucleus network has 1,946,819 numbers at the size that is shipped", () => {
  assertEquals(countWeights({ base: 32, levels: 4 }), 1_946_819);
});

Deno.test("the nucleus network gives three maps at half resolution, and no tensor leaks", () => {
  const before = tf.memory().numTensors;
  const maps = tf.tidy(() => {
    const weights = tf.tensor1d(initialWeights(shape, new Random(1)));
    return applyNetwork(tf, splitWeights(tf, weights, shape), shape, tf.ones([2, 16, 24, 1]));
  });
  assertEquals(maps.shape, [2, 8, 12, 3]);
  assert(maps.dataSync().every(Number.isFinite));
  maps.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("the same seed begins with the same weights, another with others", () => {
  const [a, b, c] = [1, 1, 2].map((seed) => initialWeights(shape, new Random(seed)));
  assertEquals(a, b);
  assert(a!.some((value, i) => value !== c![i]));
});

Deno.test("splitWeights() refuses a row of another length", () => {
  assertThrows(
    () => tf.tidy(() => splitWeights(tf, tf.zeros([7]), shape)),
    RangeError,
    "found 7",
  );
});
