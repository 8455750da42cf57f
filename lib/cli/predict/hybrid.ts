import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import { someNames } from "../../core/some_names.ts";
import { openBackend } from "../../learn/backend.ts";
import type { MetadataScale } from "../../learn/metadata.ts";
import { type Model, withWeights } from "../../learn/model_file.ts";
import { hybridFor, nameExamples } from "../../learn/train_hybrid.ts";
import { readSmallFields } from "../train/fields.ts";
import { fieldExamples } from "../train/hybrid_task.ts";
import { joinMetadata, type Measurements } from "../train/join_metadata.ts";
import type { ClassifierOptions, FieldClassifier } from "./classifier.ts";
import { otherScale } from "./other_scale.ts";

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
  { channels, metadata, file, log }: ClassifierOptions & { file: string },
): Promise<FieldClassifier> {
  const { classes, settings } = model;
  const side = Number(settings.side), scale = scaleIn(settings);
  const measured = learnedOf(scale.columns, metadata, file);
  const { tf } = await openBackend({ log });
  const shape = {
    image: { side, channels: channels.length, of: none },
    ...(measured === undefined ? {} : { metadata: { columns: scale.columns.length, of: none } }),
    targets: [],
    classes,
  };
  const network = withWeights(hybridFor(shape), model, file);
  return {
    scores: async (rows, { signal, onField, onBad }) => {
      // Before images are read: what is lacking is told at once.
      const joined = measured === undefined ? undefined : joinMetadata(rows, measured, asThose);
      const far = joined === undefined ? undefined : otherScale(joined.matrix, scale);
      if (far !== undefined) log(`plate ${rows[0]?.plate}: ${far}`);
      const fields = await readSmallFields(rows, side, {
        channels,
        ...(signal === undefined ? {} : { signal }),
        ...(onField === undefined ? {} : { onField }),
        ...(onBad === undefined ? {} : { onBad }),
      });
      const { fields: left } = fields;
      if (left.length === 0) return new Float32Array();
      const examples = fieldExamples({
        fields,
        ...(measured === undefined
          ? {}
          : { metadata: joinMetadata(left, measured, asThose), scale }),
        targets: left.map(() => 0),
        classes,
      });
      return (await nameExamples(tf, network, examples, [...left.keys()])).logits;
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
function learnedOf(
  columns: readonly string[],
  metadata: Measurements | undefined,
  file: string,
): Measurements | undefined {
  if (columns.length === 0) {
    if (metadata === undefined) return undefined;
    throw new InputError("The network learned no measurements", {
      option: "--metadata",
      found: metadata.file,
      allowed: "nothing: it reads images alone",
    });
  }
  if (metadata === undefined) {
    throw new InputError("The network learned measurements beside images", {
      file,
      option: "--metadata",
      found: undefined,
      allowed: `profiles with ${someNames(columns, 6)}`,
    });
  }
  const at = columns.map((name) => metadata.columns.indexOf(name)), missing = at.indexOf(-1);
  if (missing >= 0) {
    throw new InputError("A measurement that the network learned is not there", {
      ...(metadata.file === undefined ? {} : { file: metadata.file }),
      column: columns[missing] as string,
      ...allowedNames(columns[missing] as string, metadata.columns, 6),
      hint: asThose,
    });
  }
  const d = columns.length, values = new Float64Array(metadata.places.size * d);
  for (let i = 0; i < values.length; i++) {
    values[i] = metadata.values[Math.floor(i / d) * metadata.columns.length + at[i % d]!]!;
  }
  return { ...metadata, columns, values };
}

/** What to do where measurements do not fit a network: it was made with others. */
const asThose = "Measure and prepare them as those that the network learned";
