import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { siteOf, weekOf } from "./names.ts";
import type { ColumnRule } from "../table/columns.ts";
import { type Joined, lookUp } from "../table/join.ts";
import { readNumbered, readTable, rowsOf } from "../table/table.ts";
import { checkUnique } from "../table/unique_rows.ts";

/** The three stains of BBBC021, as its column names spell them. */
export const bbbc021Channels = ["DAPI", "Tubulin", "Actin"] as const;

/** One field (site of a well) of the image table; the columns of {@link readImageTable}. */
export interface Bbbc021Image {
  /** Number of the table the field was first listed in. */
  TableNumber: number;
  /** Number of the field in that table. */
  ImageNumber: number;
  /** File of the nuclei, for example `G10_s1_w1BEDC2073….tif`. */
  Image_FileName_DAPI: string;
  /** Folder of that file below the root of the images: `Week4/Week4_27481`. */
  Image_PathName_DAPI: string;
  /** File of the microtubules. */
  Image_FileName_Tubulin: string;
  /** Its folder. */
  Image_PathName_Tubulin: string;
  /** File of the actin filaments. */
  Image_FileName_Actin: string;
  /** Its folder. */
  Image_PathName_Actin: string;
  /** Plate, for example `Week4_27481`. */
  Image_Metadata_Plate_DAPI: string;
  /** Well, for example `G10`. */
  Image_Metadata_Well_DAPI: string;
  /** Replicate of the plate layout, from 1. */
  Replicate: number;
  /** Compound, `DMSO` for the negative control. */
  Image_Metadata_Compound: string;
  /** Concentration in µM, 0 for DMSO. */
  Image_Metadata_Concentration: number;
  /** Site in the well, from 1: read from the file names (`_s1_`). */
  Image_Metadata_Site: number;
  /** Week of the experiment, the batch of BBBC021: read from the plate (`Week4_…`). */
  Image_Metadata_Week: number;
}

/** A treatment of the MoA table; the columns of {@link readMoaTable}. */
export interface Bbbc021Moa {
  /** Compound. */
  compound: string;
  /** Concentration in µM. */
  concentration: number;
  /** Mechanism of action, `DMSO` for the negative control. */
  moa: string;
}

/** A compound; the columns of {@link readCompoundTable}. */
export interface Bbbc021Compound {
  /** Compound. */
  compound: string;
  /** Structure, null where it is not public. */
  smiles: string | null;
}

const imageRules: Record<string, ColumnRule> = {
  TableNumber: { type: "integer" },
  ImageNumber: { type: "integer" },
  Image_FileName_DAPI: { type: "text" },
  Image_PathName_DAPI: { type: "text" },
  Image_FileName_Tubulin: { type: "text" },
  Image_PathName_Tubulin: { type: "text" },
  Image_FileName_Actin: { type: "text" },
  Image_PathName_Actin: { type: "text" },
  Image_Metadata_Plate_DAPI: { type: "text" },
  Image_Metadata_Well_DAPI: { type: "text" },
  Replicate: { type: "integer" },
  Image_Metadata_Compound: { type: "text" },
  Image_Metadata_Concentration: { type: "number" },
};

/**
 * Reads the image table of BBBC021 (`BBBC021_v1_image.csv`), one row a field.
 *
 * The 13 columns keep their names; `Image_Metadata_Site` and `Image_Metadata_Week` are added, read
 * from file names and plate. See {@link Bbbc021Image} for types and units; `rowsOf<Bbbc021Image>`
 * gives the rows as objects.
 *
 * Source: Caie et al. 2010, image set BBBC021v1 (Ljosa et al., Nature Methods 2012).
 *
 * @param file CSV, plain or gzip.
 * @throws {InputError} naming file, row and column for a missing column, a bad number, a file name
 * without site or of another well or site than the row says, a plate that names no week, or the
 * same plate, well and site twice.
 *
 * @example
 * ```ts
 * import { type Bbbc021Image, readImageTable } from "./tables.ts";
 * import { rowsOf } from "../table/table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const channels = ["DAPI", "Tubulin", "Actin"];
 * const header = [
 *   "TableNumber,ImageNumber",
 *   ...channels.map((name) => `Image_FileName_${name},Image_PathName_${name}`),
 *   "Image_Metadata_Plate_DAPI,Image_Metadata_Well_DAPI,Replicate",
 *   "Image_Metadata_Compound,Image_Metadata_Concentration",
 * ].join(",");
 * const files = channels.map((_, index) => `G10_s2_w${index}.tif,Week4/Week4_27481`).join(",");
 * const file = await Deno.makeTempFile({ suffix: ".csv" });
 * await Deno.writeTextFile(file, `${header}\n4,1,${files},Week4_27481,G10,1,taxol,0.300\n`);
 * const [row] = rowsOf<Bbbc021Image>(await readImageTable(file));
 * assertEquals([row?.Image_Metadata_Site, row?.Image_Metadata_Week], [2, 4]);
 * assertEquals(row?.Image_Metadata_Concentration, 0.3);
 * await Deno.remove(file);
 * ```
 */
export async function readImageTable(file: string): Promise<pl.DataFrame> {
  const what = "the BBBC021 image table";
  const { table, lineOf } = await readNumbered(file, imageRules, { what });
  if (table.height === 0) {
    throw new InputError(`Cannot read ${what}`, {
      file,
      found: "a header and no rows",
      allowed: "one row a field",
    });
  }
  const rows = rowsOf<Bbbc021Image>(table);
  const place = (index: number) => ({ row: index + 1, line: lineOf(index + 1) });
  const sites = rows.map((row, index) => siteOf(row, file, place(index)));
  const weeks = rows.map((row, index) => weekOf(row.Image_Metadata_Plate_DAPI, file, place(index)));
  const images = table
    .withColumn(pl.Series("Image_Metadata_Site", sites, pl.Int64))
    .withColumn(pl.Series("Image_Metadata_Week", weeks, pl.Int64));
  const field = ["Image_Metadata_Plate_DAPI", "Image_Metadata_Well_DAPI", "Image_Metadata_Site"];
  checkUnique(images, field, file, what, lineOf);
  return images;
}

/**
 * Reads the table of mechanisms (`BBBC021_v1_moa.csv`), one row a treatment.
 *
 * @param file CSV, plain or gzip, with the columns of {@link Bbbc021Moa}.
 * @throws {InputError} naming file, row and column for a missing column, a bad number or an empty
 * cell.
 *
 * @example
 * ```ts
 * import { readMoaTable } from "./tables.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = `${folder}/moa.csv`;
 * await Deno.writeTextFile(file, "compound,concentration,moa\nPP-2,3.000000,Epithelial\n");
 * const table = await readMoaTable(file);
 * assertEquals(table.rows(), [["PP-2", 3, "Epithelial"]]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function readMoaTable(file: string): Promise<pl.DataFrame> {
  return readTable(file, {
    compound: { type: "text" },
    concentration: { type: "number" },
    moa: { type: "text" },
  }, { what: "the BBBC021 table of mechanisms" });
}

/**
 * Reads the table of compounds (`BBBC021_v1_compound.csv`), one row a compound.
 *
 * @param file CSV, plain or gzip, with the columns of {@link Bbbc021Compound}; other columns stay.
 * @throws {InputError} naming file, row and column for a missing column, a compound without name or one that comes
 * twice.
 *
 * @example
 * ```ts
 * import { readCompoundTable } from "./tables.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = `${folder}/compound.csv`;
 * await Deno.writeTextFile(file, "compound,smiles\nDMSO,CS(C)=O\nAZ-A,\n");
 * const table = await readCompoundTable(file);
 * assertEquals(table.rows(), [["DMSO", "CS(C)=O"], ["AZ-A", null]]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readCompoundTable(file: string): Promise<pl.DataFrame> {
  const what = "the BBBC021 compound table";
  const { table, lineOf } = await readNumbered(file, {
    compound: { type: "text" },
    smiles: { type: "text", mayBeEmpty: true },
  }, { what });
  checkUnique(table, ["compound"], file, what, lineOf);
  return table;
}

/**
 * Adds `Image_Metadata_MoA` to fields or wells: their treatment looked up by compound and
 * concentration.
 *
 * @param table Has `Image_Metadata_Compound` and `Image_Metadata_Concentration` (µM).
 * @param moa From {@link readMoaTable}.
 * @param file File of the mechanisms, for errors.
 * @returns All rows, null where the mechanism is unknown, and the rows of either side that found no
 * partner.
 * @throws {InputError} naming file, rows and key where a treatment has two mechanisms.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { knownMoa, withMoa } from "./tables.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const wells = pl.DataFrame({
 *   Image_Metadata_Compound: ["taxol", "taxol"],
 *   Image_Metadata_Concentration: [0.3, 0.001],
 * });
 * const moa = pl.DataFrame({
 *   compound: ["taxol"],
 *   concentration: [0.300000],
 *   moa: ["Microtubule stabilizers"],
 * });
 * const { table, unmatchedLeft } = withMoa(wells, moa);
 * assertEquals(unmatchedLeft, [1]);
 * assertEquals(knownMoa(table).height, 1);
 * ```
 */
export function withMoa(table: pl.DataFrame, moa: pl.DataFrame, file?: string): Joined {
  return lookUp(
    { table, on: ["Image_Metadata_Compound", "Image_Metadata_Concentration"] },
    { table: moa, on: ["compound", "concentration"], ...(file === undefined ? {} : { file }) },
    { moa: "Image_Metadata_MoA" },
  );
}

/**
 * The rows whose mechanism is known, negative controls included.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { knownMoa } from "./tables.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const moa = pl.Series("Image_Metadata_MoA", ["DMSO", null], pl.Utf8);
 * assertEquals(knownMoa(pl.DataFrame([moa])).height, 1);
 * ```
 */
export function knownMoa(table: pl.DataFrame): pl.DataFrame {
  return table.filter(pl.col("Image_Metadata_MoA").isNotNull());
}

/**
 * Adds `Image_Metadata_SMILES` to fields or wells, looked up by compound.
 *
 * @param table Has `Image_Metadata_Compound`.
 * @param compounds From {@link readCompoundTable}, or the project's own `data/compounds.csv`.
 * @param file File of the compounds, for errors.
 * @returns All rows, null where the compound is not listed (counted as unmatched) or has no
 * public structure (not counted: it is listed).
 * @throws {InputError} naming file, rows and compound where a compound comes twice.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { withStructures } from "./tables.ts";
 * import { readCompounds } from "../compounds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const wells = pl.DataFrame({ Image_Metadata_Compound: ["DMSO", "AZ-A", "water"] });
 * const { table, unmatchedLeft } = withStructures(wells, (await readCompounds()).table);
 * assertEquals(table.select("Image_Metadata_SMILES").rows(), [["CS(C)=O"], [null], [null]]);
 * assertEquals(unmatchedLeft, [2]);
 * ```
 */
export function withStructures(
  table: pl.DataFrame,
  compounds: pl.DataFrame,
  file?: string,
): Joined {
  return lookUp(
    { table, on: ["Image_Metadata_Compound"] },
    { table: compounds, on: ["compound"], ...(file === undefined ? {} : { file }) },
    { smiles: "Image_Metadata_SMILES" },
  );
}
