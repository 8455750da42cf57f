import { assert, assertEquals, assertRejects } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { initialWeights } from "../../lib/learn/nets/nucleus_unet.ts";
import { makeExample } from "../../lib/learn/nucleus/example.ts";
import { cutTiles } from "../../lib/learn/nucleus/tiles.ts";
import { beginTraining, type TrainingReport, trainNucleus } from "../../lib/learn/train_nucleus.ts";
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
