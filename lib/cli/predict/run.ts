import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { makeProfiles, metaValues, type Profiles } from "../../core/profiles.ts";
import { fileState } from "../../data/file_state.ts";
import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import { readPart, writePart } from "../../data/profiles_part.ts";
import { imageStates } from "../image_states.ts";
import { fieldName } from "../over_fields.ts";
import { openParts } from "../parts.ts";
import { requireFields, type SkippedField } from "../skipped_fields.ts";
import type { ClassifierOptions, FieldClassifier, SavedClassifier } from "./classifier.ts";

/** What is scored, by what. */
export interface ScoreScreenOptions extends ClassifierOptions {
  /** The network. */
  saved: SavedClassifier;
  /** Fields. */
  index: FieldIndex;
  /** Leave out fields that cannot be read; defaults to *false*. */
  skipBad?: boolean;
  /** Stops the work; finished plates are kept for the next run. */
  signal?: AbortSignal;
  /** Called after each field. */
  onField?: (done: number, total: number) => void;
}

/** Scores of the fields of a screen. */
export interface ScoredScreen {
  /** The fields that have scores, in the order of the index [n]. */
  fields: IndexedField[];
  /** Their scores before softmax [n × classes]. */
  scores: Float32Array;
  /** Fields that were left out, and why. */
  skipped: SkippedField[];
  /** Fields that an earlier, unfinished run had scored. */
  resumed: number;
}

/**
 * Scores the fields of a screen plate by plate, since the grey values of a plate are scaled together. A
 * stopped run goes on with the plates that are not finished, where images and measurements are as they
 * were. Who calls it keeps other runs away by `lockOutput`, until the table is written, too.
 *
 * @param options Network, fields, channels, measurements.
 * @throws {InputError} for a field that cannot be read, unless `skipBad`, or if none could be; for one that
 * lacks a measurement.
 */
export async function scoreScreen(
  options: ScoreScreenOptions,
): Promise<ScoredScreen> {
  const { saved, index: { fields }, channels, metadata, out, signal, onField, log } = options;
  const { skipBad = false } = options;
  const { model: { network, classes }, sha256 } = saved;
  const images = await imageStates(fields, channels);
  const plates = [...Map.groupBy(fields.keys(), (row) => fields[row]!.plate).values()];
  const measured = metadata?.file === undefined ? undefined : await fileState(metadata.file);
  const parts = await openParts(
    out,
    { network, weights: sha256, channels },
    plates.map((rows) => ({
      measured,
      fields: rows.map((row) => ({ field: fields[row], images: images[row] })),
    })),
  );
  const width = classes.length, scores = new Float32Array(fields.length * width);
  const reasons = new Map<number, string>();
  let classifier: FieldClassifier | undefined, done = 0, resumed = 0;
  try {
    for (const [number, rows] of plates.entries()) {
      const file = parts.file(number), there = await exists(file);
      if (there) resumed += rows.length;
      else {
        classifier ??= await saved.open({
          channels,
          ...(metadata === undefined ? {} : { metadata }),
          out,
          log,
        });
        let read = 0;
        const bad = new Map<IndexedField, string>();
        const found = await classifier.scores(rows.map((row) => fields[row]!), {
          ...(signal === undefined ? {} : { signal }),
          ...(skipBad ? { onBad: (error, field) => bad.set(field, error.message) } : {}),
          onField: () => onField?.(done + ++read, fields.length),
        });
        await writePart(file, partOf(rows.map((row) => bad.get(fields[row]!)), found, classes));
      }
      done += rows.length;
      const { meta, values } = await readPart(file, classes);
      metaValues(meta, "reason").forEach((reason, i) => {
        const row = rows[i]!;
        if (reason === null) scores.set(values.subarray(i * width, (i + 1) * width), row * width);
        // An earlier run may have left it out where this one may not.
        else if (!skipBad) throw new InputError(String(reason));
        else reasons.set(row, String(reason));
      });
    }
  } finally {
    classifier?.dispose();
  }
  const left = [...fields.keys()].filter((row) => !reasons.has(row));
  const skipped = [...reasons].sort(([a], [b]) => a - b)
    .map(([row, reason]) => ({ field: fieldName(fields[row]!), reason }));
  requireFields(left.length, skipped, "named");
  const kept = new Float32Array(left.length * width);
  left.forEach((row, i) => kept.set(scores.subarray(row * width, (row + 1) * width), i * width));
  return { fields: left.map((row) => fields[row]!), scores: kept, skipped, resumed };
}

/** Scores of a plate's fields with the reason of those that have none: a run that goes on knows it, too. */
function partOf(
  reasons: readonly (string | undefined)[],
  scores: Float32Array,
  classes: readonly string[],
): Profiles<Float64Array> {
  const width = classes.length, values = new Float64Array(reasons.length * width).fill(NaN);
  let from = 0;
  reasons.forEach((reason, i) => {
    if (reason !== undefined) return;
    values.set(scores.subarray(from, from + width), i * width);
    from += width;
  });
  const column = pl.Series("reason", reasons.map((reason) => reason ?? null), pl.Utf8);
  return makeProfiles(pl.DataFrame([column]), classes, values);
}
