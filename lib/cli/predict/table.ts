import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { logSoftmax } from "../../learn/log_softmax.ts";
import { namedBy } from "../../learn/named_by.ts";
import { poolVotes } from "../../learn/pool_votes.ts";
import { plateWell } from "../train/seen.ts";

/** What a network says about fields or wells. */
export interface Predicted {
  /** A field of each row: the field itself, or the first of the well [n]. */
  rows: readonly IndexedField[];
  /** Number of the class that is named [n]. */
  named: readonly number[];
  /** Probabilities of the classes [n × classes]. */
  probabilities: Float64Array;
  /** Fields that each row stands for [n]. */
  fields: readonly number[];
}

/**
 * What scores say about each field.
 *
 * @param fields Fields [n].
 * @param scores Scores before softmax [n × classes].
 *
 * @example
 * ```ts
 * import { fieldPredictions } from "./table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: 1, metadata: {} };
 * const { named, probabilities } = fieldPredictions([field], new Float32Array([2, 2]));
 * assertEquals([named, [...probabilities].map((p) => p.toFixed(6))], [[0], ["0.500000", "0.500000"]]);
 * ```
 */
export function fieldPredictions(
  fields: readonly IndexedField[],
  scores: Float32Array,
): Predicted {
  const classes = scores.length / fields.length;
  return {
    rows: fields,
    named: [...namedBy(scores, classes)],
    probabilities: logSoftmax(scores, classes).map(Math.exp),
    fields: fields.map(() => 1),
  };
}

/**
 * What the fields of each well say together: `poolVotes`.
 *
 * @param fields Fields [n].
 * @param scores Scores before softmax [n × classes].
 */
export function wellPredictions(
  fields: readonly IndexedField[],
  scores: Float32Array,
): Predicted {
  const wells = fields.map(plateWell), { units, named, probabilities } = poolVotes(scores, wells);
  const own = Map.groupBy(fields, plateWell);
  return {
    rows: units.map((unit) => own.get(unit)![0]!),
    named,
    probabilities,
    fields: units.map((unit) => own.get(unit)!.length),
  };
}

/** Columns that the table of predictions fills itself. */
const filled = [
  "Metadata_Plate",
  "Metadata_Well",
  "Metadata_Site",
  "Metadata_Fields",
  "Metadata_Predicted",
  "Metadata_Probability",
];

/**
 * Predictions as profiles: what the index says of each row, the class that is named with its probability,
 * and the probability of every class.
 *
 * @param predicted Predictions.
 * @param classes Names of the classes.
 * @param unit What a row is; a well has no site, but a number of fields.
 *
 * @example
 * ```ts
 * import { predictionTable } from "./table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: 1, metadata: {} };
 * const predicted = {
 *   rows: [field],
 *   named: [1],
 *   probabilities: new Float64Array([0.25, 0.75]),
 *   fields: [1],
 * };
 * const { meta, features } = predictionTable(predicted, ["DMSO", "taxol"], "field");
 * assertEquals(meta.getColumn("Metadata_Predicted").toArray(), ["taxol"]);
 * assertEquals(features, ["Probability_DMSO", "Probability_taxol"]);
 * ```
 */
export function predictionTable(
  { rows, named, probabilities, fields }: Predicted,
  classes: readonly string[],
  unit: "field" | "well",
): Profiles<Float64Array> {
  const text = (name: string, of: (row: IndexedField, i: number) => string | null) =>
    pl.Series(name, rows.map(of), pl.Utf8);
  const others = [...new Set(rows.flatMap(({ metadata }) => Object.keys(metadata)))]
    .filter((name) => !filled.includes(name));
  const meta = pl.DataFrame([
    text("Metadata_Plate", ({ plate }) => plate),
    text("Metadata_Well", ({ well }) => well),
    unit === "well"
      ? pl.Series("Metadata_Fields", [...fields], pl.Int64)
      : pl.Series("Metadata_Site", rows.map(({ site }) => site), pl.Int64),
    ...others.map((name) => text(name, ({ metadata }) => metadata[name] ?? null)),
    text("Metadata_Predicted", (_, i) => classes[named[i]!]!),
    pl.Series(
      "Metadata_Probability",
      named.map((c, i) => probabilities[i * classes.length + c]!),
      pl.Float64,
    ),
  ]);
  return makeProfiles(meta, classes.map((name) => `Probability_${name}`), probabilities);
}
