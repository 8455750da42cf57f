import { exists } from "../../core/files.ts";
import { useArchives } from "../bbbc021/archives.ts";
import { bbbc021Index } from "../bbbc021/index.ts";
import { cpjump1ExampleIndex } from "../cpjump1/index.ts";
import { datasetFile, fetchDataset, type FetchOptions } from "../fetch.ts";
import type { FieldIndex, IndexedField } from "../index_file.ts";
import { checkImages } from "../index_file/check_images.ts";
import type { Screen } from "../screen.ts";
import { type FieldTruth, readTruth } from "./truth.ts";

/** The images that belong to a screen and are here. */
export interface Pixels {
  /** What they are, for people. */
  title: string;
  /** Cell line, for captions. */
  cells: string;
  /** Where each image lies. */
  index: FieldIndex;
  /** Name of the nuclear channel. */
  nuclei: string;
  /** What each channel shows, for captions. */
  stains: Readonly<Record<string, string>>;
  /** Three channels, nuclei first, that make a readable composite. */
  composite: readonly string[];
  /** What is in a field, for captions. */
  treatmentOf: (field: IndexedField) => string;
  /** What is known about drawn fields; undefined for real ones. */
  truth: FieldTruth[] | undefined;
}

/** How images are opened. */
export interface OpenPixelsOptions {
  /** How public data are fetched: folder, mirror. */
  fetch?: Pick<FetchOptions, "dir" | "mirror">;
  /** Called as the work goes on, with the share done, 0 to 1. */
  onProgress?: (share: number) => void;
  /** Stops the work. */
  signal?: AbortSignal;
}

/** The dataset of CPJUMP1's example fields. */
const examples = "cpjump1-example-fields";

/**
 * Side of a pixel of CPJUMP1, µm: camera pixels of 6.5 µm, binned 2 × 2, behind an objective of 20×
 * and a tube lens of 1.087×, as the description inside each file says.
 */
const cpjump1PixelSize = 2 * 6.5 / (20 * 1.087);

/**
 * The images of a screen: those of its folder, or, where only BBBC021's public tables are here, the
 * four public example fields of CPJUMP1.
 *
 * @param screen From `openScreen`.
 * @param options Mirror, progress.
 * @throws {InputError} for images that cannot be had.
 */
export async function openPixels(
  screen: Pick<Screen, "kind" | "title" | "root" | "images">,
  options: OpenPixelsOptions = {},
): Promise<Pixels> {
  if (screen.root === null) return await openExamples(options);
  const truth = await readTruth(screen.root);
  const index = await useArchives(
    bbbc021Index(screen.images, screen.root, await pixelSizeOf(screen.root)),
    screen.root,
  );
  // A virtual screen has just been completed; a folder of the user's may lack images.
  if (screen.kind === "folder") await checkImages(index, `${screen.root}/BBBC021_v1_image.csv`);
  return {
    title: screen.title,
    cells: screen.kind === "simulated" ? "drawn MCF7-like cells" : "cells",
    index,
    nuclei: "DAPI",
    stains: { DAPI: "DNA: nuclei", Tubulin: "microtubules", Actin: "actin filaments" },
    composite: ["DAPI", "Tubulin", "Actin"],
    treatmentOf: ({ metadata: { Metadata_Compound, Metadata_Concentration } }) =>
      Metadata_Compound === "DMSO" ? "DMSO" : `${Metadata_Compound} ${Metadata_Concentration} µM`,
    truth,
  };
}

async function openExamples({ onProgress, signal, fetch }: OpenPixelsOptions): Promise<Pixels> {
  const stop = signal === undefined ? {} : { signal };
  await fetchDataset(examples, { ...fetch, ...stop });
  onProgress?.(1);
  return await openFetchedExamples(fetch?.dir === undefined ? {} : { dir: fetch.dir });
}

/**
 * The four public example fields of CPJUMP1, where they have been fetched already.
 *
 * @param locate Folder of what has been fetched.
 * @throws {InputError} saying how to fetch them, where they have not been.
 */
export async function openFetchedExamples(locate: { dir?: string } = {}): Promise<Pixels> {
  const one = await datasetFile(examples, "DMSO/r04c14f05p01-ch1sk1fk1fl1.tiff", locate);
  const { channels, fields } = await cpjump1ExampleIndex(one.replace(/[/\\]DMSO[/\\][^/\\]*$/, ""));
  return {
    title: "four public example fields of CPJUMP1 (the plate is not recorded)",
    cells: "real human cells",
    index: { channels, fields: fields.map((field) => ({ ...field, pixelSize: cpjump1PixelSize })) },
    nuclei: "DNA",
    stains: {
      DNA: "Hoechst: nuclei",
      ER: "concanavalin A: endoplasmic reticulum",
      RNA: "SYTO 14: nucleoli, RNA",
      AGP: "phalloidin, WGA: actin, Golgi, membrane",
      Mito: "MitoTracker: mitochondria",
    },
    composite: ["DNA", "AGP", "Mito"],
    treatmentOf: ({ metadata }) => metadata.Metadata_pert_iname ?? "unknown",
    truth: undefined,
  };
}

/** A virtual screen says how large its pixels are; BBBC021's tables do not. */
async function pixelSizeOf(folder: string): Promise<number> {
  const file = `${folder}/screen.json`;
  if (!await exists(file)) return NaN;
  const { pixelSize } = JSON.parse(await Deno.readTextFile(file)) as { pixelSize?: unknown };
  return typeof pixelSize === "number" && pixelSize > 0 ? pixelSize : NaN;
}
