import type { Tensor, Tensor2D, Tensor4D, Variable } from "@tensorflow/tfjs";
import { InputError } from "../../core/errors.ts";
import type { Random } from "../../core/random.ts";
import type { TensorFlow } from "../backend.ts";
import type { CheckpointTensor } from "../checkpoint.ts";
import { matchTensors } from "../checkpoint/match.ts";
import { imageNet } from "./image_net.ts";
import { auxiliary, AUXILIARY_INPUT, blocks } from "./inception_v3/blocks.ts";
import { initialHead } from "./inception_v3/initial.ts";
import { ConvolutionLayer, type LayerMode } from "./inception_v3/layer.ts";
import { headsOf, ignored, inceptionNames } from "./inception_v3/names.ts";
import { carry, type Convolution, convolutionsOf } from "./inception_v3/step.ts";

export { initialInception } from "./inception_v3/initial.ts";
export { inceptionNames, type InceptionShape } from "./inception_v3/names.ts";

/** Smallest image that leaves a pixel for the last block. */
const LEAST = 75;
/** Smallest output of Mixed_6e that leaves 5 × 5 pixels for the auxiliary head's last convolution. */
const AUXILIARY_LEAST = 17;

/** How the network is built. */
export interface InceptionOptions {
  /**
   * Whether images normalised by ImageNet's mean and deviation are brought to −1 … 1, as the published
   * weights were trained for and torchvision does with them; defaults to *true*.
   */
  transformInput?: boolean;
  /** Name of the checkpoint, for messages; defaults to none. */
  file?: string;
}

/** Which blocks are run, and how. */
export interface ThroughOptions {
  /** First block; defaults to the one after the image, *Conv2d_1a_3x3*. */
  from?: string;
  /** Last block; defaults to *Mixed_7c*. */
  to?: string;
  /**
   * Whether unfrozen blocks normalise by the batch, and add to their running statistics, as PyTorch does
   * in training; frozen ones never do; defaults to *false*.
   */
  training?: boolean;
}

/** How {@link InceptionV3.forward} runs. */
export interface ForwardOptions {
  /** As in {@link ThroughOptions}; defaults to *false*. */
  training?: boolean;
  /** Share of the last pool that training sets to 0; defaults to *0.5*, torchvision's. */
  dropout?: number;
  /** Seed of what is set to 0; defaults to *1*. */
  seed?: number;
}

/** What the network says about images. */
export interface InceptionOutput {
  /** Last pool [n × 2048]. */
  pooled: Tensor2D;
  /** Score of each class before softmax [n × classes]. */
  logits: Tensor2D;
  /** The same by the auxiliary head, in training only. */
  auxiliary?: Tensor2D;
}

/**
 * Inception V3 (Szegedy 2016), layer for layer as torchvision builds it, so that its weights fit.
 *
 * All blocks begin frozen. The parts between `from` and `to` can be run alone: what a frozen beginning
 * gives can be kept and trained on, and gradients taken from any block on.
 *
 * @example
 * ```ts
 * import { InceptionV3, initialInception } from "./inception_v3.ts";
 * import { openBackend } from "../backend.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const tensors = initialInception({ classes: 12, auxiliary: false }, new Random(1));
 * const net = new InceptionV3(tf, tensors);
 * net.unfreeze("Mixed_7b", "Mixed_7c", "fc");
 * const { pooled, logits } = net.forward(tf.zeros([1, 75, 75, 3]));
 * assertEquals([pooled.shape, logits.shape], [[1, 2048], [1, 12]]);
 * net.dispose();
 * ```
 */
export class InceptionV3 {
  /** Names of all blocks, from the image to the last pool. */
  static readonly blocks: readonly string[] = blocks.map(({ name }) => name);
  /** Side of the images that the published weights were trained on, px. */
  static readonly size = 299;
  readonly #tf: TensorFlow;
  readonly #layers = new Map<string, ConvolutionLayer>();
  readonly #heads = new Map<string, { weight: Variable; bias: Variable }>();
  readonly #unfrozen = new Set<string>();
  readonly #transformInput: boolean;

  /**
   * @param tf TensorFlow.js on the backend that shall compute.
   * @param tensors Tensors by torchvision's names, with or without the auxiliary head.
   * @param options What is done to images; name of the file.
   * @throws {InputError} naming each tensor that is missing, unknown or of another shape.
   */
  constructor(
    tf: TensorFlow,
    tensors: ReadonlyMap<string, CheckpointTensor>,
    { transformInput = true, file }: InceptionOptions = {},
  ) {
    this.#tf = tf;
    this.#transformInput = transformInput;
    const names = [...tensors.keys()].map((name) => name.replace(/^module\./, ""));
    const head = tensors.get("fc.bias") ?? tensors.get("module.fc.bias");
    const shape = {
      classes: head?.shape[0] ?? 1000,
      auxiliary: names.some((name) => name.startsWith("AuxLogits.")),
    };
    const numbers = matchTensors(tensors, inceptionNames(shape), {
      network: "Inception V3",
      ignored,
      ...(file === undefined ? {} : { file }),
    });
    for (const block of blocks) this.#addLayers(convolutionsOf(block), numbers);
    if (shape.auxiliary) this.#addLayers(auxiliary, numbers);
    for (const [name, inputs] of headsOf(shape)) {
      const weight = numbers.get(`${name}.weight`) as Float32Array;
      this.#setHead(name, inputs, weight, numbers.get(`${name}.bias`) as Float32Array);
    }
  }

  /** Classes that the heads tell apart. */
  get classes(): number {
    return this.#head("fc").bias.size;
  }

  /** Whether images are brought from ImageNet's mean and deviation to −1 … 1. */
  get transformInput(): boolean {
    return this.#transformInput;
  }

  /** Whether there is an auxiliary head, which training listens to as well. */
  get hasAuxiliary(): boolean {
    return this.#heads.has("AuxLogits.fc");
  }

  /** Names of all that can be frozen: blocks, `fc`, and `AuxLogits` where there is one. */
  get parts(): string[] {
    return [...InceptionV3.blocks, ...(this.hasAuxiliary ? ["AuxLogits"] : []), "fc"];
  }

  /**
   * Lets training change parts.
   *
   * @param parts Names of blocks, `fc`, `AuxLogits`.
   * @throws {InputError} listing the names, for another one.
   */
  unfreeze(...parts: string[]): void {
    for (const part of this.#known(parts)) this.#unfrozen.add(part);
  }

  /** Takes parts out of training again, as they are now. */
  freeze(...parts: string[]): void {
    for (const part of this.#known(parts)) this.#unfrozen.delete(part);
    for (const layer of this.#layers.values()) layer.changed();
  }

  /** What an optimizer may change: the numbers of all parts that are not frozen, but for statistics. */
  get variables(): Variable[] {
    const layers = [...this.#layers].filter(([name]) => this.#unfrozen.has(partOf(name)));
    const heads = [...this.#heads].filter(([name]) => this.#unfrozen.has(partOf(name)));
    return [
      ...layers.flatMap(([, layer]) => layer.variables),
      ...heads.flatMap(([, { weight, bias }]) => [weight, bias]),
    ];
  }

  /**
   * A number of the network by its name in the state dict, in TensorFlow's order of axes.
   *
   * @throws {InputError} for a name that the network has not.
   */
  named(name: string): Variable {
    const found = this.#all().find(([known]) => known === name);
    if (found !== undefined) return found[1];
    throw new InputError("Inception V3 has no such tensor", { found: name });
  }

  /**
   * What the first block is given: the images themselves, or brought from ImageNet's mean and deviation
   * to −1 … 1.
   *
   * @param images [n × height × width × 3].
   * @throws {InputError} for images of fewer than 75 pixels a side, or without three channels.
   */
  prepare(images: Tensor4D): Tensor4D {
    const [, height, width, channels] = images.shape;
    if (channels !== 3 || Math.min(height, width) < LEAST) {
      throw new InputError("Cannot run Inception V3", {
        found: `images of ${width} × ${height} pixels and ${channels} channels`,
        allowed: `${LEAST} × ${LEAST} pixels or more, 3 channels`,
      });
    }
    const tf = this.#tf;
    if (!this.#transformInput) return tf.clone(images);
    return tf.tidy(() => {
      const scale = imageNet.deviation.map((value) => value / 0.5);
      const shift = imageNet.mean.map((value) => (value - 0.5) / 0.5);
      return tf.add<Tensor4D>(tf.mul(images, scale), shift);
    });
  }

  /**
   * Runs blocks, each on what the one before gives.
   *
   * @param x What `from` takes: for the first block, images by {@link prepare}.
   * @param options Which blocks, and how.
   * @returns What `to` gives [n × height × width × channels].
   * @throws {InputError} listing the names, for a block that does not exist.
   */
  through(x: Tensor4D, options: ThroughOptions = {}): Tensor4D {
    return this.#tf.tidy(() => this.#run(x, options));
  }

  /**
   * What blocks give for images.
   *
   * @param images [n × height × width × 3].
   * @param names Names of blocks.
   * @returns Activations [n × height × width × channels] by name.
   * @throws {InputError} for a block that does not exist.
   */
  activations(images: Tensor4D, names: readonly string[]): Record<string, Tensor4D> {
    const to = InceptionV3.blocks[Math.max(0, ...names.map(place))] as string;
    return this.#tf.tidy(() => {
      const taps: Record<string, Tensor4D> = {};
      this.#run(this.prepare(images), { to }, (name, value) => {
        if (names.includes(name)) taps[name] = this.#tf.clone(value);
      });
      return taps;
    });
  }

  /** What one block gives for images; see {@link activations}. */
  tap(images: Tensor4D, block: string): Tensor4D {
    return this.#tf.tidy(() => this.#run(this.prepare(images), { to: block }));
  }

  /**
   * Scores of the classes before softmax, from what a block gives.
   *
   * @param activation [n × height × width × channels].
   * @param block Name of the block that gave it.
   */
  scores(activation: Tensor4D, block: string): Tensor2D {
    return this.#tf.tidy(() => {
      const from = InceptionV3.blocks[place(block) + 1];
      const last = from === undefined ? activation : this.#run(activation, { from });
      return this.classify(this.pool(last));
    });
  }

  /** Mean of each channel of what the last block gives [n × 2048]. */
  pool(x: Tensor4D): Tensor2D {
    return this.#tf.mean<Tensor2D>(x, [1, 2]);
  }

  /** Scores of the classes before softmax [n × classes] for last pools [n × 2048]. */
  classify(pooled: Tensor2D): Tensor2D {
    return this.#apply("fc", pooled);
  }

  /**
   * Scores by the auxiliary head.
   *
   * @param x What Mixed_6e gives, at least 17 × 17 pixels, as of images of 299 × 299.
   * @param options Whether it trains.
   * @returns Scores before softmax [n × classes].
   * @throws {InputError} for fewer pixels.
   */
  auxiliary(x: Tensor4D, { training = false }: { training?: boolean } = {}): Tensor2D {
    const tf = this.#tf, mode = this.#mode("AuxLogits", training);
    const [, height, width] = x.shape;
    if (Math.min(height, width) < AUXILIARY_LEAST) {
      throw new InputError("Cannot run the auxiliary head of Inception V3", {
        found: `${width} × ${height} pixels in ${AUXILIARY_INPUT}`,
        allowed: `${AUXILIARY_LEAST} × ${AUXILIARY_LEAST} or more, as of images of 299 × 299`,
        hint: "For smaller images take a network without that head",
      });
    }
    return tf.tidy(() => {
      const shrunk = tf.avgPool(x, 5, 3, "valid");
      const deep = auxiliary.reduce((y, { name }) => this.#layer(name).apply(y, mode), shrunk);
      return this.#apply("AuxLogits.fc", tf.mean<Tensor2D>(deep, [1, 2]));
    });
  }

  /**
   * Runs the whole network.
   *
   * @param images [n × height × width × 3].
   * @param options Whether it trains, and how much of the last pool is dropped then.
   * @returns Last pool and scores, to be disposed by the caller.
   */
  forward(
    images: Tensor4D,
    { training = false, dropout = 0.5, seed = 1 }: ForwardOptions = {},
  ): InceptionOutput {
    const tf = this.#tf;
    return tf.tidy(() => {
      let middle: Tensor4D | undefined;
      const last = this.#run(this.prepare(images), { training }, (name, value) => {
        if (training && this.hasAuxiliary && name === AUXILIARY_INPUT) middle = tf.clone(value);
      });
      const pooled = this.pool(last);
      const kept = training && dropout > 0
        ? tf.dropout(pooled, dropout, undefined, seed) as Tensor2D
        : pooled;
      const logits = this.classify(kept);
      if (middle === undefined) return { pooled, logits };
      return { pooled, logits, auxiliary: this.auxiliary(middle, { training }) };
    });
  }

  /**
   * Puts heads for other classes in place of those there are, the auxiliary one too.
   *
   * @param classes How many classes.
   * @param random Where their numbers come from.
   */
  replaceHead(classes: number, random: Random): void {
    for (const [name, { weight, bias }] of [...this.#heads]) {
      const inputs = weight.shape[0] as number;
      weight.dispose();
      bias.dispose();
      const fresh = initialHead(classes, inputs, random.fork(name));
      this.#setHead(name, inputs, fresh.weight, fresh.bias);
    }
  }

  /** All tensors by torchvision's names and in its order of axes, to be saved. */
  async tensors(): Promise<Map<string, CheckpointTensor>> {
    const tf = this.#tf, found = new Map<string, CheckpointTensor>();
    const take = async (name: string, tensor: Tensor) => {
      const turned = tf.tidy(() =>
        tensor.rank === 4 ? tf.transpose(tensor, [3, 2, 0, 1]) : tf.transpose(tensor)
      );
      const data = Float32Array.from(await turned.data());
      found.set(name, { kind: "float32", shape: [...turned.shape], data });
      turned.dispose();
    };
    for (const [name, tensor] of this.#all()) await take(name, tensor);
    return found;
  }

  /** Frees the weights. */
  dispose(): void {
    for (const layer of this.#layers.values()) layer.dispose();
    for (const { weight, bias } of this.#heads.values()) {
      weight.dispose();
      bias.dispose();
    }
    this.#layers.clear();
    this.#heads.clear();
  }

  #all(): [string, Variable][] {
    const layers = [...this.#layers.values()].flatMap(({ tensors }) => tensors);
    const heads = [...this.#heads].flatMap(([name, { weight, bias }]): [string, Variable][] => [
      [`${name}.weight`, weight],
      [`${name}.bias`, bias],
    ]);
    return [...layers, ...heads];
  }

  /** Within `tf.tidy`; what a block gave is freed as soon as the next has read it. */
  #run(
    x: Tensor4D,
    { from = InceptionV3.blocks[0] as string, to = "Mixed_7c", training = false }: ThroughOptions,
    onBlock: (name: string, value: Tensor4D) => void = () => {},
  ): Tensor4D {
    const tf = this.#tf;
    let value = x;
    for (const block of blocks.slice(place(from), place(to) + 1)) {
      const mode = this.#mode(block.name, training);
      const next = tf.tidy(() =>
        carry(block, value, {
          convolve: (y, { name }) => this.#layer(name).apply(y, mode),
          max: (y) => tf.maxPool(y, 3, 2, "valid"),
          // TensorFlow leaves padding out of a mean, PyTorch counts its zeros.
          mean: (y) => tf.avgPool(tf.pad(y, [[0, 0], [1, 1], [1, 1], [0, 0]]), 3, 1, "valid"),
          concat: (parts) => tf.concat(parts, 3),
        })
      );
      if (value !== x) value.dispose();
      value = next;
      onBlock(block.name, value);
    }
    return value;
  }

  #mode(part: string, training: boolean): LayerMode {
    if (!this.#unfrozen.has(part)) return "frozen";
    return training ? "batch" : "running";
  }

  #apply(head: string, pooled: Tensor2D): Tensor2D {
    const { weight, bias } = this.#head(head);
    return this.#tf.tidy(() =>
      this.#tf.add<Tensor2D>(this.#tf.matMul(pooled, weight as Tensor as Tensor2D), bias)
    );
  }

  #setHead(name: string, inputs: number, weight: Float32Array, bias: Float32Array): void {
    const tf = this.#tf, classes = bias.length;
    this.#heads.set(name, {
      weight: tf.tidy(() =>
        tf.variable(tf.transpose(tf.tensor2d(weight, [classes, inputs])) as Tensor)
      ),
      bias: tf.tidy(() => tf.variable(tf.tensor1d(bias) as Tensor)),
    });
  }

  #addLayers(layers: readonly Convolution[], numbers: ReadonlyMap<string, Float32Array>): void {
    for (const layer of layers) {
      this.#layers.set(layer.name, new ConvolutionLayer(this.#tf, layer, numbers));
    }
  }

  #layer(name: string): ConvolutionLayer {
    const layer = this.#layers.get(name);
    if (layer === undefined) throw new Error(`The network is disposed, or has no ${name}`);
    return layer;
  }

  #head(name: string): { weight: Variable; bias: Variable } {
    const head = this.#heads.get(name);
    if (head === undefined) throw new Error(`The network is disposed, or has no ${name}`);
    return head;
  }

  #known(parts: readonly string[]): readonly string[] {
    const unknown = parts.find((part) => !this.parts.includes(part));
    if (unknown === undefined) return parts;
    throw new InputError("Inception V3 has no such part", {
      found: unknown,
      allowed: this.parts.join(", "),
    });
  }
}

/** Number of a block. */
function place(name: string): number {
  const found = InceptionV3.blocks.indexOf(name);
  if (found >= 0) return found;
  throw new InputError("Inception V3 has no such block", {
    found: name,
    allowed: InceptionV3.blocks.join(", "),
  });
}

/** The block or head that a layer belongs to. */
function partOf(name: string): string {
  return name.split(".")[0] as string;
}
