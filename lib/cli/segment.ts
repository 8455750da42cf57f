import { counted } from "../core/counted.ts";
import type { Command } from "./command.ts";
import { counter } from "./counter.ts";
import { openIndex } from "./open_index.ts";
import { matchedCells, sayMatched } from "./segment/matched_cells.ts";
import { segmentChoice, segmentOptions, segmentSettings } from "./segment/options.ts";
import { type SegmentedScreen, segmentScreen } from "./segment/run.ts";
import { usualMethod } from "./segmenters.ts";
import { fieldOptions, indexOption, wholeNumber } from "./shared_options.ts";

/** `c2s segment`: label images of nuclei, cells and cytoplasm for every field. */
export const command: Command = {
  name: "segment",
  summary: "find nuclei and cells: label images for every field",
  options: {
    ...indexOption,
    out: { type: "string", value: "DIR", description: "folder of the label images (required)" },
    ...segmentOptions,
    ...fieldOptions,
  },
  example: "c2s segment --index screen/index.csv --out labels --border mark",
  run: async (invocation) => {
    const { required, flag, json, signal, print } = invocation;
    const [file, out] = [required("index"), required("out")];
    const workers = wholeNumber(invocation, "workers"), skipBad = flag("skip-bad");
    const index = await openIndex(file, skipBad);
    const choice = segmentChoice(invocation);
    const settings = await segmentSettings(choice, index, { method: usualMethod });
    const started = performance.now(), count = counter("field", { json });
    const running = { skipBad, signal, workers, onDone: count.show };
    const result = await segmentScreen({ index, out, settings, ...running }).finally(count.end);
    const seconds = (performance.now() - started) / 1000;
    const { cautions } = index;
    if (json) print(JSON.stringify({ out, settings, ...totals(result), seconds, cautions }));
    else for (const line of summary(out, result, seconds)) print(line);
  },
};

function totals({ fields, resumed, skipped }: SegmentedScreen) {
  const objects = fields.reduce((sum, field) => sum + field.objects, 0);
  const warnings = fields.flatMap(({ plate, well, site, warnings }) =>
    warnings.map((warning) => ({ field: `${plate}/${well}/${site}`, warning }))
  );
  return {
    fields: fields.length,
    objects,
    matched: matchedCells(fields),
    resumed,
    warnings,
    skipped,
  };
}

function summary(out: string, result: SegmentedScreen, seconds: number): string[] {
  const { fields, objects, matched, resumed, warnings, skipped } = totals(result);
  const done = resumed === fields && skipped.length === 0
    ? `${out} has the labels of all ${counted(fields, "field")} already: ` +
      counted(objects, "object")
    : `${out}: ${counted(objects, "object")} in ${counted(fields, "field")} in ${
      seconds.toFixed(1)
    } s` +
      (resumed > 0 ? ` (${resumed} segmented before)` : "");
  const few = warnings.slice(0, 5).map(({ field, warning }) => `${field}: ${warning}`);
  if (warnings.length > few.length) {
    few.push(`and ${counted(warnings.length - few.length, "more warning")}`);
  }
  return [
    done,
    ...(matched === undefined ? [] : [sayMatched(matched)]),
    ...few,
    ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`),
  ];
}
