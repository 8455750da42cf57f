import { assert, assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import {
  adam,
  addPenaltyGradient,
  type Optimizer,
  penalty,
  sgd,
} from "../../../lib/learn/fit/optimizer.ts";
import { keras } from "./reference.ts";

const { tf } = await openBackend({ log: () => {} });
const optimizers: Record<string, Optimizer> = {
  adam: adam(),
  adamOther: adam({ beta1: 0.8, beta2: 0.99, epsilon: 1e-3 }),
  sgd: sgd(),
  momentum: sgd({ momentum: 0.9 }),
  nesterov: sgd({ momentum: 0.9, nesterov: true }),
};

for (const [name, optimizer] of Object.entries(optimizers)) {
  Deno.test(`${name} moves weights as Keras does, also when the rate changes`, async () => {
    const { start, steps } = keras.optimizers[name];
    let row = [tf.tensor(start, [2, 3]), ...optimizer.slots.map(() => tf.zeros([2, 3]))];
    for (const [i, { gradient, rate, after }] of steps.entries()) {
      const [weight, ...slots] = row;
      row = optimizer.update(tf, weight!, tf.tensor(gradient, [2, 3]), slots, rate, i + 1);
      const found = await row[0]!.data();
      after.forEach((value: number, k: number) => {
        assert(Math.abs(found[k]! - value) < 2e-6 * (1 + Math.abs(value)), `step ${i}`);
      });
    }
  });
}

Deno.test("penalty() counts kernels only, and gives 0 where there is none", async () => {
  const bias = tf.tensor1d([5]), kernel = tf.tensor2d([[1], [3]]);
  assertEquals((await penalty(tf, [bias, kernel], 0.1).data())[0], Math.fround(1));
  assertEquals((await penalty(tf, [bias], 0.1).data())[0], 0);
});

Deno.test("addPenaltyGradient() adds what a tape finds for penalty(), to kernels only", () => {
  tf.tidy(() => {
    const kernel = tf.tensor2d([[1, -2], [3, 0.5]]), bias = tf.tensor1d([9, 8]);
    const loss = [tf.onesLike(kernel), tf.onesLike(bias)];
    const [toKernel, toBias] = addPenaltyGradient(tf, loss, [kernel, bias], 0.25);
    const taped = tf.grad((part) => penalty(tf, [part, bias], 0.25))(kernel);
    assertEquals([...toKernel!.dataSync()], [...tf.add(loss[0]!, taped).dataSync()]);
    assertEquals([...toBias!.dataSync()], [1, 1]);
  });
});
