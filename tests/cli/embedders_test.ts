import { assert, assertEquals, assertRejects } from "@std/assert";
import { embedders, loadEmbedder } from "../../lib/cli/embedders.ts";
import { Random } from "../../lib/core/random.ts";
import { findDataset, loadCatalog } from "../../lib/data/catalog.ts";
import { writeSafetensors } from "../../lib/learn/checkpoint/write_safetensors.ts";
import { initialInception } from "../../lib/learn/nets/inception_v3.ts";
import { encodeTensors } from "../../lib/learn/safetensors.ts";

const tiny = new URL("../learn/nets/fixtures/dinov2_tiny.safetensors", import.meta.url).pathname;
const log = () => {};

Deno.test("a file of weights tells which network it is", async () => {
  const { embedder, sha256 } = await loadEmbedder(tiny, { log });
  assertEquals([embedder.name, embedder.size], ["dinov2_64", 224]);
  assert(/^[0-9a-f]{64}$/.test(sha256));
  embedder.dispose();
});

Deno.test("weights of another network are refused with every tensor named", async () => {
  const load = () => loadEmbedder("inception_v3", { checkpoint: tiny, log });
  const error = await assertRejects(load, Error, "Cannot use the checkpoint as Inception V3");
  for (const name of ["Conv2d_1a_3x3.conv.weight", "fc.bias", "layernorm.bias"]) {
    assert(error.message.includes(name), name);
  }
});

Deno.test("what is no network, has no weights yet, or is a file of other tensors is said", async () => {
  await assertRejects(() => loadEmbedder("resnet", { log }), Error, "inception_v3, dinov2_vits14");
  const none = () => loadEmbedder("dinov2_vits14", { dir: "nowhere", log });
  await assertRejects(none, Error, "c2s fetch dinov2-vits14");
  const lost = () => loadEmbedder("dinov2_vits14", { checkpoint: "nowhere.pth", log });
  await assertRejects(lost, Error, 'nowhere.pth: found "no such file"');
  const file = await Deno.makeTempFile();
  const other = encodeTensors({ tensors: { w: new Float32Array(1) }, metadata: {} });
  await Deno.writeFile(file, other);
  await assertRejects(
    () => loadEmbedder(file, { log }),
    Error,
    "which network these weights are of",
  );
  await Deno.remove(file);
});

Deno.test("the published weights of every network are in the catalog", async () => {
  const catalog = await loadCatalog();
  for (const { weights } of Object.values(embedders)) {
    if ("shipped" in weights) continue;
    const { dataset, file } = weights;
    assert(findDataset(catalog, dataset).files.some(({ name }) => name === file), file);
  }
});

Deno.test("Inception V3 runs on the engine that is asked for, or the faster of two that agree", async () => {
  const tensors = initialInception({ classes: 2, auxiliary: false }, new Random(1));
  const file = await Deno.makeTempFile({ suffix: ".safetensors" });
  await Deno.writeFile(file, writeSafetensors(tensors));
  const lines: string[] = [];
  const chosen = await loadEmbedder(file, { log: (line) => lines.push(line) });
  assert(/^Engine: (tensorflow|onnx) \(tensorflow .* images\/s; onnx .*\)$/.test(lines.at(-1)!));
  chosen.embedder.dispose();
  const { embedder, engine } = await loadEmbedder(file, { engine: "onnx", log });
  assertEquals([engine, embedder.length], ["onnx", 2048]);
  embedder.dispose();
  await Deno.remove(file);
});

Deno.test("DINOv2 gives the same vectors on both engines", async () => {
  const vectors = [];
  for (const engine of ["tensorflow", "onnx"] as const) {
    const { embedder, engine: taken } = await loadEmbedder(tiny, { engine, log });
    assertEquals([taken, embedder.name, embedder.length], [engine, "dinov2_64", 64]);
    const batch = new Float32Array(224 * 224 * 3).map((_, i) => i % 7 / 7);
    vectors.push(await embedder.embed(batch));
    embedder.dispose();
  }
  const [first, second] = vectors as [Float32Array, Float32Array];
  first.forEach((value, i) => assert(Math.abs(value - second[i]!) < 1e-3, `${i}`));
});
