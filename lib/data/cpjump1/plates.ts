import type pl from "nodejs-polars";
import type { ColumnRule } from "../table/columns.ts";
import { readNumbered } from "../table/table.ts";
import { checkUnique } from "../table/unique_rows.ts";

/** An imaged plate; the columns of {@link readExperimentMetadata}. */
export interface Cpjump1Plate {
  /** Batch: the same plate may have been imaged in several. */
  Batch: string;
  /** Platemap by name. */
  Plate_Map_Name: string;
  /** Barcode, unique within its batch only. */
  Assay_Plate_Barcode: string;
  /** `compound`, `crispr` or `orf`. */
  Perturbation: string;
  /** Cell line: `U2OS` or `A549`. */
  Cell_type: string;
  /** Hours under the perturbation. */
  Time: number;
  /** Seeding density in percent of the standard. */
  Density: number;
  /** Selection antibiotic. */
  Antibiotics: string;
  /** `Parental` or `Cas9`. */
  Cell_line: string;
  /** Days between staining and imaging: `Day0`, … */
  Time_delay: string;
  /** Which time the plate was imaged, from 1. */
  Times_imaged: number;
  /** Known stain anomaly. */
  Anomaly: string;
  /** Number of images. */
  Number_of_images: number;
}

/**
 * Reads which plate follows which platemap (`barcode_platemap.csv`): `Assay_Plate_Barcode` and
 * `Plate_Map_Name`.
 *
 * @throws {InputError} for a missing column or a plate twice.
 *
 * @example
 * ```ts
 * import { readBarcodePlatemap } from "./plates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = `${folder}/plates.csv`;
 * await Deno.writeTextFile(file, "Assay_Plate_Barcode,Plate_Map_Name\nBR00117010,map\n");
 * assertEquals((await readBarcodePlatemap(file)).rows(), [["BR00117010", "map"]]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readBarcodePlatemap(file: string): Promise<pl.DataFrame> {
  const { table, lineOf } = await readNumbered(file, {
    Assay_Plate_Barcode: { type: "text" },
    Plate_Map_Name: { type: "text" },
  }, { what: "the CPJUMP1 list of plates" });
  checkUnique(table, ["Assay_Plate_Barcode"], file, "the CPJUMP1 list of plates", lineOf);
  return table;
}

/**
 * Reads the plates and how they were made (`experiment-metadata.tsv`); see {@link Cpjump1Plate}.
 *
 * @throws {InputError} for a missing column, a bad number, or a plate twice in one batch.
 *
 * @example
 * ```ts
 * import { readExperimentMetadata } from "./plates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const header = "Batch\tPlate_Map_Name\tAssay_Plate_Barcode\tPerturbation\tCell_type\tTime\tDensity\t" +
 *   "Antibiotics\tCell_line\tTime_delay\tTimes_imaged\tAnomaly\tNumber_of_images";
 * const row = "B1\tmap\tBR00117010\tcompound\tU2OS\t48\t100\tabsent\tParental\tDay0\t1\tWGA\t27648";
 * const file = await Deno.makeTempFile({ suffix: ".tsv" });
 * await Deno.writeTextFile(file, `${header}\n${row}\n`);
 * const table = await readExperimentMetadata(file);
 * assertEquals(table.select("Cell_type", "Time").rows(), [["U2OS", 48]]);
 * await Deno.remove(file);
 * ```
 */
export async function readExperimentMetadata(file: string): Promise<pl.DataFrame> {
  const text: ColumnRule = { type: "text" }, integer: ColumnRule = { type: "integer" };
  const what = "the CPJUMP1 experiments";
  const { table, lineOf } = await readNumbered(file, {
    Batch: text,
    Plate_Map_Name: text,
    Assay_Plate_Barcode: text,
    Perturbation: text,
    Cell_type: text,
    Time: integer,
    Density: integer,
    Antibiotics: text,
    Cell_line: text,
    Time_delay: text,
    Times_imaged: integer,
    Anomaly: text,
    Number_of_images: integer,
  }, { what, separator: "\t" });
  checkUnique(table, ["Batch", "Assay_Plate_Barcode"], file, what, lineOf);
  return table;
}
