import { resolve } from "node:path";
import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { exists } from "../core/files.ts";
import { findChannel } from "../data/channel_name.ts";
import type { Compartment } from "../data/label_files.ts";
import { lockOutput } from "../data/lock_output.ts";
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

/** Side of a square around a cell, px, where none is asked for and the network did not learn cells. */
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
        `side of a tile or cell, px (default: the network's; ${CELL_SIDE} for cells of one that ` +
        "did not learn cells)",
    },
    mean: { type: "boolean", description: "one row a field, the mean of its tiles or cells" },
    channels: {
      type: "string",
      value: "LIST",
      description:
        "channels that the network reads, in its order (default: those that it learned, else the index's)",
    },
    engine: {
      type: "string",
      value: "NAME",
      description: `${engines.join(", ")} (default: auto, that of the unfinished run, else the ` +
        "fastest that gives the same numbers)",
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
    const asked = oneOf(invocation, "engine", engines) ?? "auto";
    const given = {
      ...(checkpoint === undefined ? {} : { checkpoint }),
      engine: asked === "auto"
        ? async (weights: string) => await keptEngine(out, weights) ?? "auto"
        : asked,
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
      using _alone = await lockOutput(out);
      const started = performance.now(), count = counter("field", { json });
      const what = { index, embedder, engine, weights: sha256, settings, out, batch };
      const result = await embedScreen({ ...what, skipBad, signal, onDone: count.show })
        .finally(count.end);
      const seconds = (performance.now() - started) / 1000;
      const { cautions } = index, told = { out, model: embedder.name, engine, ...result };
      if (json) print(JSON.stringify({ ...told, seconds, cautions }));
      else for (const line of summary(out, result, seconds)) print(line);
    } finally {
      embedder.dispose();
    }
  },
};

/**
 * The channels of an index that a network reads, in its order: those that it learned, where it says which.
 *
 * @param embedder The network.
 * @param there Channels of the index.
 * @param list What `--channels` says; defaults to the channels that it learned, or to all, if they are as
 * many as it reads.
 * @param warn Takes a line where it gets other channels than it learned; defaults to standard error.
 * @throws {InputError} for a channel that is not there, another number than the network reads, or others than
 * it learned, though the index has those.
 *
 * @example
 * ```ts
 * import { channelsFor } from "./embed.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const net = { name: "net", channels: 3 };
 * assertEquals(channelsFor(net, ["DAPI"], "DAPI,DAPI,DAPI"), ["DAPI", "DAPI", "DAPI"]);
 * assertThrows(() => channelsFor(net, ["DAPI"]), Error, "net reads 3 channels");
 * const learned = { ...net, channelNames: ["Actin", "Tubulin", "DAPI"] };
 * assertEquals(channelsFor(learned, ["DAPI", "Tubulin", "Actin"]), ["Actin", "Tubulin", "DAPI"]);
 * ```
 */
export function channelsFor(
  { name, channels: count, channelNames }: Pick<Embedder, "name" | "channels" | "channelNames">,
  there: readonly string[],
  list?: string,
  warn: (line: string) => void = (line) => console.error(line),
): string[] {
  const own = channelNames?.map((one) => findChannel(there, one));
  const missing = channelNames?.filter((_, i) => own?.[i] === undefined) ?? [];
  const learned = channelNames?.join(", ");
  if (list === undefined && missing.length > 0) {
    throw new InputError(`${name} learned ${learned}: the index lacks ${missing.join(", ")}`, {
      found: there.join(", "),
      hint: "Name what stands for them with --channels, in that order",
    });
  }
  const asked = list?.split(",").map((one) => one.trim()) ?? own as string[] | undefined ?? there;
  const channels = asked.map((one) => indexChannel(there, one, "--channels"));
  if (channels.length === count) {
    if (own === undefined || channels.every((one, i) => one === own[i])) return channels;
    if (missing.length === 0) {
      throw new InputError(`${name} learned other channels`, {
        option: "--channels",
        found: channels.join(", "),
        allowed: learned,
        hint: "The index has them: leave the option out",
      });
    }
    warn(`${name} learned ${learned}; it is given ${channels.join(", ")} in their place`);
    return channels;
  }
  const first = there[0] ?? "DAPI";
  throw new InputError(`${name} reads ${count} channels`, {
    found: channels.join(", "),
    hint: `Name ${count} with --channels; one may be named again, as in --channels ${
      new Array(count).fill(first).join(",")
    }`,
  });
}

async function unitOf(
  invocation: Invocation,
  { name, size, crops = false }: Embedder,
): Promise<Unit> {
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
    if (crops && side !== undefined && side !== size) {
      console.error(`${name} learned cells of ${size} px: those of ${side} px are scaled to that`);
    }
    return { kind: "cell", side: side ?? (crops ? size : CELL_SIDE), labels, compartment };
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
