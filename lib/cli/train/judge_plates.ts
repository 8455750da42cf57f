import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import type { TensorFlow } from "../../learn/backend.ts";
import { crossEntropy, fit } from "../../learn/fit.ts";
import { predict } from "../../learn/fit/predict.ts";
import { areaUnderCurve } from "../../learn/metrics.ts";
import { withWeights } from "../../learn/model_file.ts";
import { hybridNetwork } from "../../learn/nets/hybrid.ts";
import { type Batch, toDevice } from "../../learn/network.ts";
import type { Cell } from "./cells.ts";

const solvent = "DMSO";

/** How well two compounds are told apart on a plate that was not learned. */
export interface PlateScore {
  /** Plate that was judged. */
  plate: string;
  /** Area under the ROC curve over its cells. */
  auc: number;
  /** Cells judged. */
  cells: number;
}

/**
 * Leave-plate-out: learns DMSO against the other compound on all plates but one, by logistic
 * regression on numbers of each cell, and judges on that one.
 *
 * @param tf TensorFlow.js.
 * @param cells Cells of two compounds, one of them DMSO [n].
 * @param numbers Numbers of each cell [n × d].
 * @param standard Where mean and spread of the numbers come from: `learned`, the plates that are learned;
 * `each`, each plate its own, without looking at compounds (all cells of the new plate must be there).
 * @throws {InputError} for another number of compounds, or a single plate.
 */
export async function judgePlates(
  tf: TensorFlow,
  cells: readonly Cell[],
  numbers: Float32Array,
  standard: "learned" | "each",
): Promise<PlateScore[]> {
  const compounds = new Set(cells.map(({ compound }) => compound));
  const plates = [...new Set(cells.map(({ plate }) => plate))].sort();
  if (compounds.size !== 2 || !compounds.has(solvent) || plates.length < 2) {
    throw new InputError("Cannot judge by leaving a plate out", {
      found: `${[...compounds].join(", ")} on ${plates.length} plates`,
      allowed: "DMSO and one more compound on two plates or more",
    });
  }
  const columns = numbers.length / cells.length;
  const scores: PlateScore[] = [];
  for (const plate of plates) {
    const group = standard === "each" ? (row: number) => cells[row]!.plate : () => "all";
    const even = evened(
      cells,
      numbers,
      columns,
      group,
      (row) => standard === "each" || cells[row]!.plate !== plate,
    );
    const rows = [...cells.keys()];
    const batch = (wanted: number[]): Batch => ({
      inputs: [{
        shape: [wanted.length, columns],
        data: Float32Array.from(
          { length: wanted.length * columns },
          (_, i) => even[wanted[Math.floor(i / columns)]! * columns + i % columns]!,
        ),
      }],
      targets: {
        shape: [wanted.length],
        data: Int32Array.from(wanted, (row) => cells[row]!.compound === solvent ? 1 : 0),
      },
    });
    const train = batch(rows.filter((row) => cells[row]!.plate !== plate));
    const test = batch(rows.filter((row) => cells[row]!.plate === plate));
    const network = hybridNetwork(
      { metadata: columns, classes: 2, units: [], head: [] },
      new Random(1),
    );
    const { weights } = await fit(tf, network, {
      epochs: 80,
      rate: 0.05,
      l2: 3e-3,
      loss: crossEntropy(),
      train: () => [train],
    });
    const device = toDevice(tf, withWeights(network, { weights }).weights);
    const { outputs } = await predict(tf, network, device, [test]);
    tf.dispose(device);
    const margins = Array.from(test.targets.data, (_, i) => {
      const [other = 0, control = 0] = outputs.data.subarray(2 * i, 2 * i + 2);
      return control - other;
    });
    const truth = Array.from(test.targets.data, (target) => target === 1);
    scores.push({ plate, auc: areaUnderCurve(margins, truth), cells: margins.length });
  }
  return scores;
}

/** Each column of each group in units of the spread of its members that are known; 0 without spread. */
function evened(
  cells: readonly Cell[],
  numbers: Float32Array,
  columns: number,
  groupOf: (row: number) => string,
  isKnown: (row: number) => boolean,
): Float32Array {
  const result = new Float32Array(numbers.length);
  for (const rows of Map.groupBy(cells.keys(), groupOf).values()) {
    const known = rows.filter(isKnown);
    for (let j = 0; j < columns; j++) {
      let mean = 0, square = 0;
      for (const row of known) mean += numbers[row * columns + j]! / known.length;
      for (const row of known) square += (numbers[row * columns + j]! - mean) ** 2 / known.length;
      const spread = Math.sqrt(square);
      if (spread <= 1e-6 * Math.abs(mean)) continue;
      for (const row of rows) {
        result[row * columns + j] = (numbers[row * columns + j]! - mean) / spread;
      }
    }
  }
  return result;
}

/**
 * Mean and standard deviation of each channel: what intensity alone says, the baseline of every network.
 *
 * @param cells The cells [n].
 * @param channels Number of channels.
 * @returns Two numbers a channel [n × 2 channels].
 */
export function intensities(cells: readonly Cell[], channels: number): Float32Array {
  const result = new Float32Array(cells.length * 2 * channels);
  cells.forEach(({ crop }, row) => {
    const pixels = crop.length / channels;
    for (let c = 0; c < channels; c++) {
      let sum = 0, square = 0;
      for (let i = c; i < crop.length; i += channels) {
        sum += crop[i]!;
        square += crop[i]! ** 2;
      }
      const mean = sum / pixels;
      result[(row * channels + c) * 2] = mean;
      result[(row * channels + c) * 2 + 1] = Math.sqrt(Math.max(0, square / pixels - mean ** 2));
    }
  });
  return result;
}
