import type { Tensor4D } from "@tensorflow/tfjs";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { DinoV2, transformerNames } from "../../../lib/learn/nets/dinov2.ts";
import { deviation, uniform, weight } from "./formula.ts";
import fixture from "./fixtures/dinov2.json" with { type: "json" };

const { tf } = await openBackend({ log: () => {} });
const small = { width: 384, depth: 12, hidden: 1536, patch: 14, side: 37 };
const tensors = () =>
  new Map([...transformerNames(small)].map(([name, shape]) => [name, weight(name, shape)]));

/** Images in PyTorch's order of axes. */
function images(name: string, [n, channels, rows, columns]: number[]): Tensor4D {
  return tf.tidy(() => {
    const shape = [n!, channels!, rows!, columns!] as [number, number, number, number];
    const values = uniform(name, shape.reduce((a, b) => a * b), -2, 2);
    return tf.transpose(tf.tensor4d(values, shape), [0, 2, 3, 1]);
  });
}

for (const [way, offset] of [["official", 0.1], ["transformers", 0]] as const) {
  Deno.test(`class and patch tokens are the reference's, positions interpolated as the ${way} code`, () => {
    const net = new DinoV2(tf, tensors(), { offset });
    for (const { images: name, size, cls, patches } of fixture[way]) {
      const x = images(name, size), out = net.forward(x);
      assertEquals([out.cls.shape, out.patches.shape], [cls.shape, patches.shape]);
      const off = [
        deviation("cls", out.cls.dataSync(), cls),
        deviation("patches", out.patches.dataSync(), patches),
      ];
      assert(Math.max(...off) < 1e-4, `${name} ${size}: ${off}`);
      tf.dispose([x, out.cls, out.patches]);
    }
    net.dispose();
  });
}

Deno.test("a file that transformers saved in half precision gives what transformers gives", async () => {
  const file = new URL("fixtures/dinov2_tiny.safetensors", import.meta.url);
  const before = tf.memory().numTensors;
  const net = new DinoV2(tf, readCheckpoint(await Deno.readFile(file)).tensors, { offset: 0 });
  assertEquals(net.shape, { width: 64, depth: 1, hidden: 64, patch: 14, side: 3 });
  const x = images("tiny", [2, 3, 42, 42]), { cls, patches } = net.forward(x);
  const found = cls.dataSync();
  fixture.tiny.cls.flat().forEach((value, i) => assert(Math.abs(found[i]! - value) < 1e-4));
  assert(deviation("patches", patches.dataSync(), fixture.tiny.patches) < 1e-4);
  // One head, nine patches: where the class token looks.
  const looks = net.attention(x), expected = fixture.tiny.attention.flat(2);
  assertEquals(looks.shape, [2, 1, 3, 3]);
  const seen = looks.dataSync();
  assertEquals(seen.length, expected.length);
  expected.forEach((value, i) => assert(Math.abs(seen[i]! - value) < 1e-5));
  tf.dispose([x, cls, patches, looks]);
  net.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("tensors and images that do not fit are refused", async () => {
  const file = new URL("fixtures/dinov2_tiny.safetensors", import.meta.url);
  const { tensors: tiny } = readCheckpoint(await Deno.readFile(file));
  const net = new DinoV2(tf, tiny);
  const odd = images("x", [1, 3, 30, 28]), grey = images("x", [1, 1, 28, 28]);
  assertThrows(() => net.forward(odd), Error, "images of 28 × 30 pixels");
  assertThrows(() => net.forward(grey), Error, "1 channels");
  tf.dispose([odd, grey]);
  net.dispose();
  tiny.delete("layernorm.weight");
  assertThrows(
    () => new DinoV2(tf, tiny, { file: "d.pth" }),
    Error,
    'd.pth: found "1 tensor missing: norm.weight [64]',
  );
});
