import { basename, join } from "node:path";
import { concatProfiles } from "../core/concat_profiles.ts";
import { metaValues, type Profiles } from "../core/profiles.ts";
import { fileState } from "../data/file_state.ts";
import type { FieldIndex, IndexedField } from "../data/index_file.ts";
import { readIndex } from "../data/index_file.ts";
import { readProfiles, writeProfiles } from "../data/profiles_file.ts";
import { readTable } from "../data/table/table.ts";
import type { Flag } from "../image/outliers.ts";
import { qualityEdition } from "../image/quality.ts";
import { aggregate } from "../profile/aggregate.ts";
import { measureEdition } from "../segment/measure.ts";
import { families as allFamilies, type Family } from "../segment/measure/family.ts";
import { lightStates } from "./illumination/light_states.ts";
import { imageStates } from "./image_states.ts";
import { labelStates } from "./measure/label_states.ts";
import { measureScreen } from "./measure/run.ts";
import { openFolderIndex } from "./open_index.ts";
import { fieldName, type FieldRunOptions } from "./over_fields.ts";
import type { FlaggedField } from "./own_screen/choose_fields.ts";
import { type DescribedFields, describeFields } from "./own_screen/describe_fields.ts";
import { keepStep } from "./own_screen/keep_step.ts";
import { saveRows } from "./own_screen/save_rows.ts";
import { type OwnSettings, ownSettings } from "./own_screen/settings.ts";
import { virtualPart } from "./own_screen/virtual_part.ts";
import { judgeScreen } from "./quality/run.ts";
import { families as fewFamilies } from "./screen_wells/measure_cells.ts";
import type { CellCounts } from "./segment/find_cells.ts";
import { matchedCells } from "./segment/matched_cells.ts";
import { segmentSettings } from "./segment/options.ts";
import { segmentScreen } from "./segment/run.ts";
import { type SegmentSettings, writtenCompartments } from "./segment/task.ts";
import { usualMethod } from "./segmenters.ts";

/** A screen to report on, and how. */
export interface OwnScreen extends DescribedFields {
  /** What it is, for people. */
  title: string;
  /** Folder of the files of every step. */
  folder: string;
  /** How nuclei and cells are found. */
  segmentation: SegmentSettings;
  /** What is measured. */
  families: readonly Family[];
  /** Whether fields that cannot be read are left out. */
  skipBad: boolean;
  /** On the virtual screen, what compounds without a mechanism were drawn with; else empty. */
  hidden: ReadonlyMap<string, string>;
}

/** How a step goes through the fields. */
export type StepOptions = Omit<FieldRunOptions, "skipBad">;

/** A field of the screen, with its flags. */
export type OwnField = IndexedField & FlaggedField;

/**
 * Opens the screen that a report is about: an index, a folder in BBBC021's layout, or, where neither is
 * named, a part of the virtual screen.
 *
 * @param settings What and how; defaults to what the environment says.
 * @param onProgress Called while the virtual screen is made, with the share done.
 * @throws {InputError} for an index or folder that cannot be used, or without controls.
 */
export async function openOwnScreen(
  settings: OwnSettings = ownSettings(),
  onProgress?: (share: number) => void,
): Promise<OwnScreen> {
  const { data, folder, skipBad } = settings;
  const virtual = data === "simulated" || data === "real";
  const part = virtual ? await virtualPart(onProgress === undefined ? {} : { onProgress }) : {
    title: data.replace(/^.*[/\\](?=.)/, ""),
    index: await openIndex(settings),
    hidden: new Map<string, string>(),
  };
  const described = describeFields(part.index, settings);
  return {
    ...described,
    title: part.title,
    folder,
    skipBad,
    hidden: part.hidden,
    families: virtual ? fewFamilies : allFamilies,
    segmentation: await segmentSettings(settings.segmentation, part.index, {
      // The story has a minute; the usual method would need two for the part of the virtual screen.
      method: virtual ? "classical" : usualMethod,
      all: true,
    }),
  };
}

/** Paths of the files that the steps leave. */
export function ownFiles({ folder }: Pick<OwnScreen, "folder">) {
  const file = (name: string) => join(folder, name);
  return {
    quality: file("quality.csv"),
    skipped: file("skipped.csv"),
    labels: file("labels"),
    cells: file("cells.parquet"),
    wells: file("wells.parquet"),
    z: file("z.parquet"),
    corrected: file("corrected.parquet"),
    activity: file("activity.csv"),
    moa: file("moa.csv"),
    mechanisms: file("mechanisms.csv"),
    leakage: file("leakage.json"),
    summary: file("summary.json"),
  };
}

/**
 * The quality of every field, in `quality.csv`; fields that could not be read, and why, in `skipped.csv`.
 *
 * @returns Every field that could be read, with its flags.
 * @throws {InputError} as `judgeScreen` does.
 */
export async function judgeOwn(
  own: OwnScreen,
  options: StepOptions = {},
): Promise<OwnField[]> {
  const { index, skipBad, segmentation: { nuclei } } = own, { quality, skipped } = ownFiles(own);
  const images = await imageStates(index.fields, index.channels);
  const edition = qualityEdition;
  const from = { index, images, nuclei, skipBad, skipped: basename(skipped), edition };
  await keepStep(quality, from, async () => {
    const found = await judgeScreen({ index, out: quality, nuclei, skipBad, ...options });
    await saveRows(skipped, found.skipped, ["field", "reason"]);
  });
  const { meta } = await readProfiles(quality);
  const [plates, wells, sites, flags] = ["Plate", "Well", "Site", "FieldFlags"].map((name) =>
    metaValues(meta, `Metadata_${name}`)
  ) as [string[], string[], string[], (string | null)[]];
  const flagsOf = new Map(plates.map((plate, row) => [
    fieldName({ plate, well: wells[row]!, site: Number(sites[row]) }),
    (flags[row] ?? "").split(" ").filter((flag) => flag !== "") as Flag[],
  ]));
  return index.fields.flatMap((field) => {
    const flags = flagsOf.get(fieldName(field));
    if (flags === undefined) return [];
    return [{ ...field, flags, treatment: field.metadata.Metadata_Treatment as string }];
  });
}

/**
 * The fields that `judgeOwn` left out because they cannot be read.
 *
 * @returns Each as `plate/well/site`, and why.
 * @throws {InputError} before `judgeOwn` has run.
 */
export async function skippedOwn(own: OwnScreen): Promise<{ field: string; reason: string }[]> {
  const text = { type: "text" } as const;
  const table = await readTable(ownFiles(own).skipped, { field: text, reason: text });
  return table.toRecords() as { field: string; reason: string }[];
}

/**
 * Nuclei and cells of fields, in `labels/`.
 *
 * @returns How many nuclei each field has, in the order of the fields, how the cells of a network went
 * with them, and what to look at.
 * @throws {InputError} as `segmentScreen` does.
 */
export async function segmentOwn(
  own: OwnScreen,
  fields: readonly OwnField[],
  options: StepOptions = {},
): Promise<{ objects: Map<string, number>; matched?: CellCounts; warnings: string[] }> {
  const { segmentation: settings, skipBad, index: { channels } } = own;
  const found = await segmentScreen({
    index: plain(fields, channels),
    out: ownFiles(own).labels,
    settings,
    skipBad,
    ...options,
  });
  return {
    objects: new Map(found.fields.map((field) => [fieldName(field), field.objects])),
    matched: matchedCells(found.fields),
    warnings: [
      ...found.fields.flatMap((field) =>
        field.warnings.map((warning) => `${fieldName(field)}: ${warning}`)
      ),
      ...found.skipped.map(({ field, reason }) => `${field}: ${reason}`),
    ],
  };
}

/**
 * Every cell measured, in `cells.parquet`.
 *
 * @returns The file.
 * @throws {InputError} as `measureScreen` does.
 */
export async function measureOwn(
  own: OwnScreen,
  fields: readonly OwnField[],
  options: StepOptions = {},
): Promise<string> {
  const { families, segmentation, skipBad, index: { channels } } = own;
  const { cells, labels } = ownFiles(own), index = plain(fields, channels);
  const { illumination, background } = segmentation;
  const from = {
    index,
    families,
    edition: measureEdition,
    segmentation,
    images: await imageStates(fields, channels),
    labels: await labelStates(labels, fields, writtenCompartments(segmentation)),
    light: [...await lightStates(illumination, index)],
  };
  await keepStep(cells, from, async () => {
    const what = { index, labels, families, illumination, background };
    await measureScreen({ ...what, out: cells, skipBad, ...options });
  });
  return cells;
}

/**
 * The median cell of every well, in `wells.parquet`; one plate is in memory at a time.
 *
 * @returns The wells, with `Metadata_Count`, the number of their cells.
 * @throws {InputError} if the cells cannot be read.
 */
export async function aggregateOwn(
  own: OwnScreen,
  fields: readonly OwnField[],
): Promise<Profiles> {
  const { cells, wells } = ownFiles(own), { families, segmentation } = own;
  const index = plain(fields, own.index.channels);
  const by = [
    ...["Plate", "Well", "Treatment", "Compound", "Concentration", "MoA"],
    ...own.batch === undefined ? [] : ["Batch"],
  ].map((name) => `Metadata_${name}`);
  const from = { index, families, segmentation, level: "median", cells: await fileState(cells) };
  await keepStep(wells, from, async () => {
    const plates: Profiles[] = [];
    for (const value of new Set(fields.map(({ plate }) => plate))) {
      const found = await readProfiles(cells, { where: { column: "Metadata_Plate", value } });
      if (found.meta.height === 0) continue;
      // A cell that is torn into fragments can have moments a million times those of others.
      const { meta, ...plate } = aggregate(found, { by, method: "median" });
      plates.push({ meta: meta.select(...by, "Metadata_Count"), ...plate });
    }
    await writeProfiles(wells, concatProfiles(plates));
  });
  return await readProfiles(wells);
}

/** Fields as an index has them, without what steps added. */
function plain(fields: readonly OwnField[], channels: readonly string[]): FieldIndex {
  return {
    channels: [...channels],
    fields: fields.map(({ flags: _, treatment: __, ...field }) => field),
  };
}

async function openIndex({ data: path, skipBad, ...settings }: OwnSettings): Promise<FieldIndex> {
  const folder = (await Deno.stat(path).catch(() => undefined))?.isDirectory ?? false;
  if (!folder) {
    const { compound, concentration, moa, batch } = settings;
    const metadata = [compound, concentration, moa, ...batch === undefined ? [] : [batch]];
    return await readIndex(path, { checkImages: !skipBad, metadata, concentration });
  }
  return await openFolderIndex(path);
}
