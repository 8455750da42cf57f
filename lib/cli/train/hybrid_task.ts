import { InputError } from "../../core/errors.ts";
import { readProfiles } from "../../data/profiles_file.ts";
import { augment } from "../../learn/fit/augment.ts";
import { batchesOf, type BatchesOptions } from "../../learn/fit/batches.ts";
import { scaledCrop } from "../../learn/crops.ts";
import {
  checkMetadata,
  type MetadataScale,
  scaled,
  scaleOf,
  wellPlaces,
} from "../../learn/metadata.ts";
import type { Batches, Values } from "../../learn/network.ts";
import { split, type SplitItem } from "../../learn/split.ts";
import type { Invocation } from "../command.ts";
import { counter } from "../counter.ts";
import { openIndex } from "../open_index.ts";
import { oneOf, wholeNumber } from "../shared_options.ts";
import { readSmallFields, type SmallFields } from "./fields.ts";
import { type FieldMetadata, joinMetadata } from "./join_metadata.ts";

/** What must not be on both sides of a split. */
const rules = ["plate", "compound", "image", "week"] as const;

/** Fields that are learned from, with class numbers and sets. */
export interface HybridTask {
  /** The fields [n]. */
  fields: SmallFields;
  /** Measurements beside the images. */
  metadata?: FieldMetadata;
  /** Their mean and spread in training. */
  scale?: MetadataScale;
  /** Names of the classes. */
  classes: string[];
  /** Class number of each field [n]. */
  targets: number[];
  /** Positions of the fields of each set. */
  sets: Record<"train" | "validation" | "test", number[]>;
  /** Well of each field: what a bootstrap draws as one. */
  wells: string[];
  /** Seed of everything random. */
  seed: number;
}

/**
 * Reads what the command line names: fields, classes, measurements, sets.
 *
 * @param invocation The command line.
 * @param line Takes what is to be said.
 * @throws {InputError} for an unknown column, a set without some class, measurements that tell places.
 */
export async function hybridTask(
  invocation: Invocation,
  line: (text: string) => void,
): Promise<HybridTask> {
  const { required, text, signal, json, list } = invocation;
  const index = await openIndex(required("index"));
  const label = text("label") ?? "Metadata_Compound", seed = invocation.number("seed") ?? 1;
  const columns = Object.keys(index.fields[0]?.metadata ?? {});
  if (!columns.includes(label)) {
    throw new InputError("The index has no such column", {
      column: "--label",
      found: label,
      allowed: columns.join(", "),
    });
  }
  const rows = index.fields.filter(({ metadata }) => (metadata[label] ?? "") !== "");
  const without = index.fields.length - rows.length;
  if (without > 0) line(`${without} fields have no ${label} and are left out`);
  const measured = text("metadata") === undefined
    ? undefined
    : joinMetadata(rows, await readProfiles(required("metadata")));
  if (measured !== undefined) {
    const places = {
      plate: rows.map(({ plate }) => plate),
      ...wellPlaces(rows.map(({ well }) => well)),
    };
    checkMetadata(measured.columns, measured.matrix, places, { allow: list("allow") });
  }
  const items = rows.map(({ plate, metadata }): SplitItem => ({
    label: metadata[label] as string,
    compound: metadata.Metadata_Compound ?? (metadata[label] as string),
    plate,
    week: metadata.Metadata_Week ?? "",
  }));
  const shares = { train: 0.6, validation: 0.2, test: 0.2 };
  const by = oneOf(invocation, "split", rules) ?? "plate";
  const { sets, absent } = split(items, {
    by,
    shares,
    seed,
    balance: false,
    controls: ["DMSO"],
  });
  const missing = absent.find(({ set }) => set === "train");
  if (missing !== undefined) {
    throw new InputError(`No field of the class ${missing.label} is left to learn`, {
      column: "--split",
      found: by,
      hint: "Split by another rule, or leave the class out",
    });
  }
  const fields = counter("field", { json });
  const small = await readSmallFields(rows, wholeNumber(invocation, "side") ?? 64, {
    signal,
    onField: fields.show,
  });
  fields.end();
  const classes = [...new Set(items.map((item) => item.label))].sort();
  const train = [...sets.train!];
  return {
    fields: small,
    ...(measured === undefined
      ? {}
      : { metadata: measured, scale: scaleOf(measured.columns, measured.matrix, train) }),
    classes,
    targets: items.map((item) => classes.indexOf(item.label)),
    sets: { train, validation: [...sets.validation!], test: [...sets.test!] },
    wells: rows.map(({ plate, well }) => `${plate} ${well}`),
    seed,
  };
}

/**
 * Batches of fields: their images, then their measurements if there are any.
 *
 * @param task The fields.
 * @param rows Which of them.
 * @param options Size, epoch, seed, balance; with an epoch images are turned and mirrored.
 */
export function fieldBatches(
  task: HybridTask,
  rows: readonly number[],
  options: BatchesOptions,
): Batches {
  const { fields: { fields, images, limits, side }, metadata, scale, targets } = task;
  return batchesOf(rows.length, (position, random) => {
    const row = rows[position]!;
    const image = scaledCrop(images[row]!, limits.get(fields[row]!.plate)!, side);
    const turned = random === undefined ? image : augment(image, { gain: 0.1 }, random);
    const inputs: Values[] = [turned];
    if (metadata !== undefined && scale !== undefined) {
      const data = scaled(metadata.matrix, scale, row);
      inputs.push({ shape: [data.length], data });
    }
    return { inputs, target: targets[row]! };
  }, {
    ...options,
    nameOf: (position) => {
      const { plate, well, site } = fields[rows[position]!]!;
      return `${plate} ${well} site ${site}`;
    },
  });
}
