import type { Tensor4D } from "@tensorflow/tfjs";
import { augment } from "../../learn/fit/augment.ts";
import { batchesOf, type BatchesOptions } from "../../learn/fit/batches.ts";
import { predict } from "../../learn/fit/predict.ts";
import type { TensorFlow } from "../../learn/backend.ts";
import { scaledCrop } from "../../learn/crops.ts";
import { HCS_LENGTH, HCS_SIDE, hcsVectors } from "../../learn/nets/hcs_small.ts";
import { type Batches, type Network, toDevice, type Weight } from "../../learn/network.ts";
import type { Cells } from "./cells.ts";

/** What plates do to images: while training, each cell looks as if another plate had been imaged. */
const plateEffects = { gain: 0.4, offset: 0.1, blur: 0.3 };

/**
 * Batches of cell images for `hcs_small`.
 *
 * @param cells The cells.
 * @param rows Which of them.
 * @param targets Class number of each of these.
 * @param options Size, epoch, seed, balance; with an epoch the images are augmented.
 */
export function cellBatches(
  { cells, limits, side }: Cells,
  rows: readonly number[],
  targets: readonly number[],
  options: BatchesOptions,
): Batches {
  return batchesOf(rows.length, (position, random) => {
    const { crop, plate } = cells[rows[position]!]!;
    const image: Weight = scaledCrop(crop, limits.get(plate)!, side, HCS_SIDE);
    const input = random === undefined ? image : augment(image, plateEffects, random);
    return { inputs: [input], target: targets[position]! };
  }, {
    ...options,
    nameOf: (position) => {
      const { plate, well, site } = cells[rows[position]!]!;
      return `a cell of ${plate} ${well} site ${site}`;
    },
  });
}

/**
 * Vectors of the last pool of all cells.
 *
 * @param tf TensorFlow.js.
 * @param network `hcs_small` with its weights.
 * @param cells The cells [n].
 * @param signal Stops between batches.
 * @returns Vectors [n × 192].
 */
export async function vectorsOf(
  tf: TensorFlow,
  network: Network,
  cells: Cells,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const weights = toDevice(tf, network.weights), rows = [...cells.cells.keys()];
  const pooled: Network = {
    ...network,
    apply: (tf, weights, [images]) => hcsVectors(tf, weights, images as Tensor4D),
  };
  try {
    const batches = cellBatches(cells, rows, rows.map(() => 0), { size: 64 });
    const options = signal === undefined ? {} : { signal };
    const { outputs } = await predict(tf, pooled, weights, batches, options);
    return outputs.data.subarray(0, rows.length * HCS_LENGTH) as Float32Array;
  } finally {
    tf.dispose(weights);
  }
}
