import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { trainHead } from "../../lib/learn/linear_head.ts";
import { namedBy } from "../../lib/learn/named_by.ts";

const { tf } = await openBackend({ log: () => {} });
const random = new Random(1);
// Three classes around three corners; the third number never varies, the second is huge.
const corners = [[0, 0], [4, 0], [0, 4]] as const;
const sample = (n: number) => {
  const targets = Array.from({ length: n }, (_, i) => i % 3);
  const values = targets.flatMap((target) => {
    const [x, y] = corners[target]!;
    return [random.normal(x, 1), 1e5 + 1e4 * random.normal(y, 1), 7];
  });
  return { values: Float32Array.from(values), targets };
};

Deno.test("trainHead() tells classes apart whatever the scale of their numbers", async () => {
  const before = tf.memory().numTensors;
  const head = await trainHead(tf, sample(300), { classes: 3, rate: 0.1 }), test = sample(300);
  assertEquals(tf.memory().numTensors, before);
  const named = namedBy(head.scores(test.values), 3);
  const right = test.targets.filter((target, i) => target === named[i]).length / 300;
  // A linear border between corners 4 deviations apart errs in about 1 - Φ(2) of the cases, twice.
  assert(right > 0.9 && right < 1, `${right}`);
});

Deno.test("trainHead() gives the same for the same seed", async () => {
  const train = sample(60), values = train.values.subarray(0, 9);
  const scores = async (seed: number) =>
    (await trainHead(tf, train, { classes: 3, epochs: 2, seed })).scores(values);
  const first = await scores(4), other = await scores(5);
  (await scores(4)).forEach((value, i) => assertAlmostEquals(value, first[i]!, 1e-5));
  assert(other.some((value, i) => Math.abs(value - first[i]!) > 1e-3));
});

Deno.test("trainHead() refuses vectors that do not fit the classes", async () => {
  const features = { values: new Float32Array(5), targets: [0, 1] };
  await assertRejects(() => trainHead(tf, features, { classes: 2 }), RangeError, "5 numbers");
});
