import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { cutInception } from "../../../lib/learn/cut.ts";
import { toDevice } from "../../../lib/learn/network.ts";
import { inceptionNames, InceptionV3 } from "../../../lib/learn/nets/inception_v3.ts";
import { weight } from "../nets/formula.ts";
import { apart, both } from "./both.ts";

const { tf } = await openBackend({ log: () => {} });
const names = inceptionNames({ classes: 3, auxiliary: false });
const given = new Map([...names].map(([name, shape]) => [name, weight(name, shape)]));
const net = new InceptionV3(tf, given);

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
    net.scores(middle, "Mixed_7a").dataSync(),
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
      net.scores(middle, "Mixed_7a").dataSync(),
    ];
  });
  found!.forEach((value, i) => assert(Math.abs(value - expected![i]!) < 1e-4));
  assert(await head.fingerprint() !== await gap.fingerprint());
  tf.dispose([x, device]);
});

Deno.test("cutInception() names the parts there are, for another one or none", () => {
  assertThrows(() => cutInception(tf, net, { train: ["Mixed_8a"] }), Error, "Mixed_8a");
  assertThrows(() => cutInception(tf, net, { train: [] }), Error, "Mixed_7c, fc");
});
