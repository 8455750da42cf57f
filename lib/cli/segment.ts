import { InputError } from "../core/errors.ts";
import { type FieldIndex, readIndex } from "../data/index_file.ts";
import { openScreen } from "../data/screen.ts";
import { openPixels } from "../data/screen/pixels.ts";
import type { Command } from "./command.ts";
import { type SegmentedScreen, segmentScreen } from "./segment/run.ts";
import type { BorderRule, SegmentSettings } from "./segment/task.ts";
import { segmenters } from "./segmenters.ts";

/** `c2s segment`: label images of nuclei, cells and cytoplasm for every field. */
export const command: Command = {
  name: "segment",
  summary: "find nuclei and cells: label images for every field",
  options: {
    index: {
      type: "string",
      value: "FILE",
      description: "CSV of fields, or a folder in BBBC021's layout (required)",
    },
    out: { type: "string", value: "DIR", description: "folder of the label images (required)" },
    method: {
      type: "string",
      value: "NAME",
      description: `for nuclei: ${Object.keys(segmenters).join(", ")} (default: classical)`,
    },
    checkpoint: {
      type: "string",
      value: "FILE",
      description: "weights, for methods that need them",
    },
    model: {
      type: "string",
      value: "NAME",
      description: "published weights: nuclei, cyto, cyto2 or cyto3 of cellpose-models",
    },
    nuclei: {
      type: "string",
      value: "CHANNEL",
      description: "channel of the nuclei (default: the one named DNA, DAPI or Hoechst)",
    },
    cells: {
      type: "string",
      value: "LIST",
      description: "channels of the cytoplasm, or none (default: all but the nuclei's)",
    },
    diameter: {
      type: "string",
      value: "LENGTH",
      description: "of a nucleus, 25px or 12um (default: from each image)",
    },
    border: {
      type: "string",
      value: "RULE",
      description: "objects that the border cuts: keep, mark or remove (default: keep)",
    },
    "skip-bad": {
      type: "boolean",
      description: "leave out fields that cannot be read, and say which",
    },
    workers: { type: "string", value: "N", description: "threads (default: all cores)" },
  },
  example: "c2s segment --index screen/index.csv --out labels --border mark",
  run: async ({ required, text, number, flag, json, signal, print }) => {
    const [file, out] = [required("index"), required("out")];
    const workers = number("workers"), skipBad = flag("skip-bad"), checkpoint = text("checkpoint");
    const model = text("model");
    if (workers !== undefined && !(Number.isInteger(workers) && workers > 0)) {
      throw new InputError("--workers must be a whole number from 1", { found: workers });
    }
    const index = await openIndex(file, skipBad);
    const nuclei = text("nuclei") ?? nuclearChannel(index.channels);
    const diameter = parseDiameter(text("diameter"));
    const settings: SegmentSettings = {
      method: text("method") ?? "classical",
      weights: {
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(model === undefined ? {} : { model }),
      },
      nuclei,
      cells: cellChannels(text("cells"), index.channels, nuclei),
      ...(diameter === undefined ? {} : { diameter }),
      border: parseBorder(text("border")),
    };
    const started = performance.now();
    const bar = !json && Deno.stderr.isTerminal();
    const show = (line: string) => bar && Deno.stderr.writeSync(new TextEncoder().encode(line));
    let result: SegmentedScreen;
    try {
      result = await segmentScreen({
        index,
        out,
        settings,
        skipBad,
        signal,
        ...(workers === undefined ? {} : { workers }),
        onDone: (done, total) => show(`\r  field ${done} of ${total}`),
      });
    } finally {
      show("\r\x1b[K");
    }
    const seconds = (performance.now() - started) / 1000;
    if (json) print(JSON.stringify({ out, settings, ...totals(result), seconds }));
    else for (const line of summary(out, result, seconds)) print(line);
  },
};

async function openIndex(file: string, skipBad: boolean): Promise<FieldIndex> {
  const folder = (await Deno.stat(file).catch(() => undefined))?.isDirectory ?? false;
  if (!folder) return await readIndex(file, { checkImages: !skipBad });
  return (await openPixels(await openScreen({ data: file }))).index;
}

function nuclearChannel(channels: readonly string[]): string {
  const found = channels.find((name) => /^(dna|dapi|hoechst)/i.test(name));
  if (found !== undefined) return found;
  throw new InputError("Which channel shows the nuclei?", {
    column: "--nuclei",
    found: undefined,
    allowed: channels.join(", "),
  });
}

function cellChannels(
  list: string | undefined,
  channels: readonly string[],
  nuclei: string,
): string[] {
  if (list === undefined) return channels.filter((name) => name !== nuclei);
  if (list === "none") return [];
  return list.split(",").map((name) => name.trim()).filter((name) => name !== "");
}

function parseDiameter(value: string | undefined): SegmentSettings["diameter"] {
  if (value === undefined) return undefined;
  const parts = /^(\d+(?:\.\d+)?)\s*(px|um|µm|μm)$/.exec(value.trim());
  const length = Number(parts?.[1]);
  if (!(length > 0)) {
    throw new InputError("--diameter must be a length above 0 with its unit", {
      found: value,
      allowed: "for example 25px or 12um",
    });
  }
  return { value: length, unit: parts?.[2] === "px" ? "px" : "µm" };
}

function parseBorder(value: string | undefined): BorderRule {
  if (value === undefined) return "keep";
  if (value === "keep" || value === "mark" || value === "remove") return value;
  throw new InputError("--border has no such rule", {
    found: value,
    allowed: "keep, mark, remove",
  });
}

function totals({ fields, resumed, skipped }: SegmentedScreen) {
  const objects = fields.reduce((sum, field) => sum + field.objects, 0);
  const warnings = fields.flatMap(({ plate, well, site, warnings }) =>
    warnings.map((warning) => ({ field: `${plate}/${well}/${site}`, warning }))
  );
  return { fields: fields.length, objects, resumed, warnings, skipped };
}

function summary(out: string, result: SegmentedScreen, seconds: number): string[] {
  const { fields, objects, resumed, warnings, skipped } = totals(result);
  const done = resumed === fields && skipped.length === 0
    ? `${out} has the labels of all ${fields} fields already: ${objects} objects`
    : `${out}: ${objects} objects in ${fields} fields in ${seconds.toFixed(1)} s` +
      (resumed > 0 ? ` (${resumed} segmented before)` : "");
  const few = warnings.slice(0, 5).map(({ field, warning }) => `${field}: ${warning}`);
  if (warnings.length > few.length) few.push(`and ${warnings.length - few.length} more warnings`);
  return [done, ...few, ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`)];
}
