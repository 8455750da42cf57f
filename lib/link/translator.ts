import type { Tensor2D } from "@tensorflow/tfjs";
import { InputError } from "../core/errors.ts";
import { type Matrix, zeros } from "../core/matrix.ts";
import { Random } from "../core/random.ts";
import { rowProducts } from "../core/row_products.ts";
import type { TensorFlow } from "../learn/backend.ts";
import { adam, fit } from "../learn/fit.ts";
import { type Network, toDevice, type Values, type Weights } from "../learn/network.ts";
import { consensusOf, type Matched } from "./matched.ts";
import { retrieve } from "./retrieval.ts";
import { structureBits } from "./structure_features.ts";
import { towerBatches, type TowerRows } from "./translator/batches.ts";
import { contrastive, type ContrastiveLoss } from "./translator/contrastive.ts";
import { applyScaling, fitScaling, type Scaling } from "./translator/scaling.ts";
import { climb, scaleName, towerNames, towers, type TowersShape } from "./translator/towers.ts";

export { contrastiveLosses } from "./translator/contrastive.ts";
export type { ContrastiveLoss } from "./translator/contrastive.ts";

/** How a translator is trained. */
export interface TranslatorOptions {
  /** Loss; defaults to *InfoLOOB*. */
  loss?: ContrastiveLoss;
  /** Units of the layer in the middle of each tower, 0 for none; defaults to *128*. */
  hidden?: number;
  /** Numbers of an embedding; defaults to *64*. */
  embedding?: number;
  /** Temperature, to begin with where it is learned; defaults to *0.1*. */
  temperature?: number;
  /**
   * Whether the temperature is learned; defaults to *true with InfoNCE, false with InfoLOOB*, which has
   * no lower bound and would only make it smaller.
   */
  learnTemperature?: boolean;
  /** Share of the features hidden in each step; defaults to *0.3*. */
  mask?: number;
  /** Strength of the L2 penalty; defaults to *0.001*. */
  l2?: number;
  /** Learning rate; defaults to *0.001*. */
  rate?: number;
  /** Compounds of a batch at most; defaults to *512*. */
  batch?: number;
  /** Times that every compound is seen, at most; defaults to *60*. */
  epochs?: number;
  /** Times every compound is seen without better validation before it ends; defaults to *20*. */
  patience?: number;
  /** Compounds to judge with after every fifth time; defaults to *none*, all epochs are done. */
  validation?: Matched;
  /** Seed of first weights, order and masks; defaults to *1*. */
  seed?: number;
  /** Stops the training. */
  signal?: AbortSignal;
}

/** Translates between profiles and structures. */
export interface Translator {
  /** The towers' sizes. */
  shape: TowersShape;
  /** Weights of the towers. */
  weights: Weights;
  /** Scaling of profiles, fitted on the training compounds. */
  profileScaling: Scaling;
  /** Scaling of structures, fitted on the training compounds. */
  structureScaling: Scaling;
  /** Times every compound was seen. */
  epochs: number;
  /** Mean reciprocal rank of the validation compounds in both directions; NaN without them. */
  validationMrr: number;
}

/** Passes through all compounds between two looks at the validation set. */
const passes = 5;

/**
 * Trains two towers to bring the profile of a compound close to its structure.
 *
 * @param tf TensorFlow.js.
 * @param train Compounds to learn from.
 * @param options Loss, sizes, when to stop.
 * @returns The translator of the best epoch.
 * @throws {InputError} for less than two compounds or features that do not fit the validation set.
 * @throws {LossError} for a loss that is not finite.
 *
 * @example
 * ```ts
 * import { openBackend } from "../learn/backend.ts";
 * import { trainTranslator } from "./translator.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const matrix = { rows: 3, cols: 2, data: Float32Array.of(1, 0, 0, 1, -1, -1) };
 * const train = {
 *   names: ["a", "b", "c"],
 *   profiles: matrix,
 *   structures: matrix,
 *   compoundOf: Int32Array.of(0, 1, 2),
 * };
 * const { epochs } = await trainTranslator(tf, train, { epochs: 5, hidden: 0, embedding: 4 });
 * assertEquals(epochs, 5);
 * ```
 */
export async function trainTranslator(
  tf: TensorFlow,
  train: Pick<Matched, "names" | "profiles" | "structures" | "compoundOf">,
  options: TranslatorOptions = {},
): Promise<Translator> {
  const { loss = "InfoLOOB", hidden = 128, embedding = 64, temperature = 0.1, seed = 1 } = options;
  const { mask = 0.3, l2 = 1e-3, rate = 1e-3, batch = 512, validation, signal } = options;
  const { learnTemperature = loss === "InfoNCE", patience = 20 } = options;
  if (train.names.length < 2) {
    const found = `${train.names.length} compounds`;
    throw new InputError("Cannot train a translator", { found, allowed: "two or more" });
  }
  const sizes = { profile: train.profiles.cols, structure: train.structures.cols };
  const shape: TowersShape = { ...sizes, hidden, embedding, temperature };
  const scalings = {
    profileScaling: fitScaling(train.profiles),
    structureScaling: fitScaling(train.structures, structureBits),
  };
  const rows = scaled(train, scalings);
  const random = new Random(seed).fork("translator");
  const network = towers(shape, random.fork("weights"));
  const rounds = Math.max(1, Math.ceil((options.epochs ?? 60) / passes));
  const result = await fit(tf, network, {
    epochs: rounds,
    train: (epoch) =>
      Array.from(
        { length: passes },
        (_, pass) => towerBatches(rows, { size: batch, mask }, random.fork("epoch", epoch, pass)),
      ).flat(),
    loss: contrastive(loss),
    optimizer: adam(),
    rate,
    l2,
    frozen: (name) => name === scaleName && !learnTemperature,
    ...(signal === undefined ? {} : { signal }),
    ...(validation === undefined ? { monitor: "epoch", direction: "max" as const } : {
      validation: () => [wholeBatch(validation, scalings)],
      // InfoLOOB would need two compounds, and its value is not what is looked at.
      validationLoss: contrastive("InfoNCE"),
      measure: (outputs: Values) => ({ validationMrr: meanReciprocal(outputs) }),
      monitor: "validationMrr",
      direction: "max" as const,
      earlyStopping: { patience: Math.ceil(patience / passes) },
    }),
  });
  signal?.throwIfAborted();
  return {
    shape,
    weights: withData(network, result.weights),
    ...scalings,
    epochs: result.bestEpoch * passes,
    validationMrr: result.history[result.bestEpoch - 1]?.validationMrr ?? NaN,
  };
}

type Scalings = Pick<Translator, "profileScaling" | "structureScaling">;

function scaled(
  { profiles, structures, compoundOf }: Pick<Matched, "profiles" | "structures" | "compoundOf">,
  { profileScaling, structureScaling }: Scalings,
): TowerRows {
  return {
    profiles: applyScaling(profiles, profileScaling),
    structures: applyScaling(structures, structureScaling, structureBits),
    compoundOf,
  };
}

/** All compounds with their mean profiles. */
function wholeBatch(matched: Matched, scalings: Scalings) {
  const { profiles, structures } = scaled(
    { ...matched, profiles: narrow(consensusOf(matched)) },
    scalings,
  );
  const n = matched.names.length;
  return {
    inputs: [profiles, structures].map(({ cols, data }) => ({ shape: [n, cols], data })),
    targets: { shape: [n], data: Int32Array.from({ length: n }, (_, i) => i) },
    name: "the validation compounds",
  };
}

function narrow({ rows, cols, data }: Matrix): Matrix<Float32Array> {
  return { rows, cols, data: Float32Array.from(data) };
}

/** Mean reciprocal rank of both directions from outputs [n × 2 × k]. */
function meanReciprocal({ shape, data }: Values): number {
  const [n = 0, , k = 0] = shape;
  const part = (which: number): Matrix => {
    const matrix = zeros(n, k);
    for (let row = 0; row < n; row++) {
      const start = (2 * row + which) * k;
      matrix.data.set(data.subarray(start, start + k), row * k);
    }
    return matrix;
  };
  const [profiles, structures] = [part(0), part(1)];
  const found = [
    ...retrieve(rowProducts(profiles, structures)),
    ...retrieve(rowProducts(structures, profiles)),
  ];
  return found.reduce((sum, [, , , reciprocal]) => sum + reciprocal, 0) / found.length;
}

function withData(network: Network, weights: Readonly<Record<string, Float32Array>>): Weights {
  return Object.fromEntries(
    Object.entries(network.weights).map(([name, { shape, data }]) => [
      name,
      { shape, data: weights[name] ?? data },
    ]),
  );
}

/** Rows go through a tower in blocks of this many. */
const blockRows = 4096;

/**
 * Brings profiles or structures into the common space, in blocks of rows.
 *
 * @param tf TensorFlow.js.
 * @param translator From {@link trainTranslator}.
 * @param side `profile` or `structure`.
 * @param features Features as the translator was trained with, not scaled [n × d].
 * @returns Embeddings of length 1 [n × k]; their products are the scores.
 * @throws {InputError} for another number of features.
 */
export async function embed(
  tf: TensorFlow,
  translator: Translator,
  side: typeof towerNames[number],
  features: Matrix<Float32Array | Float64Array>,
): Promise<Matrix> {
  const { shape, weights } = translator;
  if (features.cols !== shape[side]) {
    throw new InputError(`Cannot translate a ${side}: it has other features than in training`, {
      found: `${features.cols} features`,
      allowed: String(shape[side]),
    });
  }
  const [scaling, bits] = side === "profile"
    ? [translator.profileScaling, 0]
    : [translator.structureScaling, structureBits];
  const out = zeros(features.rows, shape.embedding), { cols } = features;
  const device = toDevice(tf, weights);
  try {
    for (let start = 0; start < features.rows; start += blockRows) {
      const rows = Math.min(blockRows, features.rows - start);
      const data = features.data.subarray(start * cols, (start + rows) * cols);
      const block = applyScaling({ rows, cols, data }, scaling, bits);
      const found = tf.tidy(() =>
        climb(tf, device, side, tf.tensor2d(block.data, [rows, cols]) as Tensor2D)
      );
      out.data.set(await found.data(), start * shape.embedding);
      found.dispose();
    }
  } finally {
    tf.dispose(device);
  }
  return out;
}
