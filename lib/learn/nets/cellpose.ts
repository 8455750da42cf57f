import type { Tensor1D, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";
import type { CheckpointTensor } from "../checkpoint.ts";
import { type CellposeShape, matchCellpose } from "./cellpose_names.ts";
import { DeviceWeights } from "./device_weights.ts";

/** What the network says about a batch of tiles. */
export interface CellposeOutput {
  /** Flows (vertical, horizontal; 5 times a unit vector) and logit [tiles × height × width × 3]. */
  maps: Tensor4D;
  /** What kind of image it is, as a unit vector [tiles × filters of the deepest level]. */
  style: Tensor2D;
}

/** As PyTorch divides by the root of variance in its batch normalisation. */
const EPSILON = 1e-5;

/**
 * The network of Cellpose 1 to 3 (Stringer 2021): a residual U-Net whose way up is told the mean of
 * the deepest level, the style. For inference: batch normalisation uses its running statistics.
 *
 * @example
 * ```ts
 * import { CellposeNet } from "./cellpose.ts";
 * import { cellposeNames } from "./cellpose_names.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const names = cellposeNames({ channels: [2, 3, 4], maps: 3, side: 3 });
 * const tensors = [...names].map(([name, shape]) => {
 *   const data = new Float32Array(shape.reduce((a, b) => a * b)).fill(0.1);
 *   return [name, { kind: "float32" as const, shape, data }] as const;
 * });
 * const net = new CellposeNet(tf, new Map(tensors));
 * const { maps, style } = net.apply(tf.zeros([1, 8, 8, 2]));
 * assertEquals([maps.shape, style.shape], [[1, 8, 8, 3], [1, 4]]);
 * net.dispose();
 * ```
 */
export class CellposeNet {
  /** Size of the network. */
  readonly shape: CellposeShape;
  /** Diameter of cells that it was trained for, px; undefined where the checkpoint does not say. */
  readonly diameter: number | undefined;
  /** Mean diameter of cells in the images that it was trained on, px. */
  readonly trainingDiameter: number | undefined;
  readonly #tf: TensorFlow;
  readonly #weights: DeviceWeights;

  /**
   * @param tf TensorFlow.js on the backend that shall compute.
   * @param tensors Tensors of a checkpoint, by the names of the Python package.
   * @param file Name of the checkpoint, for messages.
   * @throws {InputError} naming each tensor that is missing, unknown or of another shape.
   */
  constructor(tf: TensorFlow, tensors: ReadonlyMap<string, CheckpointTensor>, file?: string) {
    const { shape, numbers } = matchCellpose(tensors, file);
    this.#tf = tf;
    this.shape = shape;
    this.diameter = numbers.get("diam_mean")?.[0];
    this.trainingDiameter = numbers.get("diam_labels")?.[0];
    const shapeOf = (name: string) =>
      (tensors.get(name) ?? tensors.get(`module.${name}`))?.shape ?? [];
    this.#weights = new DeviceWeights(
      tf,
      [...numbers].map(([name, data]) => [name, { shape: shapeOf(name), data }]),
    );
  }

  /**
   * Runs the network.
   *
   * @param images Normalised images [tiles × height × width × channels], height and width multiples
   * of 2 ^ (levels − 1), which is 8 in the published networks.
   * @returns Maps and styles, to be disposed by the caller.
   */
  apply(images: Tensor4D): CellposeOutput {
    const tf = this.#tf;
    return tf.tidy(() => {
      const levels = this.shape.channels.length - 1;
      const down: Tensor4D[] = [];
      for (let n = 0; n < levels; n++) {
        const before = down[n - 1];
        const x = before === undefined ? images : tf.maxPool(before, 2, 2, "valid");
        down.push(this.#down(x, `downsample.down.res_down_${n}`));
      }
      const deepest = down[levels - 1] as Tensor4D;
      const mean = tf.mean<Tensor2D>(deepest, [1, 2]);
      const style = tf.div<Tensor2D>(mean, tf.sqrt(tf.sum(tf.square(mean), 1, true)));
      let x = deepest;
      for (let n = levels - 1; n >= 0; n--) {
        if (n < levels - 1) x = this.#twice(x);
        x = this.#up(x, down[n] as Tensor4D, style, `upsample.up.res_up_${n}`);
      }
      return { maps: this.#block(x, "output"), style };
    });
  }

  /** Frees the weights. */
  dispose(): void {
    this.#weights.dispose();
  }

  // Each part frees what it does not hand on: at full size a batch's layers would fill gigabytes.
  #down(x: Tensor4D, name: string): Tensor4D {
    const tf = this.#tf;
    const block = (y: Tensor4D, t: number) => this.#block(y, `${name}.conv.conv_${t}`);
    return tf.tidy(() => {
      const first = tf.add<Tensor4D>(this.#projection(x, name), block(block(x, 0), 1));
      return tf.add<Tensor4D>(first, block(block(first, 2), 3));
    });
  }

  #up(x: Tensor4D, beside: Tensor4D, style: Tensor2D, name: string): Tensor4D {
    const tf = this.#tf;
    const block = (y: Tensor4D, t: number) =>
      tf.tidy(() => {
        const part = `${name}.conv.conv_${t}`;
        const full = tf.matMul(style, this.#weights.of<Tensor2D>(`${part}.full.weight`));
        const told = tf.add(full, this.#weights.of(`${part}.full.bias`));
        const everywhere = tf.reshape(told, [style.shape[0], 1, 1, -1]);
        return this.#block(tf.add<Tensor4D>(y, everywhere), `${part}.conv`);
      });
    return tf.tidy(() => {
      const met = tf.add<Tensor4D>(this.#block(x, `${name}.conv.conv_0`), beside);
      const first = tf.add<Tensor4D>(this.#projection(x, name), block(met, 1));
      return tf.add<Tensor4D>(first, block(block(first, 2), 3));
    });
  }

  /** Normalise, cut off below 0, convolve. */
  #block(x: Tensor4D, name: string): Tensor4D {
    return this.#tf.tidy(() =>
      this.#convolve(this.#tf.relu(this.#normalize(x, `${name}.0`)), `${name}.2`)
    );
  }

  #projection(x: Tensor4D, name: string): Tensor4D {
    return this.#tf.tidy(() =>
      this.#convolve(this.#normalize(x, `${name}.proj.0`), `${name}.proj.1`)
    );
  }

  #normalize(x: Tensor4D, name: string): Tensor4D {
    const part = (what: string) => this.#weights.of<Tensor1D>(`${name}.${what}`);
    return this.#tf.batchNorm4d(
      x,
      part("running_mean"),
      part("running_var"),
      part("bias"),
      part("weight"),
      EPSILON,
    );
  }

  #convolve(x: Tensor4D, name: string): Tensor4D {
    return this.#tf.fused.conv2d({
      x,
      filter: this.#weights.of<Tensor4D>(`${name}.weight`),
      strides: 1,
      pad: "same",
      bias: this.#weights.of<Tensor1D>(`${name}.bias`),
    });
  }

  /** Each pixel four times. */
  #twice(x: Tensor4D): Tensor4D {
    return this.#tf.image.resizeNearestNeighbor(x, [x.shape[1] * 2, x.shape[2] * 2]);
  }
}
