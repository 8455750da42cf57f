import { assert, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { cutHcsSmall } from "../../lib/learn/cut.ts";
import { hcsSmall } from "../../lib/learn/nets/hcs_small.ts";
import { apart, both } from "./cut/both.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("hcs_small through a cache ends with the weights of a training without it", async () => {
  for (const from of ["classes", "level4"]) {
    const network = hcsSmall({ channels: 2, classes: 3 }, new Random(1));
    const before = tf.memory().numTensors;
    const cut = cutHcsSmall(tf, network, { from });
    const { cached, whole } = await both(tf, cut, 10);
    const { state: { weights } } = cached;
    assert(apart(weights, whole.state.weights) < 1e-5);
    const begun = Object.fromEntries(
      Object.entries(cut.end.weights).map(([name, { data }]) => [name, data]),
    );
    assert(apart(weights, begun) > 1e-3, "training changed nothing");
    cut.put(weights);
    assertEquals(network.weights["classes/kernel"]!.data, weights["classes/kernel"]);
    cut.dispose();
    assertEquals(tf.memory().numTensors, before);
  }
});
