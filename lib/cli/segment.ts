import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import type { Command, Invocation } from "./command.ts";
import { counter } from "./counter.ts";
import { lightFor } from "./illumination/light_for.ts";
import { indexChannel, nuclearChannel, openIndex } from "./open_index.ts";
import { type SegmentedScreen, segmentScreen } from "./segment/run.ts";
import {
  type CellCounts,
  cellMethods,
  type CellNetwork,
  usualCellModel,
} from "./segment/find_cells.ts";
import { parseLength } from "./segment/length.ts";
import { borderRules, type SegmentSettings } from "./segment/task.ts";
import {
  backgroundOption,
  fieldOptions,
  illuminationOption,
  indexOption,
  methodOptions,
  nucleiOption,
  oneOf,
  wholeNumber,
} from "./shared_options.ts";

/** `c2s segment`: label images of nuclei, cells and cytoplasm for every field. */
export const command: Command = {
  name: "segment",
  summary: "find nuclei and cells: label images for every field",
  options: {
    ...indexOption,
    out: { type: "string", value: "DIR", description: "folder of the label images (required)" },
    ...methodOptions,
    ...nucleiOption,
    cells: {
      type: "string",
      value: "LIST",
      description: "channels of the cytoplasm, or none (default: all but the nuclei's)",
    },
    "cells-method": {
      type: "string",
      value: "NAME",
      description:
        "spread (nuclei spread over the cytoplasm) or cellpose, which sees one channel " +
        "of cells and the nuclei (default: spread)",
    },
    "cells-checkpoint": {
      type: "string",
      value: "FILE",
      description: "weights of one's own for --cells-method cellpose",
    },
    "cells-model": {
      type: "string",
      value: "NAME",
      description: `published weights for it (default: ${usualCellModel})`,
    },
    diameter: {
      type: "string",
      value: "LENGTH",
      description: "of a nucleus, 25px or 12um (default: from each image)",
    },
    "cells-diameter": {
      type: "string",
      value: "LENGTH",
      description: "of a cell, for --cells-method cellpose (default: from each image)",
    },
    border: {
      type: "string",
      value: "RULE",
      description: `objects that the border cuts: ${borderRules.join(", ")} (default: keep)`,
    },
    ...illuminationOption,
    ...backgroundOption,
    ...fieldOptions,
  },
  example: "c2s segment --index screen/index.csv --out labels --border mark",
  run: async (invocation) => {
    const { required, text, flag, json, signal, print } = invocation;
    const [file, out] = [required("index"), required("out")];
    const workers = wholeNumber(invocation, "workers"), skipBad = flag("skip-bad");
    const background = wholeNumber(invocation, "background");
    const index = await openIndex(file, skipBad);
    const nuclei = nuclearChannel(index.channels, text("nuclei"));
    const cells = cellChannels(text("cells"), index.channels, nuclei);
    const diameter = parseLength("diameter", text("diameter"));
    const cellNetwork = cellNetworkOf(invocation);
    const illumination = await lightFor(text("illumination"), index, [nuclei, ...cells]);
    const settings: SegmentSettings = {
      method: text("method") as string,
      weights: { checkpoint: text("checkpoint"), model: text("model") },
      nuclei,
      cells,
      cellNetwork,
      diameter,
      border: oneOf(invocation, "border", borderRules) ?? "keep",
      illumination,
      background,
    };
    const started = performance.now(), count = counter("field", { json });
    const running = { skipBad, signal, workers, onDone: count.show };
    const result = await segmentScreen({ index, out, settings, ...running }).finally(count.end);
    const seconds = (performance.now() - started) / 1000;
    if (json) print(JSON.stringify({ out, settings, ...totals(result), seconds }));
    else for (const line of summary(out, result, seconds)) print(line);
  },
};

function cellChannels(
  list: string | undefined,
  channels: readonly string[],
  nuclei: string,
): string[] {
  if (list === undefined) return channels.filter((name) => name !== nuclei);
  if (list === "none") return [];
  return list.split(",").map((name) => name.trim()).filter((name) => name !== "")
    .map((name) => indexChannel(channels, name, "--cells"));
}

/** The network that shall find cells; options of one that is not asked for are refused. */
function cellNetworkOf(invocation: Invocation): CellNetwork | undefined {
  const { text } = invocation, method = oneOf(invocation, "cells-method", cellMethods) ?? "spread";
  if (method === "cellpose") {
    const checkpoint = text("cells-checkpoint"), model = text("cells-model");
    if (checkpoint !== undefined && model !== undefined) {
      throw new InputError("Weights can be named in one way only", {
        found: `--cells-checkpoint ${checkpoint} --cells-model ${model}`,
        allowed: "one of both",
      });
    }
    return {
      method,
      weights: checkpoint === undefined ? { model: model ?? usualCellModel } : { checkpoint },
      diameter: parseLength("cells-diameter", text("cells-diameter")),
    };
  }
  const given = ["cells-checkpoint", "cells-model", "cells-diameter"].find((name) => text(name));
  if (given === undefined) return undefined;
  throw new InputError(`--${given} is for cells that a network finds`, {
    found: text(given),
    allowed: "with --cells-method cellpose",
  });
}

/** How cells and nuclei went together, over all fields; undefined where nuclei spread. */
function matchedIn(fields: SegmentedScreen["fields"]): CellCounts | undefined {
  return fields.reduce<CellCounts | undefined>((sum, { matched }) => {
    if (matched === undefined) return sum;
    const { divided = 0, empty = 0, bare = 0 } = sum ?? {};
    return {
      divided: divided + matched.divided,
      empty: empty + matched.empty,
      bare: bare + matched.bare,
    };
  }, undefined);
}

function totals({ fields, resumed, skipped }: SegmentedScreen) {
  const objects = fields.reduce((sum, field) => sum + field.objects, 0);
  const warnings = fields.flatMap(({ plate, well, site, warnings }) =>
    warnings.map((warning) => ({ field: `${plate}/${well}/${site}`, warning }))
  );
  return { fields: fields.length, objects, matched: matchedIn(fields), resumed, warnings, skipped };
}

function matchedLine({ divided, empty, bare }: CellCounts): string {
  return `of the network's cells ${divided} held several nuclei and were divided, ${empty} held ` +
    `none and were left out; ${counted(bare, "nucleus lies", "nuclei lie")} in no cell and ` +
    `${bare === 1 ? "is" : "are"} taken for it`;
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
    ...(matched === undefined ? [] : [matchedLine(matched)]),
    ...few,
    ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`),
  ];
}
