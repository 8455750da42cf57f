import { metaValues, profileMatrix, type Profiles } from "../core/profiles.ts";
import { Random } from "../core/random.ts";
import type { TensorFlow } from "./backend.ts";
import { fit } from "./fit.ts";
import { batchesOf } from "./fit/batches.ts";
import { predict } from "./fit/predict.ts";
import { checkMetadata, scaled, scaleOf, wellPlaces } from "./metadata.ts";
import { withWeights } from "./model_file.ts";
import { hybridNetwork, type HybridShape } from "./nets/hybrid.ts";
import { namedBy } from "./named_by.ts";
import { type Batches, toDevice } from "./network.ts";
import { type Remedy, remedyFor } from "./remedies.ts";

/** How {@link profileClassifier} learns. */
export interface ProfileClassifierOptions extends Pick<HybridShape, "units" | "head"> {
  /** Epochs; there is no set to stop early with; defaults to *30*. */
  epochs?: number;
  /** Learning rate of Adam; defaults to *0.001*. */
  rate?: number;
  /** Strength of the L2 penalty; defaults to *0*. */
  l2?: number;
  /** What is done against rare classes; defaults to *weights*, as study A. */
  remedy?: Remedy;
  /** Metadata columns that say where a profile was made; defaults to those of plate, well and week. */
  places?: readonly string[];
  /** Features that are used although they tell a place, to show what that buys; defaults to *none*. */
  allow?: readonly string[];
  /** Seed of weights and order; defaults to *1*. */
  seed?: number;
}

/**
 * Study A's metadata branch alone, as a model that names labels of profiles: what an audit or a
 * cross-validation calls for each split.
 *
 * Features are in units of their spread among the profiles that are learned.
 *
 * @param tf TensorFlow.js.
 * @param options Sizes, epochs, remedy; what may be used.
 * @returns Learns from profiles with one label each, and names the labels of others.
 * @throws {InputError} (when called) if a feature tells where profiles were made.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { profileClassifier } from "./profile_classifier.ts";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { openBackend } from "./backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const meta = pl.DataFrame({ note: ["", "", "", ""] });
 * const profiles = makeProfiles(meta, ["Cells_Area"], new Float64Array([1, 9, 2, 8]));
 * const classify = profileClassifier(tf, { rate: 0.05 });
 * const labels = ["taxol", "DMSO", "taxol", "DMSO"];
 * assertEquals(await classify(profiles, labels, profiles), labels);
 * ```
 */
export function profileClassifier(
  tf: TensorFlow,
  options: ProfileClassifierOptions = {},
): (train: Profiles, labels: readonly string[], test: Profiles) => Promise<string[]> {
  const { epochs = 30, rate = 1e-3, l2 = 0, remedy = "weights", seed = 1, allow = [] } = options;
  const { units = [64, 32], head = [128] } = options;
  return async (train, labels, test) => {
    const matrix = profileMatrix(train);
    checkMetadata(train.features, matrix, placesOf(train, options.places), { allow });
    const scale = scaleOf(train.features, matrix, [...labels.keys()]);
    const classes = [...new Set(labels)].sort();
    const targets = labels.map((label) => classes.indexOf(label));
    const shape = { metadata: train.features.length, classes: classes.length, units, head };
    const network = hybridNetwork(shape, new Random(seed));
    const batches = (
      profiles: Profiles,
      target: (row: number) => number,
      epoch?: number,
    ): Batches => {
      const { balance } = treatment;
      const read = (row: number) => {
        const data = scaled(profileMatrix(profiles), scale, row);
        return { inputs: [{ shape: [data.length], data }], target: target(row) };
      };
      if (epoch === undefined) return batchesOf(profiles.meta.height, read);
      const drawn = balance === undefined ? {} : { balance };
      return batchesOf(profiles.meta.height, read, { epoch, seed, ...drawn });
    };
    const treatment = remedyFor(remedy, targets, classes.length);
    const { weights } = await fit(tf, network, {
      epochs,
      rate,
      l2,
      loss: treatment.loss,
      train: (epoch) => batches(train, (row) => targets[row] as number, epoch),
    });
    const device = toDevice(tf, withWeights(network, { weights }).weights);
    try {
      const { outputs } = await predict(tf, network, device, batches(test, () => 0));
      return Array.from(namedBy(outputs.data, classes.length), (named) => classes[named] as string);
    } finally {
      tf.dispose(device);
    }
  };
}

function placesOf(profiles: Profiles, chosen?: readonly string[]): Record<string, string[]> {
  const names = chosen ??
    profiles.meta.columns.filter((name) => /_(plate|well|week|row|column)$/i.test(name));
  const columns = names.map((name) =>
    [name, metaValues(profiles.meta, name).map((value) => String(value))] as const
  );
  const wells = columns.find(([name]) => /well$/i.test(name));
  return { ...Object.fromEntries(columns), ...(wells === undefined ? {} : wellPlaces(wells[1])) };
}
