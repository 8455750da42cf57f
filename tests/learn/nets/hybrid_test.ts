import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { crossEntropy, fit } from "../../../lib/learn/fit.ts";
import { predict } from "../../../lib/learn/fit/predict.ts";
import { withWeights } from "../../../lib/learn/model_file.ts";
import { hybridNetwork, type HybridShape } from "../../../lib/learn/nets/hybrid.ts";
import { type Batch, toDevice } from "../../../lib/learn/network.ts";

const { tf } = await openBackend({ log: () => {} });
const keras = JSON.parse(
  await Deno.readTextFile(new URL("./fixtures/hybrid.json", import.meta.url)),
);
const shape: HybridShape = {
  image: { side: 8, channels: 2 },
  metadata: 4,
  classes: 3,
  filters: [3, 4],
  units: [5, 3],
  head: [6],
};

function rowsOf(values: Record<string, number[]>): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(values).map(([name, row]) => [name, Float32Array.from(row)]),
  );
}

const network = withWeights(hybridNetwork(shape, new Random(1)), {
  weights: rowsOf(keras.weights),
});

function batches(from: number, to: number, size: number): Batch[] {
  const found: Batch[] = [];
  for (let at = from; at < to; at += size) {
    const end = Math.min(to, at + size), n = end - at;
    const cut = (values: number[], length: number) =>
      Float32Array.from(values.slice(at * length, end * length));
    found.push({
      inputs: [
        { shape: [n, 8, 8, 2], data: cut(keras.images, 128) },
        { shape: [n, 4], data: cut(keras.metadata, 4) },
      ],
      targets: { shape: [n], data: Int32Array.from(keras.targets.slice(at, end)) },
    });
  }
  return found;
}

Deno.test("hybridNetwork() gives what the same layers give in Keras", async () => {
  const weights = toDevice(tf, network.weights);
  const { outputs } = await predict(tf, network, weights, batches(0, 10, 4));
  outputs.data.forEach((value, i) => assertAlmostEquals(value, keras.outputs[i], 1e-5));
  tf.dispose(weights);
});

Deno.test("fit() trains it as Keras' fit() does: history and weights after three epochs", async () => {
  const { history, state } = await fit(tf, network, {
    epochs: 3,
    rate: 0.01,
    loss: crossEntropy({ classWeights: [0.5, 1, 2] }),
    validationLoss: crossEntropy(),
    train: () => batches(0, 7, 3),
    validation: () => batches(7, 10, 3),
  });
  const names = { loss: "loss", val_loss: "validationLoss", val_accuracy: "validationAccuracy" };
  for (const [theirs, ours] of Object.entries(names)) {
    keras.history[theirs].forEach((value: number, i: number) =>
      assertAlmostEquals(history[i]![ours]!, value, 1e-4)
    );
  }
  for (const [name, row] of Object.entries(rowsOf(keras.after))) {
    const off = Math.max(...row.map((value, i) => Math.abs(value - state.weights[name]![i]!)));
    assert(off < 2e-4, `${name} ${off}`);
  }
});

Deno.test("hybridNetwork() can have either branch alone", () => {
  const { image: _, ...alone } = shape;
  assertEquals(hybridNetwork(alone, new Random(1)).inputs, [[4]]);
  assertEquals(hybridNetwork({ ...shape, metadata: 0 }, new Random(1)).inputs, [[8, 8, 2]]);
  const first = Object.keys(hybridNetwork(alone, new Random(1)).weights)[0];
  assertEquals(first, "metadata/dense1/kernel");
});

Deno.test("hybridNetwork() begins within Glorot's limits, the same for a seed", () => {
  const { weights } = hybridNetwork(shape, new Random(3));
  const limit = Math.sqrt(6 / (9 * (2 + 3)));
  const kernel = weights["image/conv1/kernel"]!.data;
  assert(kernel.every((value) => Math.abs(value) <= limit));
  assert(Math.max(...kernel) > 0.8 * limit);
  assertEquals(hybridNetwork(shape, new Random(3)).weights, weights);
});

Deno.test("hybridNetwork() refuses sizes that make no sense", () => {
  const build = (change: Partial<HybridShape>) => () =>
    hybridNetwork({ ...shape, ...change }, new Random(1));
  assertThrows(build({ image: { side: 10, channels: 1 } }), InputError, "a multiple of 4 px");
  assertThrows(build({ classes: 1 }), InputError, "1 class");
  const { image: _, ...alone } = { ...shape, metadata: 0 };
  assertThrows(
    () => hybridNetwork(alone, new Random(1)),
    InputError,
    "neither images nor metadata",
  );
});
