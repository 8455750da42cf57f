import type { Tensor2D, Tensor3D, Tensor4D } from "@tensorflow/tfjs";
import { InputError } from "../../core/errors.ts";
import type { TensorFlow } from "../backend.ts";
import type { CheckpointTensor } from "../checkpoint.ts";
import { matchTensors } from "../checkpoint/match.ts";
import { DeviceWeights } from "./device_weights.ts";
import { HEAD, TokenLayers } from "./dinov2/layers.ts";
import {
  ignored,
  transformerNames,
  type TransformerShape,
  transformerShape,
} from "./dinov2/names.ts";
import { interpolatePositions } from "./dinov2/positions.ts";
import { officialNames } from "./dinov2/rename.ts";

export { transformerNames, type TransformerShape } from "./dinov2/names.ts";

/** How the network is built. */
export interface DinoOptions {
  /** See `interpolatePositions`: 0.1 as in the official code, 0 as in `transformers`; defaults to *0.1*. */
  offset?: number;
  /** Name of the checkpoint, for messages; defaults to none. */
  file?: string;
}

/** What the network says about images, normalised by its last layer. */
export interface DinoOutput {
  /** One vector an image [n × width]. */
  cls: Tensor2D;
  /** One vector a patch, row after row [n × patches × width]. */
  patches: Tensor3D;
}

/**
 * The vision transformer of DINOv2 (Oquab 2023; ViT-S/14 and the larger ones without registers and with a
 * plain perceptron), for inference, from the tensors of the official files or of `transformers`.
 *
 * @example
 * ```ts
 * import { DinoV2, transformerNames } from "./dinov2.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const tiny = { width: 64, depth: 1, hidden: 128, patch: 14, side: 3 };
 * const tensors = [...transformerNames(tiny)].map(([name, shape]) => {
 *   const data = new Float32Array(shape.reduce((a, b) => a * b)).fill(0.1);
 *   return [name, { kind: "float32" as const, shape, data }] as const;
 * });
 * const net = new DinoV2(tf, new Map(tensors));
 * const { cls, patches } = net.forward(tf.zeros([1, 28, 42, 3]));
 * assertEquals([cls.shape, patches.shape], [[1, 64], [1, 6, 64]]);
 * net.dispose();
 * ```
 */
export class DinoV2 {
  /** Size of the network. */
  readonly shape: TransformerShape;
  readonly #tf: TensorFlow;
  readonly #offset: number;
  readonly #weights: DeviceWeights;
  readonly #layers: TokenLayers;
  readonly #positions: Float32Array;
  /** Position embeddings of the grid that was asked for last. */
  #grid: { key: string; tensor: Tensor3D } | undefined;

  /**
   * @param tf TensorFlow.js on the backend that shall compute.
   * @param tensors Tensors of a checkpoint.
   * @param options How positions are interpolated; name of the file.
   * @throws {InputError} naming each tensor that is missing, unknown or of another shape.
   */
  constructor(
    tf: TensorFlow,
    tensors: ReadonlyMap<string, CheckpointTensor>,
    { offset = 0.1, file }: DinoOptions = {},
  ) {
    this.#tf = tf;
    this.#offset = offset;
    const named = officialNames(tensors);
    this.shape = transformerShape(named);
    const { width } = this.shape;
    const wanted = transformerNames(this.shape);
    const numbers = matchTensors(named, wanted, {
      network: "DINOv2",
      ignored,
      ...(file === undefined ? {} : { file }),
    });
    if (width % HEAD !== 0) {
      throw new InputError("Cannot use the checkpoint as DINOv2", {
        ...(file === undefined ? {} : { file }),
        found: `tokens of ${width} numbers`,
        allowed: `multiples of ${HEAD}`,
      });
    }
    const positions = numbers.get("pos_embed") as Float32Array;
    // The first place is the class token's, which stays where it is.
    this.#positions = positions.subarray(width);
    numbers.delete("pos_embed");
    const first = numbers.get("cls_token")?.map((value, i) => value + (positions[i] as number));
    numbers.set("cls_token", first as Float32Array);
    this.#weights = new DeviceWeights(
      tf,
      [...numbers].map(([name, data]) => [name, { shape: wanted.get(name) ?? [], data }]),
    );
    this.#layers = new TokenLayers(tf, this.#weights);
  }

  /**
   * Runs the network.
   *
   * @param images Normalised images [n × height × width × 3], sides multiples of the patch's.
   * @returns Class and patch tokens, to be disposed by the caller.
   * @throws {InputError} for images of another size.
   */
  forward(images: Tensor4D): DinoOutput {
    const tf = this.#tf, { width, depth } = this.shape, [n] = images.shape;
    return tf.tidy(() => {
      const last = this.#layers.normalize(this.#tokens(images, depth), "norm");
      return {
        cls: tf.reshape(tf.slice(last, [0, 0, 0], [n, 1, width]), [n, width]) as Tensor2D,
        patches: tf.slice(last, [0, 1, 0], [n, -1, width]),
      };
    });
  }

  /**
   * Where the class token looks in the last block: its attention to each patch.
   *
   * @param images Normalised images [n × height × width × 3], sides multiples of the patch's.
   * @returns Shares [n × heads × rows × columns] of patches; with the token's own share, each head's
   * sum is 1. To be disposed by the caller.
   * @throws {InputError} for images of another size.
   */
  attention(images: Tensor4D): Tensor4D {
    const tf = this.#tf, { width, depth, patch } = this.shape, heads = width / HEAD;
    const [n, height, across] = images.shape;
    return tf.tidy(() => {
      const x = this.#tokens(images, depth - 1), name = `blocks.${depth - 1}`;
      const { shares } = this.#layers.attention(
        this.#layers.normalize(x, `${name}.norm1`),
        `${name}.attn`,
      );
      const looks = tf.slice(shares, [0, 0, 0, 1], [n, heads, 1, -1]);
      return tf.reshape(looks, [n, heads, height / patch, across / patch]) as Tensor4D;
    });
  }

  /** Tokens after some blocks, the class token first [n × tokens × width]; within `tf.tidy`. */
  #tokens(images: Tensor4D, depth: number): Tensor3D {
    const tf = this.#tf, { width, patch } = this.shape;
    const [n, height, across, channels] = images.shape;
    if (channels !== 3 || height % patch !== 0 || across % patch !== 0 || height * across === 0) {
      throw new InputError("Cannot run DINOv2", {
        found: `images of ${across} × ${height} pixels and ${channels} channels`,
        allowed: `sides that are multiples of ${patch}, 3 channels`,
      });
    }
    const positions = this.#positionsOf(height / patch, across / patch);
    const kernel = this.#weights.of<Tensor4D>("patch_embed.proj.weight");
    const seen = tf.conv2d(images, kernel, patch, "valid");
    const flat = tf.reshape(seen, [n, -1, width]);
    const placed = tf.add(tf.add(flat, this.#weights.of("patch_embed.proj.bias")), positions);
    const cls = tf.tile(this.#weights.of<Tensor3D>("cls_token"), [n, 1, 1]);
    let x = tf.concat([cls, placed as Tensor3D], 1);
    for (let i = 0; i < depth; i++) {
      const next = this.#layers.block(x, `blocks.${i}`);
      x.dispose();
      x = next;
    }
    return x;
  }

  /** Frees the weights. */
  dispose(): void {
    this.#weights.dispose();
    this.#grid?.tensor.dispose();
    this.#grid = undefined;
  }

  #positionsOf(rows: number, columns: number): Tensor3D {
    const key = `${rows} ${columns}`, { width } = this.shape;
    if (this.#grid?.key !== key) {
      this.#grid?.tensor.dispose();
      const options = { rows, columns, offset: this.#offset };
      const values = interpolatePositions(this.#positions, width, options);
      const tensor = this.#tf.keep(this.#tf.tensor3d(values, [1, rows * columns, width]));
      this.#grid = { key, tensor };
    }
    return this.#grid.tensor;
  }
}
