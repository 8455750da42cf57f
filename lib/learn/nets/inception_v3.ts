import type { Tensor, Tensor2D, Tensor4D, Variable } from "@tensorflow/tfjs";
import { InputError } from "../../core/errors.ts";
import type { Random } from "../../core/random.ts";
import type { TensorFlow } from "../backend.ts";
import type { CheckpointTensor } from "../checkpoint.ts";
import { auxiliaryPool } from "./inception_v3/auxiliary.ts";
import { auxiliary, blocks } from "./inception_v3/blocks.ts";
import { ClassHead } from "./inception_v3/head.ts";
import { initialHead } from "./inception_v3/initial.ts";
import { ConvolutionLayer } from "./inception_v3/layer.ts";
import { headsOf } from "./inception_v3/names.ts";
import { inceptionNumbers } from "./inception_v3/numbers.ts";
import { prepareImages } from "./inception_v3/prepare.ts";
import { carry, type Convolution, convolutionsOf } from "./inception_v3/step.ts";
import { tensorCarrier } from "./inception_v3/tensor_carrier.ts";

export { initialInception } from "./inception_v3/initial.ts";
export { inceptionNames, type InceptionShape } from "./inception_v3/names.ts";

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

/** Which blocks are run. */
export interface ThroughOptions {
  /** First block; defaults to the one after the image, *Conv2d_1a_3x3*. */
  from?: string;
  /** Last block; defaults to *Mixed_7c*. */
  to?: string;
}

/**
 * Inception V3 (Szegedy 2016) as it embeds and classifies, layer for layer as torchvision builds it, so
 * that its weights fit.
 *
 * The blocks between `from` and `to` can be run alone, so that any block can be tapped, and gradients
 * taken to what any block gives. It does not train by itself: `cutInception` makes a network of the
 * blocks that shall be trained, and freezes all others.
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
 * const pooled = net.pool(net.through(net.prepare(tf.zeros([1, 75, 75, 3]))));
 * assertEquals([pooled.shape, net.classify(pooled).shape], [[1, 2048], [1, 12]]);
 * net.dispose();
 * ```
 */
export class InceptionV3 {
  /** Names of all blocks, from the image to the last pool. */
  static readonly blocks: readonly string[] = blocks.map(({ name }) => name);
  /** Side of the images that the published weights were trained on, px. */
  static readonly size = 299;
  /** Whether images are brought from ImageNet's mean and deviation to −1 … 1. */
  readonly transformInput: boolean;
  readonly #tf: TensorFlow;
  readonly #layers = new Map<string, ConvolutionLayer>();
  readonly #heads = new Map<string, ClassHead>();

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
    this.transformInput = transformInput;
    const { shape, numbers } = inceptionNumbers(tensors, file);
    for (
      const layer of [...blocks.flatMap(convolutionsOf), ...(shape.auxiliary ? auxiliary : [])]
    ) {
      this.#layers.set(layer.name, new ConvolutionLayer(tf, layer, numbers));
    }
    for (const [name] of headsOf(shape)) {
      const of = (part: string) => numbers.get(`${name}.${part}`) as Float32Array;
      this.#heads.set(name, new ClassHead(tf, name, of("weight"), of("bias")));
    }
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
   * Puts other numbers in.
   *
   * @param weights Numbers by their names in the state dict, in TensorFlow's order of axes.
   * @throws {InputError} for a name that the network has not.
   */
  put(weights: Readonly<Record<string, Float32Array>>): void {
    const tf = this.#tf;
    for (const [name, data] of Object.entries(weights)) {
      const variable = this.named(name);
      tf.tidy(() => variable.assign(tf.tensor(data, variable.shape)));
    }
    for (const layer of this.#layers.values()) layer.changed();
  }

  /**
   * What the first block is given: the images themselves, or brought from ImageNet's mean and deviation
   * to −1 … 1.
   *
   * @param images [n × height × width × 3].
   * @throws {InputError} for images of fewer than 75 pixels a side, or without three channels.
   */
  prepare(images: Tensor4D): Tensor4D {
    return prepareImages(this.#tf, images, this.transformInput);
  }

  /**
   * Runs blocks, each on what the one before gives.
   *
   * @param x What `from` takes: for the first block, images by {@link prepare}.
   * @param options Which blocks.
   * @returns What `to` gives [n × height × width × channels].
   * @throws {InputError} listing the names, for a block that does not exist.
   */
  through(x: Tensor4D, { from = blocks[0]!.name, to = "Mixed_7c" }: ThroughOptions = {}): Tensor4D {
    const tf = this.#tf, steps = tensorCarrier(tf, this.#convolve);
    return tf.tidy(() => {
      let value = x;
      for (const block of blocks.slice(place(from), place(to) + 1)) {
        const next = tf.tidy(() => carry(block, value, steps));
        // What a block gave is freed as soon as the next has read it.
        if (value !== x) value.dispose();
        value = next;
      }
      return value;
    });
  }

  /** Mean of each channel of what the last block gives [n × 2048]. */
  pool(x: Tensor4D): Tensor2D {
    return this.#tf.mean<Tensor2D>(x, [1, 2]);
  }

  /** Scores of the classes before softmax [n × classes] for last pools [n × 2048]. */
  classify(pooled: Tensor2D): Tensor2D {
    return this.#head("fc").apply(pooled);
  }

  /**
   * Scores by the auxiliary head, which torchvision's training listens to as well.
   *
   * @param x What Mixed_6e gives, at least 17 × 17 pixels, as of images of 299 × 299.
   * @returns Scores before softmax [n × classes].
   * @throws {InputError} for fewer pixels.
   */
  auxiliary(x: Tensor4D): Tensor2D {
    return this.#tf.tidy(() =>
      this.#head("AuxLogits.fc").apply(auxiliaryPool(this.#tf, x, this.#convolve))
    );
  }

  /**
   * Puts heads for other classes in place of those there are, the auxiliary one too.
   *
   * @param classes How many classes.
   * @param random Where their numbers come from.
   */
  replaceHead(classes: number, random: Random): void {
    for (const head of [...this.#heads.values()]) {
      const { weight, bias } = initialHead(classes, head.inputs, random.fork(head.name));
      this.#heads.set(head.name, new ClassHead(this.#tf, head.name, weight, bias));
      head.dispose();
    }
  }

  /** All tensors by torchvision's names and in its order of axes, to be saved. */
  async tensors(): Promise<Map<string, CheckpointTensor>> {
    const tf = this.#tf, found = new Map<string, CheckpointTensor>();
    for (const [name, tensor] of this.#all()) {
      const turned = tf.tidy(() =>
        tensor.rank === 4 ? tf.transpose(tensor, [3, 2, 0, 1]) : tf.transpose(tensor as Tensor)
      );
      const data = Float32Array.from(await turned.data());
      found.set(name, { kind: "float32", shape: [...turned.shape], data });
      turned.dispose();
    }
    return found;
  }

  /** Frees the weights. */
  dispose(): void {
    for (const part of [...this.#layers.values(), ...this.#heads.values()]) part.dispose();
    this.#layers.clear();
    this.#heads.clear();
  }

  #all(): [string, Variable][] {
    return [...this.#layers.values(), ...this.#heads.values()].flatMap(({ tensors }) => tensors);
  }

  readonly #convolve = (x: Tensor4D, { name }: Convolution): Tensor4D =>
    (this.#layers.get(name) ?? missing(name)).apply(x);

  #head(name: string): ClassHead {
    return this.#heads.get(name) ?? missing(name);
  }
}

function missing(name: string): never {
  throw new Error(`The network is disposed, or has no ${name}`);
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
