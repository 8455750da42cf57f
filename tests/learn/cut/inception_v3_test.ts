import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { type Cut, cutInception } from "../../../lib/learn/cut.ts";
import { fit, sgd } from "../../../lib/learn/fit.ts";
import { type Batch, toDevice } from "../../../lib/learn/network.ts";
import { inceptionNames, InceptionV3 } from "../../../lib/learn/nets/inception_v3.ts";
import { uniform, weight } from "../nets/formula.ts";
import { apart, both } from "./both.ts";

const { tf } = await openBackend({ log: () => {} });
const names = inceptionNames({ classes: 3, auxiliary: false });
const given = new Map([...names].map(([name, shape]) => [name, weight(name, shape)]));
const net = new InceptionV3(tf, given);

/** What the network itself says, from what Mixed_7a gives. */
function scoresOf(middle: Tensor4D): Tensor2D {
  return net.classify(net.pool(net.through(middle, { from: "Mixed_7b" })));
}

/** Images of 75 × 75 as the end of a cut takes them, and their classes. */
function batchOf(cut: Cut): Batch {
  const images = uniform("images", 4 * 75 * 75 * 3, 0, 1);
  const input = tf.tidy(() => cut.begin(tf.tensor4d(images, [4, 75, 75, 3])));
  const data = input.dataSync() as Float32Array, { shape } = input;
  input.dispose();
  return {
    inputs: [{ shape, data }],
    targets: { shape: [4], data: new Int32Array([0, 1, 2, 1]) },
  };
}

/** A plain loop, since a network has tens of millions of numbers. */
function differ(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return true;
  return false;
}

Deno.test("Mixed_7b, Mixed_7c and the head through a cache end as a training without it", async () => {
  const cut = cutInception(tf, net, { size: 107 });
  assertEquals(cut.shape, [2, 2, 1280]);
  const { cached, whole, images } = await both(tf, cut, 8, 1);
  const { weights } = cached.state;
  assert(apart(weights, whole.state.weights) < 1e-5);
  const [loss, other] = [cached, whole].map(({ history }) => history[0]!.validationLoss!);
  assert(Math.abs(loss! - other!) < 1e-5);
  // Put back, the network itself says what the end says.
  const variance = net.named("Mixed_7c.branch1x1.bn.running_var");
  const old = variance.dataSync().slice();
  cut.put(weights);
  assert(variance.dataSync().some((value, i) => Math.abs(value - old[i]!) > 1e-3));
  const x = tf.tensor4d(images[0]!.data, [1, 107, 107, 3]);
  const middle = tf.tidy(() => cut.begin(x)) as typeof x;
  const device = toDevice(tf, cutInception(tf, net, { size: 107 }).end.weights);
  const [own, its] = tf.tidy(() => [
    scoresOf(middle).dataSync(),
    cut.end.apply(tf, device, [middle]).dataSync(),
  ]);
  own!.forEach((value, i) => assert(Math.abs(value - its![i]!) < 1e-4));
  tf.dispose([x, middle, device]);
});

Deno.test("cutInception() keeps the last pool for the head, and parts that lie between trained ones", async () => {
  const head = cutInception(tf, net, { train: ["fc"], size: 75 });
  assertEquals([head.shape, Object.keys(head.end.weights)], [[2048], ["fc.weight", "fc.bias"]]);
  const gap = cutInception(tf, net, { train: ["Mixed_7b", "fc"], size: 75 });
  assert(!Object.keys(gap.end.weights).some((name) => name.startsWith("Mixed_7c")));
  const random = new Random(1), device = toDevice(tf, gap.end.weights);
  const x = tf.tensor4d(Float32Array.from({ length: 16875 }, () => random.uniform()), [
    1,
    75,
    75,
    3,
  ]);
  const [found, expected] = tf.tidy(() => {
    const middle = gap.begin(x) as typeof x;
    return [
      gap.end.apply(tf, device, [middle]).dataSync(),
      scoresOf(middle).dataSync(),
    ];
  });
  found!.forEach((value, i) => assert(Math.abs(value - expected![i]!) < 1e-4));
  assert(await head.fingerprint() !== await gap.fingerprint());
  tf.dispose([x, device]);
});

Deno.test("wherever training begins, it changes each tensor of the parts that are named, and no other", async () => {
  const choices = [
    ["Conv2d_1a_3x3", "Mixed_5b", "fc"],
    ["Conv2d_4a_3x3", "Mixed_6a"],
    ["Mixed_7b", "Mixed_7c", "fc"],
    ["fc"],
  ];
  const numbers = () =>
    new Map([...names.keys()].map((name) => [name, net.named(name).dataSync()]));
  let before = numbers();
  for (const train of choices) {
    const cut = cutInception(tf, net, { train, size: 75, dropout: 0 }), batch = batchOf(cut);
    const { state } = await fit(tf, cut.end, { epochs: 1, train: () => [batch] });
    cut.put(state.weights);
    const after = numbers(), changed = new Set<string>(), wanted = new Set<string>();
    for (const [name, data] of after) {
      const old = before.get(name)!, part = name.split(".")[0]!;
      if (differ(data, old)) changed.add(name);
      if (train.includes(part)) wanted.add(name);
    }
    assertEquals(changed, wanted);
    before = after;
  }
});

Deno.test("blocks that are left out pass the gradient on as blocks that are kept from training", async () => {
  const sizes = { size: 75, dropout: 0 }, parts = [...InceptionV3.blocks, "fc"];
  const left = cutInception(tf, net, { ...sizes, train: ["Mixed_6d", "fc"] });
  const kept = cutInception(tf, net, { ...sizes, train: parts.slice(parts.indexOf("Mixed_6d")) });
  const own = Object.keys(left.end.weights), settings = { epochs: 1, rate: 0.01, optimizer: sgd() };
  const one = await fit(tf, left.end, { ...settings, train: () => [batchOf(left)] });
  const frozen = (name: string) => !own.includes(name);
  const other = await fit(tf, kept.end, { ...settings, frozen, train: () => [batchOf(kept)] });
  const same = own.map((name) => [name, other.state.weights[name]!]);
  assert(apart(one.state.weights, Object.fromEntries(same)) < 1e-4);
});

Deno.test("cutInception() names the parts there are, for another one or none", () => {
  assertThrows(() => cutInception(tf, net, { train: ["Mixed_8a"] }), Error, "Mixed_8a");
  assertThrows(() => cutInception(tf, net, { train: [] }), Error, "Mixed_7c, fc");
});
