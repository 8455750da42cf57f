import { createHash } from "node:crypto";
import type { InputError } from "../../core/errors.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { readWeights } from "../../data/models.ts";
import { decodeModel, type Model } from "../../learn/model_file.ts";
import { modelChannels } from "../../learn/model_channels.ts";
import type { Measurements } from "../train/join_metadata.ts";
import { openHybrid } from "./hybrid.ts";
import { openInception } from "./inception_v3.ts";

/** What a classifier is told beside its file. */
export interface ClassifierOptions {
  /** Channels of the index, in the order in which the network reads them. */
  channels: readonly string[];
  /** Measurements by place, for a network that learned some. */
  metadata?: Measurements;
  /** Where the table will go: a run that goes on there keeps its engine. */
  out: string;
  /** Takes what is to be said. */
  log: (line: string) => void;
}

/** A trained network that names the class of fields. */
export interface FieldClassifier {
  /**
   * Scores of the classes for the fields of one plate, whose grey values are scaled together.
   *
   * @param fields Fields of a plate [n].
   * @param options What stops it; what to do with a bad field; called after each field.
   * @returns Scores before softmax, of the fields that can be read, in their order [m × classes].
   * @throws {InputError} for a field that cannot be read, unless `onBad` is given, or lacks a measurement.
   */
  scores(fields: readonly IndexedField[], options: ScoresOptions): Promise<Float32Array>;
  /** Frees its weights. */
  dispose(): void;
}

/** How {@link FieldClassifier.scores} goes about it. */
export interface ScoresOptions {
  /** Stops between fields. */
  signal?: AbortSignal;
  /** Called after each field, also one that is left out. */
  onField?: () => void;
  /** Called for each field that cannot be read, which is then left out; defaults to an error. */
  onBad?: (error: InputError, field: IndexedField) => void;
}

/** A file of a trained network, read. */
export interface SavedClassifier {
  /** What it holds. */
  model: Model;
  /** Channels that it learned, where the file tells. */
  channelNames?: readonly string[];
  /** How many channels it reads. */
  channels: number;
  /** Column of the index that its classes were from, where the file tells. */
  label?: string;
  /** Wells that it learned from or that chose its epoch; absent where the file does not tell. */
  seen?: ReadonlySet<string>;
  /** Column of the index with the compound, and compounds of these wells, where these are not the classes. */
  compounds?: { column: string; seen: ReadonlySet<string> };
  /** SHA-256 of the file, in hex. */
  sha256: string;
  /**
   * Brings it to where it computes.
   *
   * @throws {InputError} if its weights do not fit, or it lacks the measurements that it learned.
   */
  open(options: ClassifierOptions): Promise<FieldClassifier>;
}

/** Networks that name classes, and what brings them. */
const opened = { hybrid: openHybrid, inception_v3: openInception };

/**
 * Reads a network that `c2s train hybrid` or `c2s train inception_v3` has saved.
 *
 * @param file Its path.
 * @throws {InputError} if it is missing, damaged, or no network with classes.
 *
 * @example
 * ```ts
 * import { readClassifier } from "./classifier.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readClassifier("nowhere.safetensors"), Error, "nowhere.safetensors");
 * ```
 */
export async function readClassifier(file: string): Promise<SavedClassifier> {
  const bytes = await readWeights(file);
  const model = decodeModel(bytes, Object.keys(opened), file);
  const { label, seen, compound: column, seenCompounds } = model.settings,
    { count, names } = modelChannels(model.settings);
  return {
    model,
    channels: count,
    ...(names === undefined ? {} : { channelNames: names }),
    ...(typeof label === "string" ? { label } : {}),
    ...(Array.isArray(seen) ? { seen: new Set(seen.map(String)) } : {}),
    ...(typeof column === "string" && column !== label && Array.isArray(seenCompounds)
      ? { compounds: { column, seen: new Set(seenCompounds.map(String)) } }
      : {}),
    sha256: createHash("sha256").update(bytes).digest("hex"),
    open: (options) => opened[model.network as keyof typeof opened](model, { ...options, file }),
  };
}
