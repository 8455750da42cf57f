import { exists, writeAtomic } from "../core/files.ts";
import { mapParallel } from "../core/parallel.ts";
import { metaValues, type Profiles, selectRows } from "../core/profiles.ts";
import { withMoa } from "../data/bbbc021/tables.ts";
import { readLjosaProfiles, withTreatments } from "../data/bbbc021/wells.ts";
import { datasetFile, fetchDataset, type FetchOptions } from "../data/fetch.ts";
import type { FieldIndex } from "../data/index_file.ts";
import { readProfiles, writeProfiles } from "../data/profiles_file.ts";
import type { Screen } from "../data/screen.ts";
import { openPixels } from "../data/screen/pixels.ts";
import { planScreen, type ScreenSettings } from "../data/simulate.ts";
import { type Flag, flagFields } from "../image/outliers.ts";
import { aggregate } from "../profile/aggregate.ts";
import { measureEdition } from "../segment/measure.ts";
import { chooseFields } from "./screen_wells/choose_fields.ts";
import {
  cellProfiles,
  type CellTask,
  families,
  type MeasuredCells,
} from "./screen_wells/measure_cells.ts";

/** How a screen is measured. */
export interface ScreenWellsOptions {
  /** Plates of each week that are measured; defaults to 2. */
  platesPerWeek?: number;
  /** How public data are fetched: folder, mirror. */
  fetch?: Pick<FetchOptions, "dir" | "mirror">;
  /** Workers; defaults to the number of cores. */
  workers?: number;
  /** Called as the work goes on, with the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Stops the work. */
  signal?: AbortSignal;
}

/** Profiles of the wells of a screen. */
export interface ScreenWells {
  /** What they are, for people. */
  title: string;
  /**
   * Median of the cells of each well, with plate, well, compound, concentration, week and mechanism
   * under the names of BBBC021 [wells × features].
   */
  wells: Profiles;
  /** The same wells of the same seed drawn without batch effects; undefined for real cells. */
  truth: Profiles | undefined;
  /** Fields that were measured; 0 for public profiles. */
  fields: number;
  /** Fields of the screen. */
  total: number;
  /** Wells whose field notebook 02 would flag (blur, light, debris), as `plate well`; left out. */
  flagged: string[];
  /** Wells without a cell, as `plate well`; left out. */
  empty: string[];
}

/** Flags of fields that are left out; an empty field may be what a treatment does. */
export const spoilt: ReadonlySet<Flag> = new Set(["blurred", "saturated", "exposure", "debris"]);

/**
 * Measures a screen as far as a notebook needs it: pixels → cells → features → wells.
 *
 * Of each week the first plates, of each well the first site, unless its images are spoilt. Cells of a virtual screen are measured
 * in their true masks, and each field is drawn once more with the same seed and no effect of week,
 * plate, well, light or focus: what a correction should bring back. Fields of a folder are segmented
 * without weights. Where BBBC021's images are not here its public profiles are taken (Ljosa et al.
 * 2013, fetched if they are missing). What a virtual screen gave is kept in its folder under `profiles`, with a manifest
 * of everything that it depends on.
 *
 * @param screen From `openScreen`.
 * @param options Plates, workers, progress.
 * @throws {InputError} where images or profiles cannot be read.
 *
 * @example
 * ```ts
 * import { openScreen } from "../data/screen.ts";
 * import { simulateScreen } from "../data/simulate.ts";
 * import { screenWells } from "./screen_wells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const out = await Deno.makeTempDir();
 * await simulateScreen({ out, size: "small", width: 96, height: 96, weeks: 1, compounds: ["taxol"] });
 * const { wells, fields, flagged, empty } = await screenWells(await openScreen({ data: out }));
 * assertEquals(wells.meta.height, fields - flagged.length - empty.length);
 * await Deno.remove(out, { recursive: true });
 * ```
 */
export async function screenWells(
  screen: Screen,
  options: ScreenWellsOptions = {},
): Promise<ScreenWells> {
  const { platesPerWeek = 2 } = options;
  if (screen.root === null) return await publicWells(screen, options);
  const { index, nuclei } = await openPixels(screen);
  const chosen = chooseFields(index.fields, platesPerWeek);
  const stored = chosen.map((field): CellTask => ({
    kind: "stored",
    field,
    nuclei,
    ...(screen.kind === "simulated" ? { labels: `${screen.root}/truth` } : {}),
  }));
  const about = {
    title: `${screen.title}, features measured in its cells`,
    fields: chosen.length,
    total: index.fields.length,
  };
  if (screen.kind !== "simulated") {
    const found = await measureAll(stored, options), flagged = flaggedOf(found);
    const wells = labelled(wellsOf(without(found, flagged), index), screen);
    return { wells, truth: undefined, ...about, ...missing(chosen, wells, flagged) };
  }
  const description = await Deno.readTextFile(`${screen.root}/screen.json`);
  const folder = `${screen.root}/profiles`, manifest = `${folder}/manifest.json`;
  const { version, settings } = JSON.parse(description);
  const made = JSON.stringify({
    version,
    settings,
    platesPerWeek,
    families,
    edition: measureEdition,
    level: "median",
  });
  const files = { wells: `${folder}/wells.parquet`, truth: `${folder}/truth.parquet` };
  let kept = await readManifest(manifest);
  if (kept?.made !== made) {
    await Deno.remove(manifest).catch(() => {});
    const found = await measureAll([...stored, ...twinsOf(chosen, settings)], options);
    const own = found.slice(0, stored.length), flagged = flaggedOf(own);
    const twins = found.slice(stored.length);
    await writeProfiles(files.wells, wellsOf(without(own, flagged), index));
    await writeProfiles(files.truth, wellsOf(without(twins, flagged), index));
    kept = { made, flagged };
    await writeAtomic(manifest, JSON.stringify(kept));
  }
  const [wells, truth] = inBoth(await readProfiles(files.wells), await readProfiles(files.truth));
  return {
    wells: labelled(wells, screen),
    truth: labelled(truth, screen),
    ...about,
    ...missing(chosen, wells, kept.flagged),
  };
}

async function publicWells(
  screen: Screen,
  { fetch = {} }: ScreenWellsOptions,
): Promise<ScreenWells> {
  const id = "bbbc021-ljosa-profiles", name = "ljosa_jbiomolscreen_2013_per_well_mean.csv.gz";
  await fetchDataset(id, fetch);
  const file = await datasetFile(id, name, fetch.dir === undefined ? {} : { dir: fetch.dir });
  return {
    title: "BBBC021, CellProfiler features of Ljosa et al. 2013",
    wells: labelled(await readLjosaProfiles(file), screen),
    truth: undefined,
    fields: 0,
    total: screen.images.height,
    flagged: [],
    empty: [],
  };
}

/** What the kept measurements depend on, and the wells that were left out of them. */
interface Manifest {
  made: string;
  flagged: string[];
}

async function readManifest(file: string): Promise<Manifest | undefined> {
  return await exists(file) ? JSON.parse(await Deno.readTextFile(file)) as Manifest : undefined;
}

/** The same fields to be drawn with the same seed and without batch effects. */
function twinsOf(
  chosen: FieldIndex["fields"],
  settings: ScreenSettings,
): CellTask[] {
  const batchless = { ...settings, batch: 0 }, plan = planScreen(batchless);
  const place = (plate: string, well: string, site: number) => `${plate} ${well} ${site}`;
  const indexOf = new Map(
    plan.fields.map(({ index, plate, well, site }) => [
      place(plan.plates[plate]!.name, well.well, site),
      index,
    ]),
  );
  return chosen.map(({ plate, well, site }) => ({
    kind: "drawn",
    settings: batchless,
    index: indexOf.get(place(plate, well, site))!,
  }));
}

function measureAll(
  tasks: readonly CellTask[],
  { workers, signal, onProgress }: ScreenWellsOptions,
): Promise<MeasuredCells[]> {
  return mapParallel<CellTask, MeasuredCells>(
    new URL("./screen_wells/worker.ts", import.meta.url),
    tasks,
    {
      ...(workers === undefined ? {} : { workers }),
      ...(signal === undefined ? {} : { signal }),
      onDone: (done, total) => onProgress?.(done / total),
    },
  );
}

function wellsOf(measured: readonly MeasuredCells[], { channels }: FieldIndex): Profiles {
  const by = ["Image_Metadata_Plate", "Image_Metadata_Well"];
  // A single cell cut by the border or torn into fragments can have moments a million times others'.
  return aggregate(cellProfiles(measured, channels), {
    by,
    method: "median",
    count: "Metadata_Cells",
  });
}

function labelled(wells: Profiles, screen: Screen): Profiles {
  const { profiles } = withTreatments(wells, screen.images);
  return { ...profiles, meta: withMoa(profiles.meta, screen.moa, screen.files.moa).table };
}

function keysOf(wells: Profiles): string[] {
  const plates = metaValues(wells.meta, "Image_Metadata_Plate");
  return metaValues(wells.meta, "Image_Metadata_Well").map((well, row) => `${plates[row]} ${well}`);
}

function inBoth(first: Profiles, second: Profiles): [Profiles, Profiles] {
  const names = keysOf(first), others = keysOf(second);
  const shared = names.filter((name) => others.includes(name));
  const take = (profiles: Profiles, own: string[]) =>
    selectRows(profiles, shared.map((name) => own.indexOf(name)));
  return [take(first, names), take(second, others)];
}

function flaggedOf(measured: readonly MeasuredCells[]): string[] {
  const flags = flagFields(measured.flatMap(({ quality }) => quality ?? []));
  return flags.filter(({ flags }) => flags.some((flag) => spoilt.has(flag)))
    .map(({ quality: { where } }) => `${where.plate} ${where.well}`);
}

function without(measured: readonly MeasuredCells[], flagged: readonly string[]): MeasuredCells[] {
  return measured.filter(({ plate, well }) => !flagged.includes(`${plate} ${well}`));
}

function missing(
  chosen: FieldIndex["fields"],
  wells: Profiles,
  flagged: string[],
): Pick<ScreenWells, "flagged" | "empty"> {
  const there = new Set([...keysOf(wells), ...flagged]);
  const names = chosen.map(({ plate, well }) => `${plate} ${well}`);
  return { flagged, empty: names.filter((name) => !there.has(name)) };
}
