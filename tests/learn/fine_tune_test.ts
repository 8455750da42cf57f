import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { fineTune } from "../../lib/learn/fine_tune.ts";
import { namedBy } from "../../lib/learn/named_by.ts";
import { hcsBackbone } from "../../lib/learn/backbone/hcs_small.ts";
import { hcsSmall } from "../../lib/learn/nets/hcs_small.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("fineTune() learns on the cache, and its scores are those of the last epoch", async () => {
  const backbone = hcsBackbone(tf, hcsSmall({ channels: 1, classes: 2 }, new Random(1)));
  const cut = backbone.cut("level4", 2, new Random(2)), random = new Random(3);
  const { shape, end } = cut, length = shape.reduce((a, b) => a * b);
  const targets = Array.from({ length: 24 }, (_, i) => i % 2);
  // Classes differ in the first half of the channels.
  const rows = targets.map((target) =>
    Float32Array.from(
      { length },
      (_, i) => random.uniform() + (target === 1 && i % 128 < 64 ? 0.6 : 0),
    )
  );
  const read = (position: number) => Promise.resolve({ shape, data: rows[position]! });
  const cache = { shape, count: 24, orientations: ["same"] as const, key: "test", found: 0, read };
  const learned = { rows: targets.map((_, i) => i).slice(0, 16), targets: targets.slice(0, 16) };
  const judged = { rows: targets.map((_, i) => i).slice(16), targets: targets.slice(16) };
  const before = tf.memory().numTensors;
  const { history, scores, weights } = await fineTune(tf, end, cache, { learned, judged }, {
    epochs: 6,
    rate: 3e-3,
    size: 8,
  });
  assertEquals([tf.memory().numTensors, history.length], [before, 6]);
  assertEquals(Object.keys(weights), Object.keys(end.weights));
  assert(history[5]!.loss! < history[0]!.loss!, JSON.stringify(history));
  const right = namedBy(scores, 2).filter((name, i) => name === judged.targets[i]).length;
  assertAlmostEquals(right / 8, history[5]!.validationAccuracy!, 1e-9);
  cut.dispose();
  backbone.dispose();
});
