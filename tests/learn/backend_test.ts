import { assert, assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { notedSoFar } from "../../lib/core/noted.ts";
import { join } from "node:path";
import { projectRoot } from "../../lib/core/files.ts";
import { Random } from "../../lib/core/random.ts";
import { listBackends, openBackend, type TensorFlow } from "../../lib/learn/backend.ts";
import { openCard } from "./backend/card.ts";

const silent = () => {};

/** Every kind of layer that our networks are made of, small enough for plain JavaScript. */
async function train(tf: TensorFlow): Promise<number[]> {
  const random = new Random(5);
  const pixels = Float32Array.from({ length: 8 * 16 * 16 * 3 }, () => random.normal());
  const images = tf.tensor4d(pixels, [8, 16, 16, 3]);
  const classes = tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1], "int32"), 3);
  const seeded = (seed: number) => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [16, 16, 3],
        filters: 8,
        kernelSize: 3,
        strides: 2,
        padding: "same",
        kernelInitializer: seeded(1),
      }),
      tf.layers.batchNormalization(),
      tf.layers.reLU(),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.separableConv2d({
        filters: 8,
        kernelSize: 3,
        padding: "same",
        depthwiseInitializer: seeded(2),
        pointwiseInitializer: seeded(3),
      }),
      tf.layers.averagePooling2d({ poolSize: 2, strides: 1 }),
      tf.layers.conv2d({ filters: 6, kernelSize: 2, kernelInitializer: seeded(4) }),
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({ units: 3, activation: "softmax", kernelInitializer: seeded(5) }),
    ],
  });
  const optimizer = tf.train.adam(0.02);
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  const losses: number[] = [];
  for (let step = 0; step < 6; step++) {
    losses.push(await model.trainOnBatch(images, classes) as number);
  }
  model.dispose();
  optimizer.dispose();
  images.dispose();
  classes.dispose();
  return losses;
}

Deno.test("the same small network learns the same on every backend of this machine", async () => {
  const losses = new Map<string, number[]>();
  for (const backend of await listBackends()) {
    if (backend === "webgpu" && await openCard() === undefined) continue;
    const { tf, device } = await openBackend({ backend, log: silent });
    const start = performance.now();
    losses.set(backend, await train(tf));
    console.log(
      `  trained on ${backend} (${device}) in ${Math.round(performance.now() - start)} ms`,
    );
  }
  const reference = losses.get("cpu") ?? [];
  assert(losses.has("wasm"));
  assert((reference.at(-1) ?? 1) < 0.9 * (reference[0] ?? 0), `does not learn: ${reference}`);
  for (const [backend, found] of losses) {
    found.forEach((loss, step) =>
      assertAlmostEquals(loss, reference[step] ?? NaN, 1e-3, `${backend}, step ${step}`)
    );
  }
});

Deno.test("openBackend() says in one line what was got", async () => {
  const lines: string[] = [];
  const { name, device } = await openBackend({ log: (line) => lines.push(line) });
  assertEquals(notedSoFar().backend?.includes(`${name} (${device})`), true);
  assertEquals(lines.length, 1);
  assert(lines[0]?.startsWith(`Backend: ${name} (${device})`), lines[0]);
});

Deno.test("openBackend() gives the backend that is asked for", async () => {
  for (const backend of ["wasm", "cpu"] as const) {
    const { tf, name } = await openBackend({ backend, log: silent });
    assertEquals(name, backend);
    assertEquals(tf.getBackend(), backend);
  }
});

Deno.test("openBackend() names the backends that are there where a forced one is not", async () => {
  // A process of its own, which may not load native libraries.
  const library = new URL("../../lib/learn/backend.ts", import.meta.url).href;
  const code = `import { openBackend } from ${JSON.stringify(library)};
    await openBackend({ backend: "tensorflow" }).catch((error) => console.log(error.message));`;
  const folder = await Deno.makeTempDir();
  try {
    const script = `${folder}/forced.ts`;
    await Deno.writeTextFile(script, code);
    const allowed = ["--no-prompt", "--allow-read", "--allow-env", "--allow-sys"];
    const args = ["run", "--config", join(projectRoot, "deno.json"), ...allowed, script];
    const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
    const text = new TextDecoder().decode(stdout);
    assertMatch(text, /^Cannot open a backend: no tensorflow: .*allowed: auto, .*wasm, cpu\n$/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
