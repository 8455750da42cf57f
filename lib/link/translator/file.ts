import { decodeModel, encodeModel, fingerprint } from "../../learn/model_file.ts";
import type { Translator } from "../translator.ts";
import { towers, type TowersShape } from "./towers.ts";
import { Random } from "../../core/random.ts";
import { withWeights } from "../../learn/model_file.ts";

/** A translator with all that is needed to use it on other profiles. */
export interface SavedTranslator {
  /** The translator. */
  translator: Translator;
  /** Names of the features of profiles, in order. */
  features: string[];
  /** Whether descriptors are among the features of structures. */
  descriptors: boolean;
  /** Compounds it was trained with. */
  compounds: { name: string; smiles: string }[];
  /** What it reached on compounds that it had not seen, by name. */
  metrics: Record<string, number>;
}

const scalings = ["profileScaling", "structureScaling"] as const;

/**
 * The bytes of a translator's file, in the format of all our models.
 *
 * @param saved Translator, features, compounds, metrics.
 * @throws {InputError} for a metric that is not finite.
 */
export async function encodeTranslator(saved: SavedTranslator): Promise<Uint8Array> {
  const { translator, features, descriptors, compounds, metrics } = saved;
  const scaled = scalings.flatMap((name) => [
    [`${name}/means`, translator[name].means],
    [`${name}/factors`, translator[name].factors],
  ]);
  const network = towers(translator.shape, new Random(1));
  return encodeModel({
    network: "translator",
    settings: {
      shape: { ...translator.shape },
      features,
      descriptors,
      compounds,
      epochs: translator.epochs,
    },
    classes: [],
    fingerprint: await fingerprint(compounds.map(({ name, smiles }) => `${name} ${smiles}`)),
    metrics,
    weights: {
      ...Object.fromEntries(
        Object.entries(translator.weights).map(([name, { data }]) => [name, data]),
      ),
      ...Object.fromEntries(scaled),
    },
  }, { shapes: network });
}

/**
 * Reads a translator's file.
 *
 * @param bytes The whole file.
 * @param file Its name, for messages.
 * @throws {InputError} if the file is damaged, or of another network.
 */
export function decodeTranslator(bytes: Uint8Array, file?: string): SavedTranslator {
  const { settings, metrics, weights } = decodeModel(bytes, "translator", file);
  const { shape, features, descriptors, compounds, epochs } = settings as unknown as
    & Pick<SavedTranslator, "features" | "descriptors" | "compounds">
    & { shape: TowersShape; epochs: number };
  const own = Object.entries(weights).filter(([name]) => !name.includes("Scaling/"));
  const network = withWeights(
    towers(shape, new Random(1)),
    { weights: Object.fromEntries(own) },
    file,
  );
  const scaling = (name: typeof scalings[number]) => ({
    means: weights[`${name}/means`] ?? new Float32Array(),
    factors: weights[`${name}/factors`] ?? new Float32Array(),
  });
  return {
    translator: {
      shape,
      weights: network.weights,
      profileScaling: scaling("profileScaling"),
      structureScaling: scaling("structureScaling"),
      epochs,
      validationMrr: NaN,
    },
    features,
    descriptors,
    compounds,
    metrics,
  };
}
