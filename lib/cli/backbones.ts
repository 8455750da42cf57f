import { InputError } from "../core/errors.ts";
import { Random } from "../core/random.ts";
import { datasetFile } from "../data/locate.ts";
import { readModel } from "../data/models.ts";
import type { TensorFlow } from "../learn/backend.ts";
import type { Backbone } from "../learn/backbone.ts";
import { hcsBackbone } from "../learn/backbone/hcs_small.ts";
import { inceptionBackbone } from "../learn/backbone/inception_v3.ts";
import { readCheckpoint } from "../learn/checkpoint.ts";
import { modelChannels } from "../learn/model_channels.ts";
import { decodeModel, withWeights } from "../learn/model_file.ts";
import { hcsSmall } from "../learn/nets/hcs_small.ts";
import { InceptionV3, initialInception } from "../learn/nets/inception_v3.ts";
import { embedders } from "./embedders.ts";

/** A network to transfer from, and what is to be said about it. */
export interface OpenedBackbone {
  /** The network. */
  backbone: Backbone;
  /** What it reads: whole fields, or squares around cells. */
  unit: "cell" | "field";
  /** First block that is trained when study B's fine-tuning is done: all that follow are trained, too. */
  from: string;
  /** What its weights were trained on, for people. */
  trainedOn: string;
  /** Whether its weights were trained at all. */
  trained: boolean;
}

/** How {@link openBackbone} looks. */
export interface OpenBackboneOptions {
  /** Channels of the images; defaults to *3*. */
  channels?: number;
  /** Folder of the datasets; defaults to `data/downloads`. */
  dir?: string;
  /** Take the network with its first, random weights; defaults to *false*. */
  untrained?: boolean;
  /** Seed of random weights; defaults to *1*. */
  seed?: number;
}

/**
 * The network that study B's steps are done with: Inception V3 where its published weights have been
 * fetched, else the project's own `hcs_small`, through the same interface.
 *
 * @param tf TensorFlow.js.
 * @param options Channels, where to look.
 * @returns With random weights, and saying so, where not even those of `hcs_small` are there.
 * @throws {InputError} if weights are there that cannot be used.
 *
 * @example
 * ```ts
 * import { openBackbone } from "./backbones.ts";
 * import { openBackend } from "../learn/backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const { backbone, trained } = await openBackbone(tf, { dir: "nowhere", untrained: true });
 * assertEquals([backbone.name, trained], ["hcs_small", false]);
 * backbone.dispose();
 * ```
 */
export async function openBackbone(
  tf: TensorFlow,
  { channels = 3, dir, untrained = false, seed = 1 }: OpenBackboneOptions = {},
): Promise<OpenedBackbone> {
  const found = await inceptionWeights(dir);
  if (found !== undefined && channels === 3) return openInception(tf, found, untrained, seed);
  const random = new Random(seed);
  const own = { unit: "cell", from: "level4" } as const;
  const model = untrained ? undefined : await shippedModel();
  if (model === undefined || modelChannels(model.settings).count !== channels) {
    const network = hcsSmall({ channels, classes: 2 }, random);
    const trainedOn = "nothing: its weights are random";
    return { ...own, backbone: hcsBackbone(tf, network), trainedOn, trained: false };
  }
  const network = hcsSmall({ channels, classes: model.classes.length }, random);
  return {
    ...own,
    backbone: hcsBackbone(tf, withWeights(network, model)),
    trainedOn: "drawn cells of other virtual screens, with the compound as label",
    trained: true,
  };
}

async function openInception(
  tf: TensorFlow,
  file: string,
  untrained: boolean,
  seed: number,
): Promise<OpenedBackbone> {
  const tensors = untrained
    ? initialInception({ classes: 1000, auxiliary: false }, new Random(seed))
    : readCheckpoint(await Deno.readFile(file), { file }).tensors;
  return {
    backbone: inceptionBackbone(tf, new InceptionV3(tf, tensors, { file })),
    unit: "field",
    from: "Mixed_7b",
    trainedOn: untrained ? "nothing: its weights are random" : "ImageNet's photographs",
    trained: !untrained,
  };
}

async function inceptionWeights(dir: string | undefined): Promise<string | undefined> {
  const { weights } = embedders.inception_v3!;
  if (!("dataset" in weights)) return undefined;
  try {
    return await datasetFile(weights.dataset, weights.file, dir === undefined ? {} : { dir });
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

async function shippedModel() {
  try {
    const { bytes, file } = await readModel("hcs_small");
    return decodeModel(bytes, "hcs_small", file);
  } catch (error) {
    if (error instanceof InputError && error.problem.found === "no such file") return undefined;
    throw error;
  }
}
