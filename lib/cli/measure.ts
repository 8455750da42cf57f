import { InputError } from "../core/errors.ts";
import { readIndex } from "../data/index_file.ts";
import { type Compartment, compartments } from "../data/label_files.ts";
import { families, type Family } from "../segment/measure/family.ts";
import type { Command } from "./command.ts";
import { addMetadata } from "./measure/metadata.ts";
import { type MeasuredScreen, measureScreen } from "./measure/run.ts";

/** `c2s measure`: one row a cell, features under CellProfiler's names. */
export const command: Command = {
  name: "measure",
  summary: "measure every cell: one row a cell, features under CellProfiler's names",
  options: {
    index: { type: "string", value: "FILE", description: "CSV of fields (required)" },
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
    metadata: {
      type: "string",
      value: "FILE",
      description: "CSV with what is known about each image, joined by file name",
    },
    "metadata-column": {
      type: "string",
      value: "NAME",
      description: "its column of file names (default: FileName, Image or the like)",
    },
    "skip-bad": {
      type: "boolean",
      description: "leave out fields that cannot be read, and say which",
    },
    workers: { type: "string", value: "N", description: "threads (default: all cores)" },
  },
  example: "c2s measure --index screen/index.csv --labels screen/truth --out cells.parquet",
  run: async ({ required, text, number, flag, json, signal, print }) => {
    const [file, labels, out] = [required("index"), required("labels"), required("out")];
    const wanted = listOf("families", text("families"), families) ?? families;
    const parts = listOf("compartments", text("compartments"), compartments);
    const workers = number("workers"), skipBad = flag("skip-bad");
    if (workers !== undefined && !(Number.isInteger(workers) && workers > 0)) {
      throw new InputError("--workers must be a whole number from 1", { found: workers });
    }
    const plain = await readIndex(file, { checkImages: !skipBad });
    const table = text("metadata");
    const known = table === undefined
      ? undefined
      : await addMetadata(plain, table, text("metadata-column"));
    const index = known?.index ?? plain;
    const started = performance.now();
    const bar = !json && Deno.stderr.isTerminal();
    const show = (line: string) => bar && Deno.stderr.writeSync(new TextEncoder().encode(line));
    let result: MeasuredScreen;
    try {
      result = await measureScreen({
        index,
        labels,
        out,
        families: wanted,
        skipBad,
        signal,
        ...(parts === undefined ? {} : { compartments: parts }),
        ...(workers === undefined ? {} : { workers }),
        onDone: (done, total) => show(`\r  field ${done} of ${total}`),
      });
    } finally {
      show("\r\x1b[K");
    }
    const seconds = (performance.now() - started) / 1000;
    if (json) {
      const { unmatched, unused } = known ?? {};
      print(JSON.stringify({ out, ...result, seconds, unmatched, unused }));
      return;
    }
    for (const line of summary(out, result, seconds)) print(line);
    if (known === undefined) return;
    const { unmatched, unused } = known;
    if (unmatched.length > 0) {
      print(`${unmatched.length} fields have no metadata in ${table}: ${few(unmatched)}`);
    }
    if (unused.length > 0) {
      print(`${unused.length} images of ${table} are not in the index: ${few(unused)}`);
    }
  },
};

function summary(out: string, result: MeasuredScreen, seconds: number): string[] {
  const { cells, features, fields, resumed, empty, skipped } = result;
  return [
    `${out}: ${cells} cells × ${features} features from ${fields - skipped.length} of ${fields} ` +
    `fields in ${seconds.toFixed(1)} s${resumed > 0 ? ` (${resumed} measured before)` : ""}`,
    ...(empty.length > 0 ? [`${empty.length} fields have no cells: ${few(empty)}`] : []),
    ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`),
  ];
}

function few(names: readonly string[], most = 5): string {
  const more = names.length > most ? ` and ${names.length - most} more` : "";
  return names.slice(0, most).join(", ") + more;
}

function listOf<Name extends Family | Compartment>(
  option: string,
  value: string | undefined,
  allowed: readonly Name[],
): Name[] | undefined {
  const names = value?.split(",").map((name) => name.trim()).filter((name) => name !== "");
  return names?.map((name) => {
    const known = allowed.find((one) => one.toLowerCase() === name.toLowerCase());
    if (known === undefined) {
      throw new InputError(`--${option} has a name that does not exist`, {
        found: name,
        allowed: allowed.join(", "),
      });
    }
    return known;
  });
}
