import { assert, assertEquals, assertRejects } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { crossEntropy } from "../../../lib/learn/fit/loss.ts";
import { predict } from "../../../lib/learn/fit/predict.ts";
import { toDevice } from "../../../lib/learn/network.ts";
import { cloud, jittered, smallNetwork } from "../small_network.ts";

const { tf } = await openBackend({ log: () => {} });
const network = smallNetwork(), examples = cloud(20, 1);
const weights = toDevice(tf, network.weights);

Deno.test("predict() gives the same whatever the size of a batch, in order, and no tensor leaks", async () => {
  const before = tf.memory().numTensors, loss = crossEntropy();
  const [one, other] = await Promise.all(
    [7, 20].map((size) =>
      predict(tf, network, weights, jittered(examples, undefined, size), { loss })
    ),
  );
  assertEquals(one!.outputs.shape, [20, 3]);
  assertEquals(one!.targets.data, Int32Array.from(examples, ({ target }) => target));
  one!.outputs.data.forEach((v, i) => assert(Math.abs(v - other!.outputs.data[i]!) < 1e-6));
  assert(Math.abs(one!.loss - other!.loss) < 1e-6);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("predict() without a loss has none, and stops at a signal", async () => {
  assertEquals((await predict(tf, network, weights, jittered(examples))).loss, NaN);
  const signal = AbortSignal.abort(new Error("enough"));
  await assertRejects(
    () => predict(tf, network, weights, jittered(examples), { signal }),
    Error,
    "enough",
  );
});
