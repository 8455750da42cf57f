import { assert, assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { openOnnx } from "../../../lib/learn/backend/onnx.ts";
import { inceptionEmbedder } from "../../../lib/learn/embed/inception_v3.ts";
import { inceptionNames, InceptionV3 } from "../../../lib/learn/nets/inception_v3.ts";
import { inceptionOnnx } from "../../../lib/learn/onnx/inception_v3.ts";
import { uniform, weight } from "../nets/formula.ts";

Deno.test("Inception V3 in ONNX Runtime gives TensorFlow's last pool, with the input's scaling or without", async () => {
  const { tf } = await openBackend({ log: () => {} });
  const names = inceptionNames({ classes: 5, auxiliary: false });
  const tensors = new Map([...names].map(([name, shape]) => [name, weight(name, shape)]));
  const batch = uniform("embedded", 2 * 299 * 299 * 3, 0, 1);
  for (const transformInput of [true, false]) {
    const session = await openOnnx(inceptionOnnx(tensors, { transformInput }));
    const found = await session.run(batch, [2, 299, 299, 3]);
    await session.dispose();
    const embedder = inceptionEmbedder(tf, new InceptionV3(tf, tensors, { transformInput }));
    const expected = await embedder.embed(batch);
    embedder.dispose();
    assertEquals(found.length, 2 * 2048);
    const largest = expected.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const off = Math.max(...found.map((value, i) => Math.abs(value - expected[i]!))) / largest;
    assert(off < 1e-4, `off by ${off}`);
  }
});
