import type { Tensor } from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { countWeights, initialWeights, splitWeights } from "../../lib/learn/nets/nucleus_unet.ts";
import { makeExample } from "../../lib/learn/nucleus/example.ts";
import { cutTiles } from "../../lib/learn/nucleus/tiles.ts";
import {
  beginTraining,
  lossOf,
  type TrainingReport,
  trainNucleus,
} from "../../lib/learn/train_nucleus.ts";
import { discs } from "./discs.ts";

const { tf } = await openBackend({ log: () => {} });
const shape = { base: 4, levels: 3 };
const { image, labels } = discs(128, 128, 20, 8, 1);
const examples = [makeExample(image, labels)];
const random = new Random(5);
const options = {
  shape,
  steps: 40,
  every: 10,
  rate: 5e-3,
  source: (step: number) => cutTiles(examples, 2, 48, random.fork(step)),
};
const begin = () => beginTraining(initialWeights(shape, random.fork("weights")));

// Written by nucleus/torch_loss.py.
const torch = JSON.parse(
  await Deno.readTextFile(new URL("nucleus/fixtures/torch_loss.json", import.meta.url)),
) as {
  base: number;
  levels: number;
  tiles: number;
  size: number;
  loss: number;
  gradient: number[];
};

Deno.test("network, loss and gradient of the nucleus training equal PyTorch's", () => {
  const { base, levels, tiles: count, size, loss, gradient } = torch;
  const shape = { base, levels };
  const waves = (length: number, step: number) =>
    Float32Array.from({ length }, (_, i) => Math.sin(i * step));
  const row = waves(countWeights(shape), 12.9898).map((value) => 0.4 * value);
  const images = waves(count * 4 * size * size, 78.233);
  const targets = waves(count * size * size * 4, 37.719)
    .map((value, i) => i % 4 < 2 ? value : value > 0 ? 1 : 0);
  const [value, found] = tf.tidy(() => {
    const layers = splitWeights(tf, tf.tensor1d(row), shape);
    const { value, grads } = tf.valueAndGrads((...parts: Tensor[]) =>
      lossOf(tf, parts, shape, { count, size, images, targets })
    )(layers);
    return [value.dataSync()[0]!, tf.concat(grads.map((one) => tf.reshape(one, [-1]))).dataSync()];
  });
  assertAlmostEquals(value, loss, 1e-5 * loss);
  assertEquals(found.length, gradient.length);
  const largest = gradient.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const off = gradient.reduce((most, one, i) => Math.max(most, Math.abs(one - found[i]!)), 0);
  assert(off < 1e-4 * largest, `${off} of ${largest}`);
});

async function reportsOf(
  start = begin(),
  stopAt = Infinity,
  source = options.source,
): Promise<TrainingReport[]> {
  const reports: TrainingReport[] = [];
  for await (const report of trainNucleus(tf, start, { ...options, source })) {
    reports.push(report);
    if (report.state.step >= stopAt) break;
  }
  return reports;
}

Deno.test("trainNucleus() lowers the loss, and no tensor leaks", async () => {
  const before = tf.memory().numTensors;
  const always = cutTiles(examples, 2, 48, new Random(8));
  const losses = (await reportsOf(begin(), Infinity, () => always)).map(({ loss }) => loss);
  assertEquals(losses.length, 4);
  assert(losses[3]! < 0.7 * losses[0]!, `${losses}`);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("trainNucleus() going on from a state is the same as never stopping", async () => {
  const whole = await reportsOf();
  const [, half] = await reportsOf(begin(), 20);
  assertEquals(half?.state.step, 20);
  const rest = await reportsOf(half!.state);
  assertEquals(rest.map(({ state }) => state.step), [30, 40]);
  const [end, other] = [whole.at(-1)!.state.weights, rest.at(-1)!.state.weights];
  // Sums over threads may differ in the last bits, nothing else.
  const off = end.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
  assert(off < 1e-4, `${off}`);
});

Deno.test("trainNucleus() stops at a signal, and no tensor leaks", async () => {
  const before = tf.memory().numTensors, stop = new AbortController();
  const onStep = (step: number) => step === 3 && stop.abort(new Error("enough"));
  const run = async () => {
    const reports = trainNucleus(tf, begin(), { ...options, signal: stop.signal, onStep });
    for await (const _ of reports) assert(false, "no report is due");
  };
  await assertRejects(run, Error, "enough");
  assertEquals(tf.memory().numTensors, before);
});
