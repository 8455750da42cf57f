import { resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { mapParallel } from "../../core/parallel.ts";
import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import { findSegmenter } from "../segmenters.ts";
import { openLabels, partFile, summaryOf } from "./state.ts";
import {
  type SegmentedField,
  type SegmentResult,
  type SegmentSettings,
  segmentTask,
} from "./task.ts";
import { writeSummary } from "./summary.ts";

/** What is segmented, and how. */
export interface SegmentScreenOptions {
  /** Fields. */
  index: FieldIndex;
  /** Folder of the label images. */
  out: string;
  /** How. */
  settings: SegmentSettings;
  /** Leave out fields that cannot be read; defaults to false. */
  skipBad?: boolean;
  /** Threads; defaults to all cores. */
  workers?: number;
  /** Called after each field. */
  onDone?: (done: number, total: number) => void;
  /** Stops the work; finished fields are kept for the next run. */
  signal?: AbortSignal;
}

/** What was segmented. */
export interface SegmentedScreen {
  /** The fields that have labels, in the order of the index. */
  fields: SegmentedField[];
  /** How many of them an earlier run had segmented. */
  resumed: number;
  /** Fields that were left out, and why. */
  skipped: { field: string; reason: string }[];
}

/**
 * Segments every field of a screen on all cores and writes `fields.csv`, one row a field.
 *
 * A field is done when its summary is there, which is written after its labels; a stopped run goes
 * on with the others. A worker holds one field.
 *
 * @param options What and how.
 * @throws {InputError} for channels that the index has not, labels made with other settings, a field
 * that cannot be segmented (unless `skipBad`), or if none could be.
 */
export async function segmentScreen(options: SegmentScreenOptions): Promise<SegmentedScreen> {
  const { index, settings, skipBad = false, signal, onDone } = options;
  const out = resolve(options.out);
  checkChannels(index, settings);
  const { threads } = findSegmenter(settings.method);
  await openLabels(out, settings);
  const total = index.fields.length;
  const results = new Array<SegmentResult | undefined>(total);
  const open: number[] = [];
  for (const [number, field] of index.fields.entries()) {
    results[number] = await summaryOf(out, field, settings);
    if (results[number] === undefined) open.push(number);
  }
  const resumed = total - open.length;
  const tasks = open.map((number) => {
    const field = index.fields[number] as IndexedField;
    return { field, out, part: partFile(out, field), settings, skipBad };
  });
  const report = (done: number) => onDone?.(resumed + done, total);
  const made: SegmentResult[] = [];
  if (threads) {
    made.push(
      ...await mapParallel<typeof tasks[number], SegmentResult>(
        new URL("./worker.ts", import.meta.url),
        tasks,
        {
          onDone: report,
          ...(options.workers === undefined ? {} : { workers: options.workers }),
          ...(signal === undefined ? {} : { signal }),
        },
      ),
    );
  } else {
    // A network uses all cores or the graphics card by itself.
    for (const task of tasks) {
      signal?.throwIfAborted();
      made.push(await segmentTask(task));
      report(made.length);
    }
  }
  open.forEach((number, i) => results[number] = made[i]);
  const skipped = results.flatMap((result, number) => {
    if (result === undefined || !("bad" in result)) return [];
    const { plate, well, site } = index.fields[number] as IndexedField;
    return [{ field: `${plate}/${well}/${site}`, reason: result.bad }];
  });
  if (total > 0 && skipped.length === total) {
    throw new InputError("No field could be segmented", { found: skipped[0]?.reason });
  }
  const fields = results.filter((one): one is SegmentedField =>
    one !== undefined && !("bad" in one)
  );
  await writeSummary(`${out}/fields.csv`, fields, settings.border);
  return { fields, resumed, skipped };
}

function checkChannels({ channels }: FieldIndex, { nuclei, cells }: SegmentSettings): void {
  const missing = [nuclei, ...cells].find((name) => !channels.includes(name));
  if (missing === undefined) return;
  throw new InputError("The index has no such channel", {
    found: missing,
    allowed: channels.join(", "),
  });
}
