import { assertAlmostEquals, assertRejects } from "@std/assert";
import { lastLayer, openInception } from "../../../lib/cli/predict/inception_v3.ts";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { InceptionV3, initialInception } from "../../../lib/learn/nets/inception_v3.ts";

Deno.test("lastLayer() gives the scores of the network's own head", async () => {
  const { tf } = await openBackend({ backend: "cpu", log: () => {} });
  const tensors = initialInception({ classes: 3, auxiliary: false }, new Random(2));
  const weights = Object.fromEntries(
    [...tensors].map(([name, { data }]) => [name, data as Float32Array]),
  );
  const random = new Random(5),
    pooled = Float32Array.from({ length: 2 * 2048 }, () => random.uniform());
  const found = lastLayer({ weights, classes: ["a", "b", "c"] }, pooled, 2048);
  const net = new InceptionV3(tf, tensors);
  const wanted = await net.classify(tf.tensor2d(pooled, [2, 2048])).data();
  net.dispose();
  wanted.forEach((value, i) => assertAlmostEquals(found[i]!, value, 1e-4));
});

Deno.test("openInception() refuses measurements, which it cannot read", async () => {
  const model = {
    network: "inception_v3",
    settings: {},
    classes: ["a"],
    fingerprint: "",
    metrics: {},
    weights: {},
  };
  const metadata = { columns: ["a"], values: [1], places: new Map([["P", 0]]), sites: false };
  const options = { channels: ["a", "b", "c"], metadata, file: "f", out: "", log: () => {} };
  await assertRejects(() => openInception(model, options), Error, "reads images alone");
});
