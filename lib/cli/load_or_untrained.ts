import { createHash } from "node:crypto";
import { InputError } from "../core/errors.ts";
import { Random } from "../core/random.ts";
import { datasetFile } from "../data/locate.ts";
import { openBackend, type TensorFlow } from "../learn/backend.ts";
import { readCheckpoint } from "../learn/checkpoint.ts";
import { writeSafetensors } from "../learn/checkpoint/write_safetensors.ts";
import { untrainedTensors } from "../learn/embed/untrained.ts";
import { DinoV2 } from "../learn/nets/dinov2.ts";
import { hcsSmall } from "../learn/nets/hcs_small.ts";
import {
  embedders,
  type LoadedEmbedder,
  loadEmbedder,
  type LoadEmbedderOptions,
} from "./embedders.ts";

/** A network, with published weights or random ones. */
export interface LoadedOrUntrained extends LoadedEmbedder {
  /** Whether its weights are the published ones. */
  trained: boolean;
  /** Its name for people, which says where it is untrained. */
  title: string;
}

const titles = { inception_v3: "Inception V3", dinov2_vits14: "DINOv2 ViT-S/14" } as const;

/**
 * Brings a network with its published weights where they have been fetched, else with random ones, which
 * say how much its shape alone gives, and whose title says so.
 *
 * @param model Which network.
 * @param options Folder of the datasets, engine, log.
 * @throws {InputError} if weights are there but cannot be used.
 *
 * @example
 * ```ts
 * import { loadOrUntrained } from "./load_or_untrained.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { dir: "nowhere", log: () => {} };
 * const { embedder, title } = await loadOrUntrained("dinov2_vits14", options);
 * assertEquals(title, "DINOv2 ViT-S/14, untrained");
 * embedder.dispose();
 * ```
 */
export async function loadOrUntrained(
  model: keyof typeof titles,
  options: LoadEmbedderOptions = {},
): Promise<LoadedOrUntrained> {
  if (await publishedFile(model, options.dir) !== undefined) {
    return { ...await loadEmbedder(model, options), trained: true, title: titles[model] };
  }
  const { log = () => {} } = options, tensors = untrainedTensors(model, new Random(1));
  const { tf } = await openBackend({ log });
  const embedder = embedders[model]!.make(tf, tensors, "random weights");
  const sha256 = createHash("sha256").update(writeSafetensors(tensors)).digest("hex");
  const title = `${titles[model]}, untrained`;
  return { embedder, engine: "tensorflow", sha256, trained: false, title };
}

/**
 * The project's own small network with random weights, always the same: what its shape alone gives.
 *
 * @param options Where the line about the engine goes.
 *
 * @example
 * ```ts
 * import { smallUntrained } from "./load_or_untrained.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { embedder, title } = await smallUntrained();
 * assertEquals([title, embedder.length], ["hcs_small, untrained", 192]);
 * embedder.dispose();
 * ```
 */
export async function smallUntrained(
  { log = () => {} }: Pick<LoadEmbedderOptions, "log"> = {},
): Promise<LoadedOrUntrained> {
  const { weights } = hcsSmall({ channels: 3, classes: 1 }, new Random(1));
  const tensors = new Map(
    Object.entries(weights).map(([name, { shape, data }]) => [
      name,
      { kind: "float32" as const, shape: [...shape], data },
    ]),
  );
  const { tf } = await openBackend({ log });
  const sha256 = createHash("sha256").update(writeSafetensors(tensors)).digest("hex");
  const embedder = embedders.hcs_small!.make(tf, tensors, "random weights");
  const title = "hcs_small, untrained";
  return { embedder, engine: "tensorflow", sha256, trained: false, title };
}

/**
 * DINOv2 itself, to look inside, with published weights where they have been fetched, else random ones.
 *
 * @param options Folder of the datasets, log.
 * @returns The network, to be disposed, TensorFlow.js, and whether the weights are the published ones.
 *
 * @example
 * ```ts
 * import { dinoOrUntrained } from "./load_or_untrained.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf, net } = await dinoOrUntrained({ dir: "nowhere" });
 * const looks = net.attention(tf.zeros([1, 28, 28, 3]));
 * assertEquals(looks.shape, [1, 6, 2, 2]);
 * tf.dispose(looks);
 * net.dispose();
 * ```
 */
export async function dinoOrUntrained(
  { dir, log = () => {} }: Pick<LoadEmbedderOptions, "dir" | "log"> = {},
): Promise<{ tf: TensorFlow; net: DinoV2; trained: boolean }> {
  const file = await publishedFile("dinov2_vits14", dir);
  const { tf } = await openBackend({ log });
  const tensors = file === undefined
    ? untrainedTensors("dinov2_vits14", new Random(1))
    : readCheckpoint(await Deno.readFile(file), { file }).tensors;
  return { tf, net: new DinoV2(tf, tensors), trained: file !== undefined };
}

/** The published weights; undefined where they have not been fetched. */
async function publishedFile(
  model: keyof typeof titles,
  dir: string | undefined,
): Promise<string | undefined> {
  const weights = embedders[model]!.weights;
  if (!("dataset" in weights)) return undefined;
  const place = dir === undefined ? {} : { dir };
  return await datasetFile(weights.dataset, weights.file, place).catch((error) => {
    if (error instanceof InputError) return undefined;
    throw error;
  });
}
