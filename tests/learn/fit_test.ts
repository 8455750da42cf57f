import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import {
  decodeState,
  encodeState,
  fit,
  type FitOptions,
  type FitState,
  LossError,
  type Numbers,
  sgd,
} from "../../lib/learn/fit.ts";
import { cloud, jittered, smallNetwork } from "./small_network.ts";

const { tf } = await openBackend({ log: () => {} });
const network = smallNetwork(), train = cloud(64, 1), held = cloud(48, 2);
const options: FitOptions = {
  epochs: 5,
  rate: 0.05,
  train: (epoch) => jittered(train, epoch),
  validation: () => jittered(held),
};

function furthest(a: Numbers, b: Numbers): number {
  assertEquals(Object.keys(a), Object.keys(b));
  return Math.max(
    ...Object.keys(a).flatMap((name) => [...a[name]!].map((v, i) => Math.abs(v - b[name]![i]!))),
  );
}

Deno.test("fit() learns, and its history has loss, accuracy and rate of each epoch", async () => {
  const { history, weights, stopped, bestEpoch } = await fit(tf, network, options);
  assertEquals([history.length, stopped], [5, "epochs"]);
  const last = history.at(-1)!;
  assert(last.validationAccuracy! > 0.8 && last.loss! < history[0]!.loss!, JSON.stringify(history));
  assertEquals(Object.keys(last), [
    "epoch",
    "rate",
    "loss",
    "accuracy",
    "validationLoss",
    "validationAccuracy",
  ]);
  const losses = history.map(({ validationLoss }) => validationLoss!);
  assertEquals(bestEpoch, 1 + losses.indexOf(Math.min(...losses)));
  assertEquals(Object.keys(weights), ["first", "bias", "last"]);
});

Deno.test("fit() restores the weights of the best epoch", async () => {
  const seen: FitState[] = [];
  const values = [3, 2, 1, 4, 5, 6];
  const { weights, bestEpoch, stopped, history } = await fit(tf, network, {
    ...options,
    epochs: 20,
    monitor: "told",
    measure: () => ({ told: values[seen.length] ?? 9 }),
    earlyStopping: { patience: 2 },
    onEpoch: (_, state) => void seen.push(state),
  });
  assertEquals([bestEpoch, stopped, history.length], [3, "early", 5]);
  assertEquals(weights, seen[2]!.weights);
  assert(furthest(weights, seen[4]!.weights) > 1e-3);
});

Deno.test("fit() going on from a file after a kill gives what an unbroken run gives", async () => {
  const whole = { ...options, plateau: { patience: 1, factor: 0.5 }, l2: 1e-3 };
  const unbroken = await fit(tf, network, whole);
  let file: Uint8Array | undefined;
  const kill = new Error("killed");
  const onEpoch = (_: unknown, state: FitState) => {
    file = encodeState(state, "same");
    if (state.epoch === 3) throw kill;
  };
  await assertRejects(() => fit(tf, network, { ...whole, onEpoch }), Error, "killed");
  const begin = decodeState(file!, "same");
  const other = await fit(tf, network, { ...whole, begin });
  // Sums over threads may differ in the last bits, nothing else.
  assert(furthest(other.weights, unbroken.weights) < 1e-5);
  assert(furthest(other.state.slots, unbroken.state.slots) < 1e-5);
  assertEquals(other.state.plateau.rate, unbroken.state.plateau.rate);
  assertEquals(other.bestEpoch, unbroken.bestEpoch);
  other.history.forEach((numbers, i) =>
    assert(Math.abs(numbers.loss! - unbroken.history[i]!.loss!) < 1e-5)
  );
});

Deno.test("fit() leaves memory flat over epochs, and nothing behind", async () => {
  const before = tf.memory().numTensors, during: number[] = [];
  await fit(tf, network, { ...options, onEpoch: () => void during.push(tf.memory().numTensors) });
  assertEquals(new Set(during).size, 1);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("fit() stopped by a signal keeps the best weights, and can go on", async () => {
  const stop = new AbortController(), before = tf.memory().numTensors;
  const result = await fit(tf, network, {
    ...options,
    signal: stop.signal,
    onBatch: ({ epoch, batch }) => epoch === 3 && batch === 2 && stop.abort(),
  });
  assertEquals([result.stopped, result.state.epoch, result.bestEpoch], ["signal", 2, 2]);
  assertEquals(result.weights, result.state.weights);
  assertEquals(tf.memory().numTensors, before);
  const on = await fit(tf, network, { ...options, begin: result.state });
  assert(furthest(on.weights, (await fit(tf, network, options)).weights) < 1e-5);
});

Deno.test("fit() names the batch whose loss is NaN, and keeps the last good weights", async () => {
  const before = tf.memory().numTensors;
  const states: FitState[] = [];
  const broken = (epoch: number) =>
    jittered(train.map((example, i) => {
      const bad = epoch === 3 && i === 40;
      return bad
        ? { ...example, inputs: [{ shape: [2], data: new Float32Array([NaN, 0]) }] }
        : example;
    }));
  const run = () =>
    fit(tf, network, { ...options, train: broken, onEpoch: (_, s) => void states.push(s) });
  const error = await assertRejects(run, LossError);
  assert(
    error.message.includes("batch 3 (example 33, example 34, example 35 and 13 more) of"),
    error.message,
  );
  assertEquals(error.result.weights, states[1]!.weights);
  assertEquals(tf.memory().numTensors, before);
  // In the very first epoch the weights before the bad batch are kept.
  const first = await assertRejects(
    () => fit(tf, network, { ...options, train: () => broken(3) }),
    LossError,
  );
  assert(Object.values(first.result.weights).every((row) => row.every(Number.isFinite)));
  assert(furthest(first.result.weights, states[1]!.weights) > 0);
});

Deno.test("fit() names a batch of the validation set whose loss is not finite", async () => {
  const bad = { ...held[0]!, inputs: [{ shape: [2], data: new Float32Array([Infinity, NaN]) }] };
  const validation = () => jittered([bad, ...held]);
  const run = () => fit(tf, network, { ...options, validation });
  await assertRejects(
    run,
    LossError,
    "batch 1 (example 1, example 2, example 3 and 13 more) of the validation set",
  );
});

Deno.test("fit() leaves frozen weights as they are, and keeps nothing of them", async () => {
  const frozen = (name: string) => name === "first";
  const { weights, state } = await fit(tf, network, { ...options, epochs: 2, frozen });
  assertEquals(weights.first, network.weights.first!.data);
  assert(weights.last!.some((value, i) => value !== network.weights.last!.data[i]));
  assertEquals(Object.keys(state.slots).some((name) => name.startsWith("first")), false);
  const on = () => fit(tf, network, { ...options, begin: state });
  await assertRejects(on, InputError, "another optimizer, or with other layers frozen");
});

Deno.test("fit() takes a schedule, and lowers it on a plateau", async () => {
  const steps: number[] = [];
  const rate = (step: number) => {
    steps.push(step);
    return 0.1;
  };
  const { history } = await fit(tf, network, {
    ...options,
    epochs: 3,
    rate,
    optimizer: sgd(),
    monitor: "told",
    measure: () => ({ told: 1 }),
    plateau: { patience: 1, factor: 0.5 },
  });
  assertEquals(steps, Array.from({ length: 12 }, (_, i) => i));
  assertEquals(history.map(({ rate }) => rate), [0.1, 0.1, 0.05]);
});

Deno.test("fit() refuses another network's state, wrong inputs, empty epochs, an unknown monitor", async () => {
  const { state } = await fit(tf, network, { ...options, epochs: 1 });
  const other = { ...network, weights: { first: network.weights.first! } };
  await assertRejects(() => fit(tf, other, { ...options, begin: state }), InputError, "left over");
  const wide = { ...network, inputs: [[3]] };
  await assertRejects(() => fit(tf, wide, options), InputError, 'found "16 × 2", allowed: n × 3');
  await assertRejects(
    () => fit(tf, network, { ...options, train: () => [] }),
    InputError,
    "no batch",
  );
  const nothing = () => fit(tf, network, { ...options, validation: () => [] });
  await assertRejects(nothing, InputError, "column validationLoss: found NaN, allowed: a number");
  const run = () => fit(tf, network, { ...options, monitor: "AUC" });
  await assertRejects(run, InputError, "allowed: epoch, rate, loss");
});
