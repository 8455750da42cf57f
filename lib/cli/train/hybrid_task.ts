import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import { scaledCrop } from "../../learn/crops.ts";
import {
  checkMetadata,
  type MetadataScale,
  scaled,
  scaleOf,
  wellPlaces,
} from "../../learn/metadata.ts";
import type { HybridExamples } from "../../learn/train_hybrid.ts";
import type { Invocation } from "../command.ts";
import { controlsOf } from "../control_name.ts";
import { counter } from "../counter.ts";
import { openIndex } from "../open_index.ts";
import { oneOf, wholeNumber } from "../shared_options.ts";
import { requireFields, saySkipped, type SkippedField, skippedFields } from "../skipped_fields.ts";
import { readSmallFields, type SmallFields } from "./fields.ts";
import { type FieldMetadata, joinMetadata } from "./join_metadata.ts";
import { labelledFields, readableOnes } from "./labelled_fields.ts";
import { measuredIndex } from "./measured_index.ts";
import { splitToLearn } from "./split_to_learn.ts";
import { plateWell } from "./seen.ts";

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
  /** Column of the index that the classes are from. */
  label: string;
  /** Column of the index with the compound. */
  compound: string;
  /** Fields that were left out for lack of measurements. */
  unmeasured: number;
  /** Fields of the same plates that were left out since they cannot be read. */
  skipped: SkippedField[];
  /** Seed of everything random. */
  seed: number;
}

/**
 * Reads what the command line names: fields, classes, measurements, sets.
 *
 * @param invocation The command line.
 * @param line Takes what is to be said.
 * @throws {InputError} for an unknown column, a class that nothing is left to learn of, a set of one class,
 * measurements that tell places; for a field that cannot be read, unless `--skip-bad`, or if none could be.
 */
export async function hybridTask(
  invocation: Invocation,
  line: (text: string) => void,
): Promise<HybridTask> {
  const { required, text, flag, signal, json, list } = invocation;
  const { skipped, ...bad } = skippedFields(flag("skip-bad"));
  const index = await openIndex(required("index"), flag("skip-bad"));
  const seed = wholeNumber(invocation, "seed", 0) ?? 1;
  const by = oneOf(invocation, "split", rules) ?? "plate";
  const label = text("label") ?? "Metadata_Compound";
  const { index: measuredOnes, measurements, without } = await measuredIndex(
    index,
    text("metadata"),
    line,
  );
  const labelled = labelledFields(measuredOnes, {
    label,
    compound: text("compound") ?? (by === "compound" ? "Metadata_Compound" : undefined),
    leaveOut: list("leave-out"),
    line,
  });
  const { rows } = labelled, allow = list("allow");
  const measured = measurements === undefined ? undefined : joinMetadata(rows, measurements);
  requireNames(allow, measured?.columns);
  if (measured !== undefined) {
    const places = {
      plate: rows.map(({ plate }) => plate),
      ...wellPlaces(rows.map(({ well }) => well)),
    };
    checkMetadata(measured.columns, measured.matrix, places, { allow });
  }
  const shares = { train: 0.6, validation: 0.2, test: 0.2 };
  const said = new Set<string>();
  const once = (text: string) => {
    if (!said.has(text)) line(text);
    said.add(text);
  };
  const setsOf = ({ items }: typeof labelled) => {
    const controls = controlsOf(invocation, by, items.map(({ compound }) => compound));
    return splitToLearn(items, { by, shares, seed, balance: false, controls }, once).sets;
  };
  // Before images are read: what cannot be split is told at once.
  const planned = setsOf(labelled);
  const count = counter("field", { json });
  const plates = new Set(rows.map(({ plate }) => plate));
  const whole = measuredOnes.fields.filter(({ plate }) => plates.has(plate));
  const small = await readSmallFields(whole, wholeNumber(invocation, "side") ?? 64, {
    keep: new Set(rows),
    signal,
    ...bad,
    onField: count.show,
  });
  count.end();
  for (const text of saySkipped(skipped, whole.length)) line(text);
  requireFields(small.fields.length, skipped, "learned");
  const left = readableOnes(labelled, new Set(small.fields));
  const sets = skipped.length === 0 ? planned : setsOf(left), train = [...sets.train!];
  const metadata = measurements === undefined ? undefined : joinMetadata(left.rows, measurements);
  return {
    fields: small,
    ...(metadata === undefined
      ? {}
      : { metadata, scale: scaleOf(metadata.columns, metadata.matrix, train) }),
    classes: left.classes,
    targets: left.targets,
    sets: { train, validation: [...sets.validation!], test: [...sets.test!] },
    wells: left.rows.map(plateWell),
    label,
    compound: text("compound") ?? "Metadata_Compound",
    unmeasured: without.length,
    skipped,
    seed,
  };
}

/** A name that allows nothing would be a slip that goes unseen. */
function requireNames(allow: readonly string[], columns: readonly string[] | undefined): void {
  const wrong = allow.find((name) => !columns?.includes(name));
  if (wrong === undefined) return;
  throw new InputError("--allow names no column of the measurements", {
    found: wrong,
    ...columns === undefined
      ? { hint: "--metadata names the file of measurements" }
      : allowedNames(wrong, columns, 6),
  });
}

/**
 * The fields as examples for study A's network: their images, and their measurements if there are any.
 *
 * @param task The fields.
 */
export function fieldExamples(
  task: Pick<HybridTask, "fields" | "metadata" | "scale" | "targets" | "classes">,
): HybridExamples {
  const { fields: { fields, images, limits, side, channels }, metadata, scale } = task;
  const of = (row: number) => scaledCrop(images[row]!, limits.get(fields[row]!.plate)!, side);
  return {
    image: { side, channels, of },
    ...(metadata === undefined || scale === undefined ? {} : {
      metadata: {
        columns: metadata.columns.length,
        of: (row: number) => scaled(metadata.matrix, scale, row),
      },
    }),
    targets: task.targets,
    classes: task.classes,
    nameOf: (row) => `${fields[row]!.plate} ${fields[row]!.well} site ${fields[row]!.site}`,
  };
}
