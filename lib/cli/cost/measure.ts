import { join } from "node:path";
import pl from "nodejs-polars";
import { concatProfiles } from "../../core/concat_profiles.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { InputError } from "../../core/errors.ts";
import { readField } from "../../data/fields.ts";
import { readProfiles, writeProfiles } from "../../data/profiles_file.ts";
import { consensus } from "../../profile/consensus.ts";
import { families } from "../../segment/measure/family.ts";
import { PeakMemory } from "../bench/peak_memory.ts";
import { channelsFor } from "../embed.ts";
import { embedScreen } from "../embed/run.ts";
import type { LoadedEmbedder } from "../embedders.ts";
import { illuminateScreen } from "../illumination/run.ts";
import { measureScreen } from "../measure/run.ts";
import { judgeScreen } from "../quality/run.ts";
import { findSegmenter } from "../segmenters.ts";
import { segmentScreen } from "../segment/run.ts";
import { type Pace, paceOf } from "./pace.ts";
import type { CostSheet, FieldCost, FieldStep } from "./sheet.ts";
import { measureTogether } from "./together.ts";

/** What is measured. */
export interface MeasureCostOptions {
  /** Fields, of one size. */
  index: FieldIndex;
  /** Folder for what the steps write; the caller removes it. */
  folder: string;
  /** Channel of the nuclei. */
  nuclei: string;
  /** How nuclei are found; defaults to *classical*. */
  method?: string;
  /** Network that embeds fields; defaults to none. */
  embedder?: LoadedEmbedder;
  /** Name of that network, which the sheet keeps; defaults to none. */
  network?: string;
  /** Fields that are measured, spread over the index; defaults to six a thread. */
  fields?: number;
  /** Threads; defaults to all cores. */
  workers?: number;
  /** Called before each step. */
  onStep?: (step: string) => void;
  /** Stops the work. */
  signal?: AbortSignal;
}

/** A step of fields as it is run here. */
interface Run {
  step: FieldStep;
  /** Tasks, and threads that share them: 1 where a task uses the whole machine. */
  tasks: number;
  threads: number;
  /** Whether a task has the machine to itself. */
  whole: boolean;
  /** What it leaves on disk, and for how many fields or plates. */
  out: string;
  leaves: FieldCost["leaves"];
  units: number;
  run: (onDone: () => void) => Promise<unknown>;
}

/**
 * Measures what every step costs on this machine, by the functions that the commands call.
 *
 * Steps that go through fields are timed from field to field, once all threads work. Their memory is
 * that of the whole process, which keeps what earlier steps took: an upper bound.
 *
 * @param options Fields, folder, threads.
 * @throws {InputError} where fewer fields than four a thread are asked for, or what the steps throw.
 */
export async function measureCost(options: MeasureCostOptions): Promise<CostSheet> {
  const { folder, method = "classical", embedder, network, onStep, signal } = options;
  const threads = options.workers ?? navigator.hardwareConcurrency;
  const index = spread(options.index, options.fields ?? 6 * threads, threads);
  const { channels, fields } = index;
  const { width, height } = await readField(fields[0]!, { channels: channels.slice(0, 1) });
  const memory = new PeakMemory(), perField: FieldCost[] = [];
  try {
    for (const one of fieldRuns(index, options, threads)) {
      onStep?.(one.step);
      signal?.throwIfAborted();
      await memory.peak();
      const before = Deno.memoryUsage().rss, { start, seconds } = await paced(one);
      const share = one.tasks / fields.length / (one.whole ? 1 : threads);
      perField.push({
        step: one.step,
        seconds: seconds.map((task) => task * share),
        start,
        memory: { before, peak: await memory.peak() },
        bytes: await sizeOf(one.out) / one.units,
        leaves: one.leaves,
      });
    }
    onStep?.("wells");
    perField.push(await wellsCost(folder, fields.length, memory));
    onStep?.("all plates together");
    const { features, meta } = await readProfiles(`${folder}/cells.parquet`);
    const together = await measureTogether(features.length);
    const size = { width, height, channels: channels.length, features: features.length };
    const cells = meta.height / fields.length;
    const togetherPeak = await memory.peak();
    const how = { method, ...network === undefined ? {} : { network } };
    return {
      ...how,
      threads,
      ...size,
      fields: fields.length,
      cells,
      perField,
      together,
      togetherPeak,
    };
  } finally {
    memory.end();
    embedder?.embedder.dispose();
  }
}

/** Fields spread evenly over an index; where it has fewer, some come again as other wells. */
function spread({ channels, fields }: FieldIndex, wanted: number, threads: number): FieldIndex {
  if (wanted < 4 * threads || fields.length === 0) {
    throw new InputError("Too few fields to measure a pace", {
      found: fields.length === 0 ? "an index without fields" : wanted,
      allowed: `four a thread, ${4 * threads}, or more`,
    });
  }
  const step = Math.max(1, fields.length / wanted);
  const chosen = Array.from({ length: wanted }, (_, i) => {
    const at = Math.floor(i * step), round = Math.floor(at / fields.length);
    const field = fields[at % fields.length]!;
    return round === 0 ? field : { ...field, well: `${field.well} again ${round}` };
  });
  return { channels, fields: chosen };
}

function fieldRuns(index: FieldIndex, options: MeasureCostOptions, threads: number): Run[] {
  const { folder, nuclei, method = "classical", embedder, signal } = options;
  const { channels, fields } = index, cells = channels.filter((name) => name !== nuclei);
  const common = { index, workers: threads, ...(signal === undefined ? {} : { signal }) };
  const settings = { method, weights: {}, nuclei, cells, border: "keep" as const };
  const shared = findSegmenter(method).threads;
  const [labels, light] = [join(folder, "labels"), join(folder, "light")];
  const leaves = "field" as const, units = fields.length;
  const plain = { tasks: fields.length, threads, whole: false, leaves, units };
  const parts = inPlates(index, Math.ceil(6 * threads / channels.length));
  const plates = new Set(parts.fields.map(({ plate }) => plate)).size;
  const quality = join(folder, "quality.parquet"), table = join(folder, "cells.parquet");
  const runs: Run[] = [{
    ...plain,
    step: "quality",
    out: quality,
    run: (onDone) => judgeScreen({ ...common, nuclei, out: quality, onDone }),
  }, {
    ...plain,
    step: "illumination",
    tasks: plates * channels.length,
    leaves: "plate",
    units: plates,
    out: light,
    run: (onDone) => illuminateScreen({ ...common, index: parts, out: light, onDone }),
  }, {
    ...plain,
    step: "segment",
    ...(shared ? {} : { threads: 1, whole: true }),
    out: labels,
    run: (onDone) => segmentScreen({ ...common, settings, out: labels, onDone }),
  }, {
    ...plain,
    step: "measure",
    out: table,
    run: (onDone) => measureScreen({ ...common, labels, families, out: table, onDone }),
  }];
  if (embedder === undefined) return runs;
  const { embedder: network, engine, sha256: weights } = embedder;
  const read = cells.length === 0 ? [nuclei] : channels;
  const three = [0, 1, 2].map((i) => read[i] ?? nuclei).slice(0, network.channels).join(",");
  const out = join(folder, "embedded.parquet");
  const unit = { kind: "field" } as const;
  // How long it takes does not depend on which channels it learned.
  const { name, channels: count } = network;
  const unnamed = { name, channels: count };
  const how = { unit, mean: false, channels: channelsFor(unnamed, channels, three) };
  const what = { embedder: network, engine, weights, settings: how };
  return [...runs, {
    ...plain,
    step: "embed",
    threads: 1,
    whole: true,
    out,
    run: (onDone) => embedScreen({ ...common, ...what, out, onDone }),
  }];
}

/** The same fields as if on several plates: light is found plate by plate. */
function inPlates({ channels, fields }: FieldIndex, plates: number): FieldIndex {
  const most = Math.max(1, Math.min(plates, fields.length >> 1));
  return {
    channels,
    fields: fields.map((field, number) => ({
      ...field,
      plate: `part ${number % most}`,
      well: `${field.plate} ${field.well}`,
    })),
  };
}

async function paced({ threads, run }: Run): Promise<Pace> {
  const started = performance.now(), times: number[] = [];
  await run(() => times.push((performance.now() - started) / 1000));
  return paceOf(times, threads);
}

/** Copies of the measured cells, as if of more plates, that tell the cost of cells from that of a start. */
const COPIES = 16;

/** Cells to wells, three times, after once to warm up. */
async function wellsCost(folder: string, fields: number, memory: PeakMemory): Promise<FieldCost> {
  const [one, many, out] = ["cells", "many", "wells"].map((name) =>
    join(folder, `${name}.parquet`)
  );
  const cells = await readProfiles(one!),
    copies = Array.from({ length: COPIES }, (_, copy) => {
      const plate = pl.Series("Metadata_Plate", new Array(cells.meta.height).fill(`P${copy}`));
      return { ...cells, meta: cells.meta.withColumn(plate) };
    });
  await writeProfiles(many!, concatProfiles(copies));
  await aggregated(one!, out!);
  await memory.peak();
  const before = Deno.memoryUsage().rss, seconds: number[] = [], starts: number[] = [];
  for (let round = 0; round < 3; round++) {
    const few = await aggregated(one!, out!), all = await aggregated(many!, out!);
    const own = Math.max(0, (all - few) / ((COPIES - 1) * fields));
    seconds.push(own);
    starts.push(Math.max(0, few - own * fields));
  }
  const bytes = await sizeOf(out!) / (COPIES * fields), start = Math.min(...starts);
  const peak = await memory.peak();
  return { step: "wells", seconds, start, memory: { before, peak }, bytes, leaves: "field" };
}

async function aggregated(from: string, to: string): Promise<number> {
  const started = performance.now(), by = ["Metadata_Plate", "Metadata_Well"];
  await writeProfiles(to, consensus(await readProfiles(from), { by, method: "median" }));
  return (performance.now() - started) / 1000;
}

/** Bytes of a file, or of all files of a folder. */
async function sizeOf(path: string): Promise<number> {
  const { isDirectory, size } = await Deno.stat(path);
  if (!isDirectory) return size;
  let sum = 0;
  for await (const { name } of Deno.readDir(path)) sum += await sizeOf(join(path, name));
  return sum;
}
