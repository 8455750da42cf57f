import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import type { Limits } from "../../image/intensity.ts";
import { wholeField } from "../../learn/embed/areas.ts";
import { areaImage } from "../../learn/embed/image.ts";
import { fingerprint } from "../../learn/model_file.ts";
import { InceptionV3 } from "../../learn/nets/inception_v3.ts";
import type { Weight } from "../../learn/network.ts";
import type { SplitRule } from "../../learn/split.ts";
import type { Invocation } from "../command.ts";
import { controlsOf } from "../control_name.ts";
import { counter } from "../counter.ts";
import { channelsFor } from "../embed.ts";
import { plateLimits } from "../embed/limits.ts";
import { openIndex } from "../open_index.ts";
import { imageStates } from "../image_states.ts";
import { oneOf, wholeNumber } from "../shared_options.ts";
import { requireFields, saySkipped, type SkippedField, skippedFields } from "../skipped_fields.ts";
import { eachField } from "./each_field.ts";
import { labelledFields, readableOnes } from "./labelled_fields.ts";
import { splitToLearn } from "./split_to_learn.ts";

/** What must not be on both sides of a split. */
const rules: readonly SplitRule[] = ["compound", "image", "plate", "week"];

/** Fields of a set that are learned or judged. */
export interface FieldSet {
  /** Rows of the index [n]. */
  fields: IndexedField[];
  /** Class number of each [n]. */
  targets: number[];
  /** Compound of each [n]. */
  compounds: string[];
  /** A text that stands for their images, as they are prepared. */
  images: string;
  /** Makes an image of a field [side × side × 3], values from 0 to 1. */
  read: (position: number) => Promise<Weight>;
}

/** What Inception V3 is trained with. */
export interface InceptionTask {
  /** Names of the classes. */
  classes: string[];
  /** Fields to learn, and fields to judge with. */
  train: FieldSet;
  validation: FieldSet;
  /** Fields of the same plates that were left out since they cannot be read. */
  skipped: SkippedField[];
  /** What the images depend on, beside the fields. */
  settings: {
    side: number;
    bits: number;
    channels: string[];
    split: SplitRule;
    label: string;
    compound: string;
  };
}

/**
 * Reads what the command line names: fields, classes, sets; images are read when they are needed. With
 * `--skip-bad` all are read once before, since sets hold as many fields of each class.
 *
 * @param invocation The command line.
 * @param line Takes what is to be said.
 * @throws {InputError} for an unknown column or channel, a class that cannot be split; if no field can be
 * read.
 */
export async function inceptionTask(
  invocation: Invocation,
  line: (text: string) => void,
): Promise<InceptionTask> {
  const { required, text, flag, json, signal, list } = invocation, skipBad = flag("skip-bad");
  const index = await openIndex(required("index"), skipBad);
  const label = text("label") ?? "Metadata_MoA";
  const side = wholeNumber(invocation, "side") ?? InceptionV3.size,
    seed = wholeNumber(invocation, "seed", 0) ?? 1;
  const bits = Number(oneOf(invocation, "bits", ["8", "16"]) ?? 16);
  const by = oneOf(invocation, "split", rules) ?? "compound";
  const channels = channelsFor(
    { name: "inception_v3", channels: 3 },
    index.channels,
    text("channels"),
  );
  // Whatever is kept together, intervals draw compounds.
  const compound = text("compound") ?? "Metadata_Compound";
  const labelled = labelledFields(index, {
    label,
    compound,
    leaveOut: list("leave-out"),
    line,
  });
  const plates = new Set(labelled.rows.map(({ plate }) => plate));
  const whole = index.fields.filter(({ plate }) => plates.has(plate));
  const { skipped, ...bad } = skippedFields(skipBad);
  let left = labelled;
  if (skipBad) {
    const count = counter("field", { json }), readable = new Set<IndexedField>();
    const reading = { channels: [...new Set(channels)], signal, ...bad, onField: count.show };
    for await (const { row } of eachField(whole, reading)) readable.add(row);
    count.end();
    for (const text of saySkipped(skipped, whole.length)) line(text);
    left = readableOnes(labelled, readable);
    requireFields(left.rows.length, skipped, "learned");
  }
  const { rows, items, classes, targets } = left;
  const controls = controlsOf(invocation, by, items.map(({ compound }) => compound));
  const { sets, leftOut } = splitToLearn(items, { by, seed, controls }, line);
  if (leftOut.length > 0) line(`${leftOut.length} fields are left out so that classes are equal`);
  // Limits are of whole plates, whatever of them is learned, so that a new plate is scaled alike. A
  // folder may be used again for other fields or images: their limits are others.
  const states = await imageStates(whole, channels);
  const same = await fingerprint([
    ...whole.map(({ plate, well, site }, i) => `${plate} ${well} ${site} ${states[i]!.join(" ")}`),
    channels.join(","),
  ]);
  const limits = await plateLimits(
    { ...index, fields: whole },
    `${required("out")}/activations/limits-${same.slice(0, 16)}.json`,
    { channels, signal, skipBad },
  );
  const setOf = async (positions: Int32Array): Promise<FieldSet> => {
    const fields = [...positions].map((position) => rows[position] as IndexedField);
    return {
      fields,
      targets: [...positions].map((position) => targets[position]!),
      compounds: [...positions].map((position) => items[position]!.compound),
      images: await imagesOf(fields, { channels, limits, side, bits }),
      read: (position) => readImage(fields[position]!, { channels, limits, side, bits }),
    };
  };
  return {
    classes,
    train: await setOf(sets.train!),
    validation: await setOf(sets.validation!),
    skipped,
    settings: { side, bits, channels, split: by, label, compound },
  };
}

/** How an image is made of a field. */
export interface ImageSettings {
  /** Channels as red, green, blue. */
  channels: readonly string[];
  /** Grey values of black and white of each channel, by plate. */
  limits: Readonly<Record<string, Limits[]>>;
  /** Side of the image, px. */
  side: number;
  /** Bits of a grey value. */
  bits: number | undefined;
}

/**
 * Reads a field as Inception V3 sees it: the largest square in its middle.
 *
 * @param row Row of an index.
 * @param settings Channels, limits, side.
 * @returns The image [side × side × 3], values from 0 to 1.
 * @throws {InputError} for a field that cannot be read.
 */
export async function readImage(row: IndexedField, settings: ImageSettings): Promise<Weight> {
  const { channels, limits, side, bits } = settings;
  const field = await readField(row, { channels: [...new Set(channels)] });
  const ordered = channels.map((name) => field.channels.find((one) => one.name === name)!);
  const [area] = wholeField(field);
  const own = limits[row.plate] ?? [];
  const data = areaImage({ ...field, channels: ordered }, area!, own, side, bits);
  return { shape: [side, side, 3], data };
}

/** Says which files the images are made of, and how: their size and date tell when they change. */
async function imagesOf(
  fields: readonly IndexedField[],
  settings: ImageSettings,
): Promise<string> {
  const states = await imageStates(fields, settings.channels);
  const lines = fields.map(({ plate, well, site }, i) =>
    `${i} ${plate} ${well} ${site} ${states[i]!.join(" ")}`
  );
  return await fingerprint([...lines, JSON.stringify(settings)]);
}
