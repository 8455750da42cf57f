import type pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { exists, projectRoot } from "../core/files.ts";
import { note } from "../core/noted.ts";
import { readCompoundTable, readImageTable, readMoaTable } from "./bbbc021/tables.ts";
import { wellTable } from "./bbbc021/wells.ts";
import { readCompounds } from "./compounds.ts";
import { readCompoundMetadata, readPlatemap, solvent, withCompounds } from "./cpjump1/tables.ts";
import { readBarcodePlatemap } from "./cpjump1/plates.ts";
import { datasetFile, fetchDataset, type FetchOptions } from "./fetch.ts";
import { lockOutput } from "./lock_output.ts";
import { descriptionFile, simulateScreen } from "./simulate.ts";
import { rowsOf, textColumn } from "./table/table.ts";

/** A well and the drug in it. */
export interface DrugWell {
  /** Plate. */
  plate: string;
  /** Position, for example `B02`. */
  well: string;
  /** Name of the drug. */
  label: string;
}

/** The data that a notebook works on: the tables of a screen in BBBC021's layout. */
export interface Screen {
  /** The virtual screen, the public data, or a folder of the user's. */
  kind: "simulated" | "real" | "folder";
  /** What it is, for people. */
  title: string;
  /** Folder that the image paths start from; null where the images are not here. */
  root: string | null;
  /** One row a field, columns of `Bbbc021Image`. */
  images: pl.DataFrame;
  /** One row a treatment, columns of `Bbbc021Moa`. */
  moa: pl.DataFrame;
  /** One row a compound, columns of `Bbbc021Compound`. */
  compounds: pl.DataFrame;
  /** Where the tables were read from, for errors. */
  files: { images: string; moa: string; compounds: string };
  /** The wells for study A's question, which drug it is: CPJUMP1's where they are here, else the screen's own. */
  drugs: { title: string; wells: DrugWell[] };
}

/** What is opened, and how. */
export interface OpenOptions {
  /** `simulated`, `real` or a folder; defaults to the variable C2S_DATA, then to `simulated`. */
  data?: string;
  /** Folder of the virtual screen; defaults to `data/screens/<size>` of the project. */
  out?: string;
  /** Size of the virtual screen; defaults to the variable C2S_SIZE, then to `default`. */
  size?: "small" | "default" | "large";
  /** How public data are fetched: folder, mirror. */
  fetch?: Pick<FetchOptions, "dir" | "mirror">;
  /** Called as the work goes on, with the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Stops the work; what is there stays, and the next call goes on. */
  signal?: AbortSignal;
}

/**
 * Opens the screen that the story was told to work on, and makes or fetches it where it is missing.
 *
 * @param options Which data; by default what `deno task story --data …` said.
 * @throws {InputError} for a folder without the tables of a screen, a table that is wrong, a
 * download that fails.
 *
 * @example
 * ```ts
 * import { openScreen } from "./screen.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => openScreen({ data: "no/such/folder" }), Error, "simulated, real");
 * ```
 */
export async function openScreen(options: OpenOptions = {}): Promise<Screen> {
  const data = options.data ?? (Deno.env.get("C2S_DATA") || "simulated");
  if (data === "simulated") return await openSimulated(options);
  if (data === "real") return await openReal(options);
  return await openFolder(data, "folder", `the screen in ${data}`);
}

function drugWells(images: pl.DataFrame): DrugWell[] {
  const wells = wellTable(images);
  const plates = textColumn(wells, "Image_Metadata_Plate");
  const positions = textColumn(wells, "Image_Metadata_Well");
  return textColumn(wells, "Image_Metadata_Compound").map((label, row) => ({
    plate: plates[row] as string,
    well: positions[row] as string,
    label,
  }));
}

async function openSimulated(options: OpenOptions): Promise<Screen> {
  const size = options.size ?? sizeFromEnvironment();
  const out = options.out ?? `${projectRoot}data/screens/${size}`;
  const stop = options.signal === undefined ? {} : { signal: options.signal };
  {
    // Several notebooks may open it at once: one of them makes it.
    using _alone = await lockOutput(descriptionFile(out), { wait: true, ...stop });
    await simulateScreen({
      out,
      size,
      ...stop,
      onProgress: (done, total) => options.onProgress?.(done / total),
    });
  }
  note("screen", `${size} size`);
  return await openFolder(out, "simulated", "the virtual screen (drawn cells, no real ones)");
}

function sizeFromEnvironment(): "small" | "default" | "large" {
  const size = Deno.env.get("C2S_SIZE") || "default";
  if (size !== "small" && size !== "default" && size !== "large") {
    throw new InputError("Cannot open the virtual screen", {
      column: "C2S_SIZE",
      found: size,
      allowed: "small, default, large",
    });
  }
  return size;
}

async function openReal(options: OpenOptions): Promise<Screen> {
  const datasets = ["bbbc021-metadata", "cpjump1-metadata"];
  const { signal, onProgress } = options;
  for (const [index, id] of datasets.entries()) {
    await fetchDataset(id, { ...options.fetch, ...(signal === undefined ? {} : { signal }) });
    onProgress?.((index + 1) / datasets.length);
  }
  const locate = options.fetch?.dir === undefined ? {} : { dir: options.fetch.dir };
  const files = {
    images: await datasetFile("bbbc021-metadata", "BBBC021_v1_image.csv.gz", locate),
    moa: await datasetFile("bbbc021-metadata", "BBBC021_v1_moa.csv", locate),
    compounds: `${projectRoot}data/compounds.csv`,
  };
  return {
    kind: "real",
    title: "BBBC021 (public tables)",
    root: null,
    images: await readImageTable(files.images),
    moa: await readMoaTable(files.moa),
    compounds: (await readCompounds(files.compounds)).table,
    files,
    drugs: { title: "CPJUMP1 (compound plates)", wells: await cpjump1Wells(locate) },
  };
}

async function cpjump1Wells(locate: { dir?: string }): Promise<DrugWell[]> {
  const file = (name: string) => datasetFile("cpjump1-metadata", name, locate);
  const platemap = "JUMP-Target-1_compound_platemap";
  const compounds = await readCompoundMetadata(await file("JUMP-Target-1_compound_metadata.tsv"));
  const layout = withCompounds(await readPlatemap(await file(`${platemap}.txt`)), compounds).table;
  const wells = rowsOf<{ well_position: string; broad_sample: string; pert_iname: string | null }>(
    layout,
  );
  // Four names stand for two structures each (stereoisomers); those keep their sample's identifier.
  const samples = new Map<string | null, Set<string>>();
  for (const { pert_iname, broad_sample } of wells) {
    samples.set(pert_iname, (samples.get(pert_iname) ?? new Set()).add(broad_sample));
  }
  const labelOf = ({ pert_iname, broad_sample }: typeof wells[number]) => {
    if (broad_sample === solvent) return solvent;
    if (pert_iname === null) return broad_sample;
    return samples.get(pert_iname)?.size === 1 ? pert_iname : `${pert_iname} (${broad_sample})`;
  };
  const barcodes = await readBarcodePlatemap(await file("barcode_platemap.csv"));
  return rowsOf<{ Assay_Plate_Barcode: string; Plate_Map_Name: string }>(barcodes)
    .filter(({ Plate_Map_Name }) => Plate_Map_Name === platemap)
    .flatMap(({ Assay_Plate_Barcode: plate }) =>
      wells.map((row) => ({ plate, well: row.well_position, label: labelOf(row) }))
    );
}

async function openFolder(
  folder: string,
  kind: "simulated" | "folder",
  title: string,
): Promise<Screen> {
  const table = async (name: string) => {
    for (const path of [`${folder}/${name}`, `${folder}/${name}.gz`]) {
      if (await exists(path)) return path;
    }
    if (await exists(`${folder}/screen.partial.json`)) {
      throw new InputError("Cannot open the screen: it is not finished", {
        file: `${folder}/screen.partial.json`,
        hint: "Run the same c2s simulate again; it goes on where it stopped",
      });
    }
    throw new InputError("Cannot open the screen", {
      file: `${folder}/${name}`,
      found: "no such file",
      allowed: `simulated, real, or a folder with ${name}`,
      hint: "c2s simulate writes such a folder; the README shows how to lay out your own",
    });
  };
  const files = {
    images: await table("BBBC021_v1_image.csv"),
    moa: await table("BBBC021_v1_moa.csv"),
    compounds: await table("BBBC021_v1_compound.csv"),
  };
  const images = await readImageTable(files.images);
  return {
    kind,
    title,
    root: folder,
    images,
    moa: await readMoaTable(files.moa),
    compounds: await readCompoundTable(files.compounds),
    files,
    drugs: { title, wells: drugWells(images) },
  };
}
