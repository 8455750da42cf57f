import { createHash } from "node:crypto";
import { InputError } from "../core/errors.ts";
import { projectRoot } from "../core/files.ts";
import { allowedNames } from "../core/nearest_name.ts";
import { datasetFile } from "../data/locate.ts";
import { readWeights } from "../data/models.ts";
import { openBackend, type TensorFlow } from "../learn/backend.ts";
import { openOnnx } from "../learn/backend/onnx.ts";
import { Unavailable } from "../learn/backend/types.ts";
import { type CheckpointTensor, readCheckpoint } from "../learn/checkpoint.ts";
import type { Embedder } from "../learn/embed.ts";
import { dinoEmbedder, dinoShape } from "../learn/embed/dinov2.ts";
import { type Candidate, fastestEmbedder } from "../learn/embed/fastest.ts";
import { hcsEmbedder } from "../learn/embed/hcs_small.ts";
import { inceptionEmbedder, inceptionShape } from "../learn/embed/inception_v3.ts";
import { onnxEmbedder } from "../learn/embed/onnx.ts";
import { modelInput } from "../learn/model_input.ts";
import { DinoV2 } from "../learn/nets/dinov2.ts";
import { transformerShape } from "../learn/nets/dinov2/names.ts";
import { officialNames } from "../learn/nets/dinov2/rename.ts";
import { InceptionV3 } from "../learn/nets/inception_v3.ts";
import { dinoOnnx } from "../learn/onnx/dinov2.ts";
import { inceptionOnnx } from "../learn/onnx/inception_v3.ts";

/** A network that commands offer as `--model NAME`. */
export interface EmbedderEntry {
  /** What it is, in a few words. */
  summary: string;
  /** Where its weights are, unless others are given: in a dataset, or with the project in data/models. */
  weights: { dataset: string; file: string } | { shipped: string };
  /** Name of a tensor that only checkpoints of this network have. */
  sign: RegExp;
  /** Channels that the weights of the project read, where their file does not say. */
  channelNames?: readonly string[];
  /** Makes it from the tensors of a checkpoint, for images of the side that it says it learned. */
  make: (
    tf: TensorFlow,
    tensors: ReadonlyMap<string, CheckpointTensor>,
    file: string,
    side?: number,
  ) => Embedder;
  /** The same as a graph for ONNX Runtime, for networks that have one. */
  onnx?: (
    tensors: ReadonlyMap<string, CheckpointTensor>,
    file: string,
    side?: number,
  ) => { graph: Uint8Array; shape: Parameters<typeof onnxEmbedder>[1] };
}

/** All networks by name. */
export const embedders: Readonly<Record<string, EmbedderEntry>> = {
  inception_v3: {
    summary: "Inception V3 of torchvision, last pool of 2048 numbers, images of 299 × 299",
    weights: { dataset: "inception-v3", file: "inception_v3_google-0cc3c7bd.pth" },
    sign: /^(module\.)?Mixed_5b\.branch1x1\.conv\.weight$/,
    make: (tf, tensors, file, side) =>
      inceptionEmbedder(tf, new InceptionV3(tf, tensors, { file }), side),
    onnx: (tensors, file, size = inceptionShape.size) => ({
      graph: inceptionOnnx(tensors, { file, size }),
      shape: { ...inceptionShape, size },
    }),
  },
  dinov2_vits14: {
    summary: "DINOv2 ViT-S/14, class token of 384 numbers, images of 224 × 224",
    weights: { dataset: "dinov2-vits14", file: "dinov2_vits14_pretrain.pth" },
    sign: /(^|\.)(patch_embed\.proj|patch_embeddings\.projection)\.weight$/,
    make: (tf, tensors, file) => dinoEmbedder(tf, new DinoV2(tf, tensors, { file })),
    onnx: (tensors, file) => ({
      graph: dinoOnnx(tensors, { file }),
      shape: dinoShape(transformerShape(officialNames(tensors)).width),
    }),
  },
  hcs_small: {
    summary: "the project's own network, last pool of 192 numbers, cells of 64 × 64 (--cells)",
    weights: { shipped: "hcs_small" },
    sign: /^level1\/down\/kernel$/,
    channelNames: ["DAPI", "Tubulin", "Actin"],
    make: (tf, tensors, file) => hcsEmbedder(tf, tensors, file),
  },
};

/** What can run a network; `auto` is the fastest that gives TensorFlow's numbers to 1e-3. */
export const engines = ["auto", "tensorflow", "onnx"] as const;

/** What can run a network. */
export type Engine = typeof engines[number];

/** Which network, and its weights. */
export interface LoadEmbedderOptions {
  /** Weights of one's own; defaults to the published ones. */
  checkpoint?: string;
  /** Folder of the datasets; defaults to `data/downloads`. */
  dir?: string;
  /** What runs it, or tells that by the SHA-256 of its weights; defaults to *auto*. */
  engine?: Engine | ((sha256: string) => Promise<Engine>);
  /** Takes the line that says which backend was got; defaults to standard error. */
  log?: (line: string) => void;
}

/** A network, ready to embed. */
export interface LoadedEmbedder {
  /** The network. */
  embedder: Embedder;
  /** What runs it. */
  engine: Exclude<Engine, "auto">;
  /** SHA-256 of its file of weights, in hex. */
  sha256: string;
}

/**
 * Brings a network with its weights.
 *
 * @param model Its name, or a file of weights that tells by its tensors which network it is.
 * @param options Weights.
 * @throws {InputError} listing the names, for another one; if the weights are missing, have not been
 * fetched, are damaged, or are another network's.
 *
 * @example
 * ```ts
 * import { loadEmbedder } from "./embedders.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(
 *   () => loadEmbedder("inception_v3", { dir: "nowhere" }),
 *   Error,
 *   "c2s fetch inception-v3",
 * );
 * ```
 */
export async function loadEmbedder(
  model: string,
  { checkpoint, dir, engine = "auto", log = (line) => console.error(line) }: LoadEmbedderOptions =
    {},
): Promise<LoadedEmbedder> {
  const entry = Object.hasOwn(embedders, model) ? embedders[model] : undefined;
  const file = checkpoint ?? await weightsOf(model, entry, dir);
  const bytes = await readWeights(file);
  const { tensors, values } = readCheckpoint(bytes, { file });
  const found = entry ??
    Object.values(embedders).find(({ sign }) =>
      [...tensors.keys()].some((name) => sign.test(name))
    );
  if (found === undefined) {
    throw new InputError("Cannot tell which network these weights are of", {
      file,
      found: [...tensors.keys()].slice(0, 3).join(", "),
      allowed: Object.keys(embedders).join(", "),
    });
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const asked = typeof engine === "function" ? await engine(sha256) : engine;
  const { channels, side, bits } = modelInput(values);
  const wanted = { engine: asked, tensors, file, side, log };
  const { embedder, engine: taken } = await onEngine(found, wanted);
  const channelNames = channels ?? (checkpoint === undefined ? entry?.channelNames : undefined);
  return {
    embedder: {
      ...embedder,
      ...(channelNames === undefined ? {} : { channelNames }),
      ...(bits === undefined ? {} : { bits }),
    },
    engine: taken as LoadedEmbedder["engine"],
    sha256,
  };
}

/** A network's tensors, and what shall run it. */
interface Wanted {
  engine: Engine;
  tensors: ReadonlyMap<string, CheckpointTensor>;
  file: string;
  side: number | undefined;
  log: (line: string) => void;
}

async function onEngine(
  entry: EmbedderEntry,
  { engine, tensors, file, side, log }: Wanted,
): Promise<Candidate> {
  if (engine === "onnx") return await onOnnx(entry, tensors, file, side);
  const { tf } = await openBackend({ log });
  const first = { engine: "tensorflow", embedder: entry.make(tf, tensors, file, side) };
  if (engine === "tensorflow" || entry.onnx === undefined) return first;
  try {
    const candidates = [first, await onOnnx(entry, tensors, file, side)];
    const fastest = await fastestEmbedder(candidates, { now: () => performance.now() });
    const said = fastest.trials.map(({ engine, speed, off }) =>
      `${engine} ${speed.toFixed(1)} images/s${off > 0 ? `, off by ${off.toExponential(0)}` : ""}`
    );
    log(`Engine: ${fastest.engine} (${said.join("; ")})`);
    return fastest;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    log(error.message);
    return first;
  }
}

async function onOnnx(
  { onnx }: EmbedderEntry,
  tensors: ReadonlyMap<string, CheckpointTensor>,
  file: string,
  side: number | undefined,
): Promise<Candidate> {
  const names = Object.entries(embedders).filter(([, entry]) => entry.onnx !== undefined);
  const allowed = names.map(([name]) => name).join(", ");
  if (onnx === undefined) {
    throw new InputError("This network has no graph for ONNX Runtime", { allowed });
  }
  try {
    const { graph, shape } = onnx(tensors, file, side);
    return { engine: "onnx", embedder: onnxEmbedder(await openOnnx(graph), shape) };
  } catch (cause) {
    if (!(cause instanceof Unavailable)) throw cause;
    throw new InputError(`Cannot run the network: ${cause.message}`, { cause });
  }
}

/**
 * Refuses what names no network, without loading one.
 *
 * @param model Its name, or a file of weights.
 * @throws {InputError} listing the names.
 *
 * @example
 * ```ts
 * import { checkEmbedder } from "./embedders.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await checkEmbedder("inception_v3");
 * await assertRejects(() => checkEmbedder("inception"), Error, "Is inception_v3 meant?");
 * ```
 */
export async function checkEmbedder(model: string): Promise<void> {
  if (Object.hasOwn(embedders, model)) return;
  if (await Deno.stat(model).then(({ isFile }) => isFile, () => false)) return;
  const { allowed, hint } = allowedNames(model, Object.keys(embedders));
  throw new InputError("There is no such network", {
    found: model,
    allowed: `${allowed}, or a file of weights`,
    ...hint === undefined ? {} : { hint },
  });
}

async function weightsOf(
  model: string,
  entry: EmbedderEntry | undefined,
  dir: string | undefined,
): Promise<string> {
  if (entry !== undefined) {
    const { weights } = entry;
    if ("shipped" in weights) {
      return `${projectRoot}data/models/${weights.shipped}/weights.safetensors`;
    }
    return await datasetFile(weights.dataset, weights.file, dir === undefined ? {} : { dir });
  }
  await checkEmbedder(model);
  return model;
}
