import { counted } from "../core/counted.ts";
import { someNames } from "../core/some_names.ts";
import { compartments } from "../data/label_files.ts";
import { families } from "../segment/measure/family.ts";
import type { Command } from "./command.ts";
import { counter } from "./counter.ts";
import { lightFor } from "./illumination/light_for.ts";
import { addMetadata } from "./measure/metadata.ts";
import { joins } from "./measure/read_compartments.ts";
import { type MeasuredScreen, measureScreen } from "./measure/run.ts";
import { labelNotes } from "./measure/label_notes.ts";
import { openIndex } from "./open_index.ts";
import { sayMatched } from "./segment/matched_cells.ts";
import {
  backgroundOption,
  fieldOptions,
  illuminationOption,
  indexOption,
  oneOf,
  someOf,
  wholeNumber,
} from "./shared_options.ts";

/** `c2s measure`: one row a cell, features under CellProfiler's names. */
export const command: Command = {
  name: "measure",
  summary: "measure every cell: one row a cell, features under CellProfiler's names",
  options: {
    ...indexOption,
    labels: {
      type: "string",
      value: "DIR",
      description: "label images as c2s segment writes them (required)",
    },
    out: {
      type: "string",
      value: "FILE",
      description: ".parquet, .csv or .csv.gz (required)",
    },
    families: {
      type: "string",
      value: "LIST",
      description: `of ${families.join(", ")} (default: all)`,
    },
    compartments: {
      type: "string",
      value: "LIST",
      description: `of ${compartments.join(", ")} (default: all that there are)`,
    },
    join: {
      type: "string",
      value: "HOW",
      description: "number: a nucleus and its cell have one number, as c2s segment writes them; " +
        "overlap: a nucleus gets the cell that it lies in, for masks numbered apart " +
        "(default: number)",
    },
    metadata: {
      type: "string",
      value: "FILE",
      description: "CSV with what is known about each image, joined by file name, and by plate " +
        "where it has one",
    },
    "metadata-column": {
      type: "string",
      value: "NAME",
      description: "its column of file names (default: FileName, Image or the like)",
    },
    ...illuminationOption,
    ...backgroundOption,
    ...fieldOptions,
  },
  example: "c2s measure --index screen/index.csv --labels screen/truth --out cells.parquet",
  run: async (invocation) => {
    const { required, text, flag, json, signal, print } = invocation;
    const [file, labels, out] = [required("index"), required("labels"), required("out")];
    const wanted = someOf(invocation, "families", families) ?? families;
    const parts = someOf(invocation, "compartments", compartments);
    const join = oneOf(invocation, "join", joins);
    const workers = wholeNumber(invocation, "workers"), skipBad = flag("skip-bad");
    const background = wholeNumber(invocation, "background");
    const plain = await openIndex(file, skipBad);
    const table = text("metadata");
    const known = table === undefined
      ? undefined
      : await addMetadata(plain, table, text("metadata-column"));
    const index = known?.index ?? plain;
    const illumination = await lightFor(text("illumination"), index);
    const started = performance.now(), count = counter("field", { json });
    const what = { index, labels, out, families: wanted, compartments: parts, join };
    const light = { illumination, background };
    const notes = await labelNotes(labels, {
      ...(illumination === undefined ? {} : { illumination }),
      ...(background === undefined ? {} : { background }),
    });
    for (const note of notes) console.error(note);
    const running = { skipBad, signal, workers, onDone: count.show };
    const result = await measureScreen({ ...what, ...light, ...running }).finally(count.end);
    const seconds = (performance.now() - started) / 1000;
    if (json) {
      const { unmatched, unused } = known ?? {};
      const cautions = [...plain.cautions, ...notes];
      print(JSON.stringify({ out, ...result, seconds, unmatched, unused, cautions }));
      return;
    }
    for (const line of summary(out, result, seconds)) print(line);
    if (known === undefined) return;
    const { unmatched, unused } = known;
    if (unmatched.length > 0) {
      print(
        `no metadata in ${table} for ${counted(unmatched.length, "field")}: ` +
          someNames(unmatched),
      );
    }
    if (unused.length > 0) {
      print(
        `not in the index: ${counted(unused.length, "image")} of ${table}: ${someNames(unused)}`,
      );
    }
  },
};

function summary(out: string, result: MeasuredScreen, seconds: number): string[] {
  const { cells, features, fields, resumed, empty, lacking, matched, skipped } = result;
  return [
    `${out}: ${counted(cells, "cell")} × ${counted(features, "feature")} ` +
    `from ${fields - skipped.length} of ${counted(fields, "field")} in ${seconds.toFixed(1)} s` +
    (resumed > 0 ? ` (${resumed} measured before)` : ""),
    ...(empty.length > 0
      ? [`no cells in ${counted(empty.length, "field")}: ${someNames(empty)}`]
      : []),
    ...(matched === undefined ? [] : [
      `joined by overlap${resumed > 0 ? ", where measured now" : ""}: ` +
      sayMatched(matched, "the cells found"),
    ]),
    ...Object.entries(lacking).map(([part, count]) =>
      `no ${part} in the image for ${counted(count, "cell")}: those values are NaN`
    ),
    ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`),
  ];
}
