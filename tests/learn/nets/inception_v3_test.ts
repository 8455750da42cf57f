import type { Rank, Tensor, Tensor4D } from "@tensorflow/tfjs";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { inceptionNames, InceptionV3 } from "../../../lib/learn/nets/inception_v3.ts";
import { deviation, type Sample, uniform, weight } from "./formula.ts";
import fixture from "./fixtures/inception_v3.json" with { type: "json" };

const { tf } = await openBackend({ log: () => {} });
const names = inceptionNames({ classes: 5, auxiliary: true });
const given = new Map([...names].map(([name, shape]) => [name, weight(name, shape)]));
/** Used by all tests that leave it as it was: building it takes as long as running it. */
const net = new InceptionV3(tf, given);

/** The images of the fixture [2 × 299 × 299 × 3]. */
function images(): Tensor4D {
  return tf.tidy(() => {
    const values = uniform("images", 2 * 3 * 299 * 299, -2, 2);
    return tf.transpose(tf.tensor4d(values, [2, 3, 299, 299]), [0, 2, 3, 1]);
  });
}

/** Distance from a sample of the fixture. */
function far(name: string, tensor: Tensor, sample: Sample): number {
  const ordered = tensor.rank === 4 ? tf.transpose(tensor, [0, 3, 1, 2]) : tf.clone(tensor);
  const found = deviation(name, ordered.dataSync(), sample);
  ordered.dispose();
  return found;
}

function near(found: Tensor, expected: number[][], tolerance: number): void {
  const largest = Math.max(...expected.flat().map(Math.abs));
  const values = found.dataSync();
  expected.flat().forEach((value, i) => {
    assert(Math.abs(values[i]! - value) < tolerance * largest, `${values[i]} is not ${value}`);
  });
  found.dispose();
}

Deno.test("every block, the last pool and both heads give what torchvision's give", () => {
  const x = images();
  let value = net.prepare(x);
  assertEquals(InceptionV3.blocks, Object.keys(fixture.blocks));
  for (const [name, sample] of Object.entries(fixture.blocks)) {
    const next = net.through(value, { from: name, to: name });
    value.dispose();
    value = next;
    const found = far(name, value, sample);
    assert(found < 1e-4, `${name} is off by ${found}`);
    if (name === "Mixed_6e") near(net.auxiliary(value), fixture.auxiliary, 1e-4);
  }
  const pooled = net.pool(value);
  assert(far("pooled", pooled, fixture.pooled) < 1e-4);
  near(net.classify(pooled), fixture.logits, 1e-4);
  tf.dispose([x, value, pooled]);
});

Deno.test("a run that is cut in two at a block gives what one run gives, and leaves no tensor behind", () => {
  const x = tf.randomUniform<Rank.R4>([1, 75, 75, 3], 0, 1, "float32", 1);
  const start = net.prepare(x), whole = net.through(start), before = tf.memory().numTensors;
  const middle = net.through(start, { to: "Mixed_7a" });
  const rest = net.through(middle, { from: "Mixed_7b" });
  assertEquals(tf.memory().numTensors, before + 2);
  const difference = tf.tidy(() => tf.max(tf.abs(tf.sub(whole, rest))).dataSync()[0]!);
  assert(difference < 1e-6, `${difference}`);
  tf.dispose([x, start, whole, middle, rest]);
});

Deno.test("what is saved is what was loaded, and loads again without the auxiliary head", async () => {
  const saved = await net.tensors();
  assertEquals([...saved.keys()].sort(), [...given.keys()].sort());
  for (const [name, { shape, data }] of given) {
    const again = saved.get(name)!;
    assertEquals(again.shape, shape, name);
    let different = 0;
    for (let i = 0; i < data.length; i++) if (data[i] !== again.data[i]) different++;
    assertEquals(different, 0, name);
  }
  for (const name of saved.keys()) if (name.startsWith("AuxLogits")) saved.delete(name);
  const before = tf.memory().numTensors, small = new InceptionV3(tf, saved);
  assertEquals([...(await small.tensors()).keys()].sort(), [...saved.keys()].sort());
  const x = tf.zeros<Rank.R4>([1, 17, 17, 768]);
  assertThrows(() => small.auxiliary(x), Error, "has no AuxLogits");
  x.dispose();
  small.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("replaceHead() gives both heads other classes, the same for the same seed", () => {
  const other = new InceptionV3(tf, given), before = tf.memory().numTensors;
  const [pools, maps] = [tf.ones<Rank.R2>([1, 2048]), tf.ones<Rank.R4>([1, 17, 17, 768])];
  const scores = (seed: number) => {
    other.replaceHead(12, new Random(seed));
    return tf.tidy(() => [other.classify(pools).dataSync(), other.auxiliary(maps).dataSync()]);
  };
  const [first, second] = [scores(1), scores(2)];
  assertEquals(first.map(({ length }) => length), [12, 12]);
  assertEquals(scores(1), first);
  first.forEach((values, head) => values.forEach((value, i) => assert(value !== second[head]![i])));
  tf.dispose([pools, maps]);
  // The auxiliary head has run, and keeps the two convolutions that it folded.
  assertEquals(tf.memory().numTensors, before + 4);
  other.dispose();
});

Deno.test("put() changes what the network gives, also where it has run before", () => {
  const other = new InceptionV3(tf, given), name = "Conv2d_1a_3x3.bn.bias";
  const x = tf.ones<Rank.R4>([1, 75, 75, 3]), to = "Conv2d_1a_3x3";
  const first = () => tf.tidy(() => tf.min(other.through(x, { to })).dataSync()[0]!);
  const old = other.named(name).dataSync() as Float32Array, before = first();
  other.put({ [name]: old.map((value) => value + 1000) });
  const after = first();
  assert(before < 100 && after > 900, `${before}, then ${after}`);
  assertThrows(() => other.put({ "fc.scale": new Float32Array(1) }), Error, 'found "fc.scale"');
  x.dispose();
  other.dispose();
});

Deno.test("blocks that there are not, a checkpoint that does not fit, are named", () => {
  const x = tf.zeros<Rank.R4>([1, 75, 75, 3]);
  assertThrows(() => net.through(x, { from: "Mixed_9z" }), Error, 'found "Mixed_9z"');
  assertThrows(() => net.through(x, { to: "fc" }), Error, "Mixed_7b, Mixed_7c");
  const load = () => new InceptionV3(tf, new Map(), { file: "my.pth" });
  assertThrows(load, Error, "my.pth");
  x.dispose();
});
