import { assert, assertEquals, assertRejects } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { adam, sgd } from "../../lib/learn/fit.ts";
import { type Features, screenHeads } from "../../lib/learn/screen_heads.ts";

const { tf } = await openBackend({ log: () => {} });

function features(n: number, seed: number): Features {
  const random = new Random(seed), targets = Array.from({ length: n }, (_, i) => i % 2);
  const values = Float32Array.from(
    { length: 3 * n },
    (_, i) => random.normal(i % 3 === 0 ? 1 - 2 * targets[Math.floor(i / 3)]! : 0),
  );
  return { values, targets };
}

const [train, validation] = [features(64, 1), features(64, 2)];
const options = {
  optimizers: { SGD: sgd(), Adam: adam() },
  rates: [0.001, 0.1],
  classes: 2,
  epochs: 3,
};

Deno.test("screenHeads() trains each pair from the same weights, and a fitting rate learns more", async () => {
  const before = tf.memory().numTensors, seen: number[] = [];
  const heads = await screenHeads(tf, train, validation, {
    ...options,
    onDone: (done, total) => void seen.push(done / total),
  });
  assertEquals(heads.map(({ optimizer, rate }) => `${optimizer} ${rate}`), [
    "SGD 0.001",
    "SGD 0.1",
    "Adam 0.001",
    "Adam 0.1",
  ]);
  assertEquals(seen, [0.25, 0.5, 0.75, 1]);
  const losses = heads.map(({ history }) => history.at(-1)!.validationLoss!);
  assert(losses[1]! < losses[0]! && losses[3]! < losses[2]!, `${losses}`);
  assertEquals(tf.memory().numTensors, before);
  for (const { history, named } of heads) {
    const rights = named.map((one) =>
      one.filter((name, i) => name === validation.targets[i]).length
    );
    assertEquals(rights.map((n) => n / 64), history.map((one) => one.validationAccuracy!));
  }
  const again = await screenHeads(tf, train, validation, { ...options, rates: [0.1] });
  assert(Math.abs(again[0]!.history.at(-1)!.loss! - heads[1]!.history.at(-1)!.loss!) < 1e-5);
});

Deno.test("screenHeads() goes on after a head whose loss explodes", async () => {
  const large = { values: train.values.map((value) => 1e18 * value), targets: train.targets };
  const heads = await screenHeads(tf, large, large, {
    ...options,
    optimizers: { SGD: sgd() },
    rates: [1e9, 1e-30],
  });
  assertEquals(heads.map(({ history }) => history.length), [0, 3]);
  assertEquals(heads.map(({ named }) => named.length), [0, 3]);
});

Deno.test("screenHeads() refuses vectors that do not fit, or are not finite", async () => {
  const other = { values: new Float32Array(8), targets: [0, 1] };
  await assertRejects(() => screenHeads(tf, train, other, options), RangeError, "4 numbers, not 3");
  const torn = { values: new Float32Array(7), targets: [0, 1] };
  await assertRejects(() => screenHeads(tf, torn, train, options), RangeError, "among 2 vectors");
  const gap = { values: new Float32Array([0, 1, 2, 3, NaN, 5]), targets: [0, 1] };
  await assertRejects(
    () => screenHeads(tf, gap, train, options),
    RangeError,
    "vector 2: it has NaN",
  );
});
