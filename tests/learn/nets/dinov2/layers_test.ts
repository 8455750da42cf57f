import { assertAlmostEquals, assertEquals } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { DeviceWeights } from "../../../../lib/learn/nets/device_weights.ts";
import { HEAD, TokenLayers } from "../../../../lib/learn/nets/dinov2/layers.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

/** Each of q, k and v is what it reads, times a factor. */
function attentionOf(factors: readonly number[]) {
  const weight = new Float32Array(3 * HEAD * HEAD);
  for (let i = 0; i < 3 * HEAD; i++) weight[i * HEAD + i % HEAD] = factors[Math.floor(i / HEAD)]!;
  return new DeviceWeights(tf, [
    ["attn.qkv.weight", { shape: [3 * HEAD, HEAD], data: weight }],
    ["attn.qkv.bias", { shape: [3 * HEAD], data: new Float32Array(3 * HEAD) }],
  ]);
}

/** Two tokens: 4 in the first place, 8 in the second. */
const tokens = tf.tidy(() => {
  const values = new Float32Array(2 * HEAD);
  values[0] = 4;
  values[HEAD + 1] = 8;
  return tf.tensor3d(values, [1, 2, HEAD]);
});

Deno.test("a token looks at each other as the softmax of q · k / √64 says", () => {
  const weights = attentionOf([1, 0.5, 3]);
  const { shares, values } = new TokenLayers(tf, weights).attention(tokens, "attn");
  const own = [4 * 4, 8 * 8].map((square) => Math.exp(0.5 * square / 8));
  const expected = [own[0]!, 1, 1, own[1]!].map((value, i) => value / (1 + own[i >> 1]!));
  assertEquals([shares.shape, values.shape], [[1, 1, 2, 2], [1, 1, 2, HEAD]]);
  shares.dataSync().forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-5));
  assertEquals(values.dataSync()[HEAD + 1], 24);
  weights.dispose();
});

Deno.test("tokens are normalised each by itself, with DINOv2's ε", () => {
  const of = (value: number) => ({ shape: [HEAD], data: new Float32Array(HEAD).fill(value) });
  const weights = new DeviceWeights(tf, [["n.weight", of(2)], ["n.bias", of(1)]]);
  const layers = new TokenLayers(tf, weights);
  const values = layers.normalize(tokens, "n").dataSync();
  [4, 8].forEach((value, token) => {
    const mean = value / HEAD, variance = value ** 2 / HEAD - mean ** 2;
    const expected = 1 + 2 * (value - mean) / Math.sqrt(variance);
    assertAlmostEquals(values[token * HEAD + token]!, expected, 1e-4);
  });
  // Where all numbers are equal there is nothing to divide by, but ε.
  const flat = layers.normalize(tf.fill([1, 1, HEAD], 3), "n").dataSync();
  flat.forEach((value) => assertAlmostEquals(value, 1, 1e-4));
  weights.dispose();
});
