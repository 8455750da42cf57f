import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import { selectFeatures } from "../../core/profiles.ts";
import { readProfiles } from "../../data/profiles_file.ts";
import { openBackend } from "../../learn/backend.ts";
import type { MetadataScale } from "../../learn/metadata.ts";
import { type Model, withWeights } from "../../learn/model_file.ts";
import { hybridFor, nameExamples } from "../../learn/train_hybrid.ts";
import { readSmallFields } from "../train/fields.ts";
import { fieldExamples } from "../train/hybrid_task.ts";
import { joinMetadata } from "../train/join_metadata.ts";
import type { ClassifierOptions, FieldClassifier } from "./classifier.ts";

/**
 * Study A's network as `c2s train hybrid` has saved it, with the measurements that it learned in the units
 * of its training.
 *
 * @param model What its file holds.
 * @param options Channels, profiles with the measurements; its file, for messages.
 * @throws {InputError} if weights do not fit, or measurements are lacking or not asked for.
 */
export async function openHybrid(
  model: Model,
  { channels, metadata: profiles, file, log }: ClassifierOptions & { file: string },
): Promise<FieldClassifier> {
  const { classes, settings } = model;
  const side = Number(settings.side), scale = scaleIn(settings);
  const measured = await measurementsFor(scale.columns, profiles, file);
  const join = measured === undefined ? undefined : { measured, scale };
  const { tf } = await openBackend({ log });
  const shape = {
    image: { side, channels: channels.length, of: none },
    ...(join === undefined ? {} : { metadata: { columns: scale.columns.length, of: none } }),
    targets: [],
    classes,
  };
  const network = withWeights(hybridFor(shape), model, file);
  return {
    scores: async (rows, { signal, onField }) => {
      const fields = await readSmallFields(rows, side, {
        channels,
        ...(signal === undefined ? {} : { signal }),
        ...(onField === undefined ? {} : { onField }),
      });
      const examples = fieldExamples({
        fields,
        ...(join === undefined
          ? {}
          : { metadata: joinMetadata(rows, join.measured, profiles), scale: join.scale }),
        targets: rows.map(() => 0),
        classes,
      });
      return (await nameExamples(tf, network, examples, [...rows.keys()])).logits;
    },
    // Each call brings its weights to the device and frees them.
    dispose: () => {},
  };
}

function none(): never {
  throw new Error("A network is built without examples");
}

/** Mean and deviation of the measurements in training. */
function scaleIn({ metadata, mean, deviation }: Model["settings"]): MetadataScale {
  const numbers = (list: unknown) => Float64Array.from(Array.isArray(list) ? list : [], Number);
  return {
    columns: Array.isArray(metadata) ? metadata.map(String) : [],
    mean: numbers(mean),
    deviation: numbers(deviation),
  };
}

/** The measurements that a network learned, in its order. */
async function measurementsFor(
  columns: readonly string[],
  profiles: string | undefined,
  file: string,
) {
  if (columns.length === 0) {
    if (profiles === undefined) return undefined;
    throw new InputError("The network learned no measurements", {
      option: "--metadata",
      found: profiles,
      allowed: "nothing: it reads images alone",
    });
  }
  if (profiles === undefined) {
    throw new InputError("The network learned measurements beside images", {
      file,
      option: "--metadata",
      found: undefined,
      allowed: `profiles with ${columns.slice(0, 6).join(", ")}${columns.length > 6 ? ", …" : ""}`,
    });
  }
  const read = await readProfiles(profiles);
  const missing = columns.find((name) => !read.features.includes(name));
  if (missing === undefined) return selectFeatures(read, columns);
  throw new InputError("A measurement that the network learned is not there", {
    file: profiles,
    column: missing,
    ...allowedNames(missing, read.features, 6),
  });
}
