import type { IndexedField } from "../../data/index_file.ts";
import { type ClassReport, classReport } from "../../learn/metrics.ts";
import { meantNames } from "../own_screen/meant_names.ts";
import { plateWell } from "../train/seen.ts";
import type { SavedClassifier } from "./classifier.ts";
import type { Predicted } from "./table.ts";

/** How well a network names fields or wells whose class is known. */
export interface Judged {
  /** Its scores on wells that it has not seen; absent where there are none. */
  report?: ClassReport;
  /** Rows that were judged. */
  rows: number;
  /** Wells that these are of, which the intervals draw. */
  wells: number;
  /** Plates that these are of. */
  plates: number;
  /** Rows that were judged on plates of which it has seen other wells. */
  onSeenPlates: number;
  /** Rows of compounds that it has seen in other wells; absent where classes are compounds, or it is not known. */
  ofSeenCompounds?: number;
  /** Compounds that were judged, which the intervals draw in place of wells; absent likewise. */
  compounds?: number;
  /** Rows that were not judged, by reason. */
  leftOut: {
    /** Of wells that it learned from, or that chose its epoch. */
    seen: number;
    /** Of classes that it never learned, by name. */
    unknown: Record<string, number>;
    /** Of those, by name, the class that it learned and that may be meant; none where no name is close. */
    meant: Record<string, string>;
    /** Without a class. */
    unlabelled: number;
  };
}

/** What is judged by, and what the network has seen. */
export interface JudgeOptions {
  /** Column of the index with the true class. */
  label: string;
  /** Wells that the network has seen; defaults to *none*. */
  seen?: ReadonlySet<string> | undefined;
  /** Column with the compound, and compounds that it has seen; for classes that several compounds share. */
  compounds?: SavedClassifier["compounds"];
}

/**
 * Judges predictions by what the index knows, on wells that the network has not seen.
 *
 * @param predicted Predictions.
 * @param classes Names of the classes.
 * @param options Columns, what the network has seen.
 *
 * @example
 * ```ts
 * import { judgePredictions } from "./judge.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = ["B02", "B03"].map((well) =>
 *   ({ plate: "P1", well, site: 1, files: {}, pixelSize: 1, metadata: { Metadata_Compound: "DMSO" } })
 * );
 * const predicted = { rows, named: [0, 1], probabilities: new Float64Array(4), fields: [1, 1] };
 * const seen = new Set(["P1 B03"]);
 * const { report, leftOut } =
 *   judgePredictions(predicted, ["DMSO", "taxol"], { label: "Metadata_Compound", seen });
 * assertEquals([report?.accuracy.value, leftOut.seen], [1, 1]);
 * ```
 */
export function judgePredictions(
  { rows, named }: Predicted,
  classes: readonly string[],
  { label, seen = new Set(), compounds }: JudgeOptions,
): Judged {
  const leftOut: Judged["leftOut"] = { seen: 0, unknown: {}, meant: {}, unlabelled: 0 };
  const judged: { row: IndexedField; truth: number; named: number }[] = [];
  rows.forEach((row, i) => {
    const name = row.metadata[label] ?? "", truth = classes.indexOf(name);
    if (name === "") leftOut.unlabelled++;
    else if (seen.has(plateWell(row))) leftOut.seen++;
    else if (truth < 0) leftOut.unknown[name] = (leftOut.unknown[name] ?? 0) + 1;
    else judged.push({ row, truth, named: named[i]! });
  });
  leftOut.meant = Object.fromEntries(meantNames(Object.keys(leftOut.unknown), classes));
  const wells = judged.map(({ row }) => plateWell(row));
  const plates = new Set([...seen].map((name) => name.slice(0, name.lastIndexOf(" "))));
  const drugs = judged.map(({ row }) => compounds && row.metadata[compounds.column]);
  const known = compounds !== undefined && judged.length > 0 && drugs.every((drug) => drug);
  const rest = {
    rows: judged.length,
    wells: new Set(wells).size,
    plates: new Set(judged.map(({ row }) => row.plate)).size,
    onSeenPlates: judged.filter(({ row }) => plates.has(row.plate)).length,
    ...(known
      ? {
        ofSeenCompounds: drugs.filter((drug) => compounds.seen.has(drug as string)).length,
        compounds: new Set(drugs).size,
      }
      : {}),
    leftOut,
  };
  if (judged.length === 0) return rest;
  const report = classReport(
    judged.map(({ truth }) => truth),
    judged.map((one) => one.named),
    classes,
    // Wells of one compound stand for one another where the class is wider than the compound.
    { units: known ? drugs as string[] : wells },
  );
  return { report, ...rest };
}
