import { resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import { lockOutput } from "../../data/lock_output.ts";
import { lightStates } from "../illumination/light_states.ts";
import { imageStates } from "../image_states.ts";
import { type FieldRunOptions, type FieldsDone, overFields } from "../over_fields.ts";
import { findSegmenter } from "../segmenters.ts";
import { weightsDigest } from "../segmenters/weights_digest.ts";
import { openCellNetwork } from "./find_cells.ts";
import { openLabels, partFile, settingsFile, summaryOf } from "./state.ts";
import {
  channelsOf,
  type SegmentedField,
  type SegmentSettings,
  type SegmentTask,
  segmentTask,
  sourceOf,
} from "./task.ts";
import { writeSummary } from "./summary.ts";

/** What is segmented, and how. */
export interface SegmentScreenOptions extends FieldRunOptions {
  /** Fields. */
  index: FieldIndex;
  /** Folder of the label images. */
  out: string;
  /** How. */
  settings: SegmentSettings;
}

/** What was segmented. */
export interface SegmentedScreen extends Omit<FieldsDone<SegmentedField>, "results"> {
  /** The fields that have labels, in the order of the index. */
  fields: SegmentedField[];
}

/**
 * Segments every field of a screen on all cores and writes `fields.csv`, one row a field.
 *
 * A field is done when its summary is there, which is written after its labels; a stopped run goes
 * on with the others, by weights of the same content. A field whose images, or the light of whose plate,
 * were written anew in between is segmented anew. A worker holds one field.
 *
 * @param options What and how.
 * @throws {InputError} for channels that the index has not, weights that the method does not take,
 * labels made with other settings, a field that cannot be segmented (unless `skipBad`), if none could be,
 * or where another run is writing them.
 */
export async function segmentScreen(
  { index, settings: given, out: folder, skipBad = false, ...running }: SegmentScreenOptions,
): Promise<SegmentedScreen> {
  const out = resolve(folder);
  checkChannels(index, given);
  const { threads } = findSegmenter(given.method, given.weights);
  const sha256 = await weightsDigest(given.method, given.weights);
  const cellNetwork = await openCellNetwork(given);
  const settings = { ...given, weights: { ...given.weights, sha256 }, cellNetwork };
  using _alone = await lockOutput(settingsFile(out), { output: out });
  await openLabels(out, settings);
  const channels = channelsOf(settings);
  const light = await lightStates(settings.illumination, index, channels);
  const images = await imageStates(index.fields, channels);
  const fromOf = (field: IndexedField, number: number) =>
    sourceOf(field, settings, { images: images[number], light: light.get(field.plate) });
  const { results: fields, ...rest } = await overFields<SegmentTask, SegmentedField>(index.fields, {
    ...running,
    done: "segmented",
    worker: new URL("./worker.ts", import.meta.url),
    // A network uses all cores or the graphics card by itself.
    here: threads && cellNetwork === undefined ? undefined : segmentTask,
    before: (field, number) => summaryOf(out, field, settings, fromOf(field, number)),
    taskOf: (field, number) => ({
      field,
      out,
      part: partFile(out, field),
      from: fromOf(field, number),
      settings,
      skipBad,
    }),
  });
  await writeSummary(`${out}/fields.csv`, fields, settings.border);
  return { fields, ...rest };
}

function checkChannels({ channels }: FieldIndex, { nuclei, cells }: SegmentSettings): void {
  const missing = [nuclei, ...cells].find((name) => !channels.includes(name));
  if (missing === undefined) return;
  throw new InputError("The index has no such channel", {
    found: missing,
    allowed: channels.join(", "),
  });
}
