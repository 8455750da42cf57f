import { resolve } from "node:path";
import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { exists } from "../core/files.ts";
import type { Compartment } from "../data/label_files.ts";
import type { Embedder } from "../learn/embed.ts";
import type { Command, Invocation } from "./command.ts";
import { counter } from "./counter.ts";
import { keptEngine } from "./embed/engine.ts";
import { type EmbeddedScreen, embedScreen } from "./embed/run.ts";
import type { EmbedSettings, Unit } from "./embed/task.ts";
import { embedders, engines, loadEmbedder } from "./embedders.ts";
import { lightFor } from "./illumination/light_for.ts";
import { indexChannel, openIndex } from "./open_index.ts";
import {
  backgroundOption,
  fieldOptions,
  illuminationOption,
  indexOption,
  oneOf,
  wholeNumber,
} from "./shared_options.ts";

/** Side of a square around a cell, px, where none is asked for. */
const CELL_SIDE = 96;

const { workers: _, ...oneThread } = fieldOptions;

/**
 * `c2s embed`: a network's vectors of fields, tiles or cells.
 *
 * @example
 * ```ts
 * import { command } from "./embed.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(command.name, "embed");
 * ```
 */
export const command: Command = {
  name: "embed",
  summary: "turn fields, tiles or cells into vectors by a trained network",
  options: {
    model: {
      type: "string",
      value: "NAME",
      description: `${Object.keys(embedders).join(", ")}, or a file of weights (required)`,
    },
    checkpoint: {
      type: "string",
      value: "FILE",
      description: "weights (default: the published ones, once fetched; see c2s models)",
    },
    ...indexOption,
    out: {
      type: "string",
      value: "FILE",
      description: ".parquet, .csv or .csv.gz (required)",
    },
    tiles: { type: "boolean", description: "one row a tile instead of a field" },
    cells: {
      type: "string",
      value: "DIR",
      description:
        "one row a cell, around each cell of these label images, as c2s segment writes them",
    },
    side: {
      type: "string",
      value: "N",
      description:
        `side of a tile or cell, px (default: the network's for tiles, ${CELL_SIDE} for cells)`,
    },
    mean: { type: "boolean", description: "one row a field, the mean of its tiles or cells" },
    channels: {
      type: "string",
      value: "LIST",
      description:
        "channels that the network reads as red, green, blue (default: the index's three)",
    },
    engine: {
      type: "string",
      value: "NAME",
      description: `${engines.join(", ")} (default: auto, the fastest that gives the same numbers)`,
    },
    batch: { type: "string", value: "N", description: "images at once (default: 16)" },
    ...illuminationOption,
    ...backgroundOption,
    ...oneThread,
  },
  example: "c2s embed --model inception_v3 --index screen/index.csv --out fields.parquet",
  run: async (invocation) => {
    const { required, text, flag, json, signal, print } = invocation;
    const [model, file, out] = [required("model"), required("index"), required("out")];
    const batch = wholeNumber(invocation, "batch"), skipBad = flag("skip-bad");
    const index = await openIndex(file, skipBad);
    const checkpoint = text("checkpoint");
    const given = {
      ...(checkpoint === undefined ? {} : { checkpoint }),
      engine: oneOf(invocation, "engine", engines) ?? await keptEngine(out) ?? "auto",
    };
    const { embedder, engine, sha256 } = await loadEmbedder(model, given);
    try {
      const channels = channelsFor(embedder, index.channels, text("channels"));
      const settings: EmbedSettings = {
        unit: await unitOf(invocation, embedder),
        mean: flag("mean"),
        channels,
        illumination: await lightFor(text("illumination"), index, channels),
        background: wholeNumber(invocation, "background"),
      };
      const started = performance.now(), count = counter("field", { json });
      const what = { index, embedder, engine, weights: sha256, settings, out, batch };
      const result = await embedScreen({ ...what, skipBad, signal, onDone: count.show })
        .finally(count.end);
      const seconds = (performance.now() - started) / 1000;
      if (json) print(JSON.stringify({ out, model: embedder.name, engine, ...result, seconds }));
      else for (const line of summary(out, result, seconds)) print(line);
    } finally {
      embedder.dispose();
    }
  },
};

/**
 * The channels of an index that a network reads, in its order.
 *
 * @param embedder The network.
 * @param there Channels of the index.
 * @param list What `--channels` says; defaults to all channels, if they are as many as the network reads.
 * @throws {InputError} for a channel that is not there, or another number than the network reads.
 *
 * @example
 * ```ts
 * import { channelsFor } from "./embed.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const net = { name: "net", channels: 3 };
 * assertEquals(channelsFor(net, ["DAPI"], "DAPI,DAPI,DAPI"), ["DAPI", "DAPI", "DAPI"]);
 * assertThrows(() => channelsFor(net, ["DAPI"]), Error, "net reads 3 channels");
 * ```
 */
export function channelsFor(
  { name, channels: count }: Pick<Embedder, "name" | "channels">,
  there: readonly string[],
  list?: string,
): string[] {
  const asked = list?.split(",").map((one) => one.trim()) ?? there;
  const channels = asked.map((one) => indexChannel(there, one, "--channels"));
  if (channels.length === count) return channels;
  const first = there[0] ?? "DAPI";
  throw new InputError(`${name} reads ${count} channels`, {
    found: channels.join(", "),
    hint: `Name ${count} with --channels; one may be named again, as in --channels ${
      new Array(count).fill(first).join(",")
    }`,
  });
}

async function unitOf(invocation: Invocation, { size }: Embedder): Promise<Unit> {
  const { flag, text } = invocation;
  const side = wholeNumber(invocation, "side"), cells = text("cells"), tiles = flag("tiles");
  if (cells !== undefined && tiles) throw new InputError("--tiles and --cells exclude each other");
  if (cells === undefined && !tiles) {
    if (side !== undefined || flag("mean")) {
      throw new InputError("--side and --mean are for --tiles and --cells");
    }
    return { kind: "field" };
  }
  if (cells === undefined) return { kind: "tile", side: side ?? size };
  const labels = resolve(cells), kinds: Compartment[] = ["cells", "nuclei"];
  for (const compartment of kinds) {
    if (!await exists(`${labels}/${compartment}`)) continue;
    return { kind: "cell", side: side ?? CELL_SIDE, labels, compartment };
  }
  throw new InputError("Cannot find label images", {
    file: labels,
    found: "neither cells nor nuclei",
    hint: "c2s segment writes them",
  });
}

function summary(out: string, result: EmbeddedScreen, seconds: number): string[] {
  const { rows, features, fields, resumed, empty, skipped } = result;
  return [
    `${out}: ${counted(rows, "row")} × ${features} numbers ` +
    `from ${fields - skipped.length} of ${counted(fields, "field")} in ${seconds.toFixed(1)} s` +
    (resumed > 0 ? ` (${resumed} embedded before)` : ""),
    ...(empty.length > 0 ? [`no cells in ${counted(empty.length, "field")}`] : []),
    ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`),
  ];
}
