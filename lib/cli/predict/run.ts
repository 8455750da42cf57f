import pl from "nodejs-polars";
import { exists } from "../../core/files.ts";
import { makeProfiles } from "../../core/profiles.ts";
import { fileState } from "../../data/file_state.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { readPart, writePart } from "../../data/profiles_part.ts";
import { imageStates } from "../image_states.ts";
import { openParts } from "../parts.ts";
import type { ClassifierOptions, FieldClassifier, SavedClassifier } from "./classifier.ts";

/** What is scored, by what. */
export interface ScoreScreenOptions extends ClassifierOptions {
  /** The network. */
  saved: SavedClassifier;
  /** Fields. */
  index: FieldIndex;
  /** Stops the work; finished plates are kept for the next run. */
  signal?: AbortSignal;
  /** Called after each field. */
  onField?: (done: number, total: number) => void;
}

/** Scores of all fields. */
export interface ScoredScreen {
  /** Scores before softmax, in the order of the index [n × classes]. */
  scores: Float32Array;
  /** Fields that an earlier, unfinished run had scored. */
  resumed: number;
}

/**
 * Scores the fields of a screen plate by plate, since the grey values of a plate are scaled together. A
 * stopped run goes on with the plates that are not finished, where images and measurements are as they
 * were.
 *
 * @param options Network, fields, channels, measurements.
 * @throws {InputError} for a field that cannot be read, or lacks a measurement.
 */
export async function scoreScreen(
  { saved, index: { fields }, channels, metadata, out, signal, onField, log }: ScoreScreenOptions,
): Promise<ScoredScreen> {
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
  const scores = new Float32Array(fields.length * classes.length), width = classes.length;
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
        const found = await classifier.scores(rows.map((row) => fields[row]!), {
          ...(signal === undefined ? {} : { signal }),
          onField: () => onField?.(done + ++read, fields.length),
        });
        const meta = pl.DataFrame([pl.Series("row", rows, pl.Int64)]);
        await writePart(file, makeProfiles(meta, classes, Float64Array.from(found)));
      }
      done += rows.length;
      const { values } = await readPart(file, classes);
      rows.forEach((row, i) =>
        scores.set(values.subarray(i * width, (i + 1) * width), row * width)
      );
    }
  } finally {
    classifier?.dispose();
  }
  return { scores, resumed };
}
