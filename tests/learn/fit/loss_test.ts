import type { Tensor } from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { crossEntropy, type CrossEntropyOptions } from "../../../lib/learn/fit/loss.ts";
import { keras } from "./reference.ts";

const { tf } = await openBackend({ log: () => {} });
const { logits, targets, weights, priors, ...expected } = keras.losses;
const outputs = tf.tensor(logits, [9, 4]), classes = tf.tensor1d(targets, "int32");
const value = async (options: CrossEntropyOptions) =>
  (await crossEntropy(options)(tf, outputs, classes).data())[0]!;

Deno.test("crossEntropy() equals Keras, plain, weighted, focal, and with adjusted logits", async () => {
  const cases: Record<string, CrossEntropyOptions> = {
    plain: {},
    weighted: { classWeights: weights },
    focal: { focus: 2 },
    focalWeighted: { focus: 2, classWeights: weights },
    adjusted: { priors },
  };
  for (const [name, options] of Object.entries(cases)) {
    assertAlmostEquals(await value(options), expected[name], 2e-6);
  }
});

Deno.test("crossEntropy() stays finite, with its gradient, where the answer is certain and wrong", async () => {
  for (const focus of [0, 2]) {
    const loss = crossEntropy({ focus });
    const { value, grad } = tf.valueAndGrad((x: Tensor) =>
      loss(tf, x, tf.tensor1d([0, 1], "int32"))
    )(
      tf.tensor2d([[-500, 500], [-500, 500]]),
    ) as unknown as { value: Tensor; grad: Tensor };
    assertAlmostEquals((await value.data())[0]!, 500, 1e-3);
    assert((await grad.data()).every(Number.isFinite), `focus ${focus}`);
  }
});

Deno.test("crossEntropy() with strength 0 is the plain one; a share of 0 is refused", async () => {
  assertAlmostEquals(await value({ priors, strength: 0 }), expected.plain, 2e-6);
  assertThrows(() => crossEntropy({ priors: [1, 0] }), RangeError, "the share of a class is 0");
});
