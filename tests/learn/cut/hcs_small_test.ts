import type { Rank } from "@tensorflow/tfjs";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { cutHcsSmall, hcsParts } from "../../../lib/learn/cut.ts";
import { hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";
import { toDevice } from "../../../lib/learn/network.ts";

const { tf } = await openBackend({ log: () => {} });
const network = hcsSmall({ channels: 1, classes: 2 }, new Random(1));

Deno.test("cutHcsSmall() at any part gives what the whole network gives", () => {
  const x = tf.randomUniform<Rank.R4>([2, 64, 64, 1], 0, 1, "float32", 1);
  const expected = tf.tidy(() => network.apply(tf, toDevice(tf, network.weights), [x]).dataSync());
  for (const from of hcsParts) {
    const cut = cutHcsSmall(tf, network, { from });
    const found = tf.tidy(() =>
      cut.end.apply(tf, toDevice(tf, cut.end.weights), [cut.begin(x)]).dataSync()
    );
    assertEquals(found.length, 4);
    found.forEach((value, i) => assert(Math.abs(value - expected[i]!) < 1e-5));
    cut.dispose();
  }
});

Deno.test("cutHcsSmall() refuses another network, and a part that there is not", () => {
  assertThrows(() => cutHcsSmall(tf, { ...network, kind: "hybrid" }), Error, "hybrid");
  assertThrows(() => cutHcsSmall(tf, network, { from: "level5" }), Error, "level5");
});
