import type { Scalar, Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import type { TensorFlow } from "../../learn/backend.ts";
import type { Loss } from "../../learn/fit.ts";

/** The contrastive losses. */
export const contrastiveLosses = ["InfoNCE", "InfoLOOB"] as const;

/** A contrastive loss. */
export type ContrastiveLoss = typeof contrastiveLosses[number];

/**
 * A loss that pulls a profile to the structure of its own compound and away from the others, the mean
 * of both directions.
 *
 * With scores s, already divided by the temperature, InfoNCE is −s_ii + log Σ_j exp s_ij, the
 * cross-entropy of naming the partner (van den Oord 2018). InfoLOOB leaves the partner out of the
 * sum, −s_ii + log (1/(n−1)) Σ_{j≠i} exp s_ij (Fürst et al. 2022), so that a pair that fits already
 * does not stop to learn. Rows of the same compound are never negatives of one another.
 *
 * @param kind Which one.
 * @returns A loss for outputs [n × 2 × k], profile and structure of each row, and targets [n], the
 * number of its compound; needs two compounds or more.
 *
 * @example
 * ```ts
 * import { openBackend } from "../../learn/backend.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const targets = tf.tensor1d([0, 1, 2], "int32");
 * const value = contrastive("InfoNCE")(tf, tf.zeros([3, 2, 4]), targets);
 * assertAlmostEquals((await value.data())[0]!, Math.log(3), 1e-6);
 * ```
 */
export function contrastive(kind: ContrastiveLoss): Loss {
  return (tf, outputs, targets) => {
    const [profiles, structures] = tf.unstack(outputs, 1) as [Tensor2D, Tensor2D];
    const scores = tf.matMul(profiles, structures, false, true);
    const n = scores.shape[0], compounds = tf.cast(targets as Tensor1D, "float32");
    const same = tf.equal(tf.expandDims(compounds, 1), tf.expandDims(compounds, 0));
    const own = tf.eye(n);
    // What is left out of the sum: the compound's other rows, and with InfoLOOB the row itself.
    const left = kind === "InfoNCE" ? tf.sub(tf.cast(same, "float32"), own) : same;
    const out = tf.cast(left, "float32");
    const each = (rows: Tensor) => {
      const sums = tf.logSumExp(tf.sub(rows, tf.mul(out, 1e9)), 1);
      const count = kind === "InfoNCE" ? tf.zerosLike(sums) : tf.log(tf.sub(n, tf.sum(out, 1)));
      return tf.mean(tf.sub(tf.sub(sums, count), tf.sum(tf.mul(rows, own), 1)));
    };
    return halfSum(tf, each(scores), each(tf.transpose(scores)));
  };
}

function halfSum(tf: TensorFlow, a: Tensor, b: Tensor): Scalar {
  return tf.mul(tf.add(a, b), 0.5) as Scalar;
}
