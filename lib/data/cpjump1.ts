import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { makeProfiles, metaValues, type Profiles } from "../core/profiles.ts";
import type { ColumnRule } from "./columns.ts";
import { type Joined, lookUp } from "./join.ts";
import { readProfiles } from "./profiles_file.ts";
import { readTable } from "./table.ts";

/** What CPJUMP1's tables leave empty for the solvent, and ours call by its name. */
export const solvent = "DMSO";

/** A well of a platemap; the columns of {@link readPlatemap}. */
export interface Cpjump1Well {
  /** Well, for example `D14`. */
  well_position: string;
  /** Identifier of the compound sample, `DMSO` for the negative control. */
  broad_sample: string;
  /** Solvent. */
  solvent: string;
}

/** A compound; the columns of {@link readCompoundMetadata}, null where a file does not have them. */
export interface Cpjump1Compound {
  /** Identifier of the sample, `DMSO` for the negative control. */
  broad_sample: string;
  /** Hashed identifier of the structure. */
  InChIKey: string;
  /** Common name. */
  pert_iname: string;
  /** Identifier in PubChem. */
  pubchem_cid: number | null;
  /** Gene it was chosen for (`gene` in the plain file). */
  target: string | null;
  /** All known targets, joined by `|`; see {@link splitList}. */
  target_list: string | null;
  /** Mechanisms of action, joined by `|`. */
  moa_list: string | null;
  /** Purity in percent. */
  purity: number | null;
  /** `trt` or `control`. */
  pert_type: string;
  /** `negcon`, `poscon_cp`, `poscon_diverse`, `poscon_orf`, or null for a treatment. */
  control_type: string | null;
  /** Structure. */
  smiles: string | null;
}

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
 * Reads a platemap (`JUMP-Target-1_compound_platemap.txt`), one row a well.
 *
 * @param file Tab-separated text with the columns of {@link Cpjump1Well}.
 * @returns An empty `broad_sample` reads as DMSO.
 * @throws {InputError} for a missing column, a well twice, or a well without sample whose solvent is
 * another.
 *
 * @example
 * ```ts
 * import { readPlatemap } from "./cpjump1.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = `${folder}/platemap.txt`;
 * await Deno.writeTextFile(file, "well_position\tbroad_sample\tsolvent\nA02\t\tDMSO\n");
 * assertEquals((await readPlatemap(file)).rows(), [["A02", "DMSO", "DMSO"]]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readPlatemap(file: string): Promise<pl.DataFrame> {
  const table = await readTable(file, {
    well_position: { type: "text" },
    broad_sample: { type: "text", mayBeEmpty: true },
    solvent: { type: "text" },
  }, { what: "a CPJUMP1 platemap", separator: "\t" });
  unique(table, ["well_position"], file, "a CPJUMP1 platemap");
  const samples = metaValues(table, "broad_sample"), solvents = metaValues(table, "solvent");
  const row = samples.findIndex((sample, index) => sample === null && solvents[index] !== solvent);
  if (row >= 0) {
    throw new InputError("Cannot read a CPJUMP1 platemap", {
      file,
      row: row + 1,
      column: "solvent",
      found: solvents[row],
      allowed: `${solvent} where broad_sample is empty`,
    });
  }
  return nameSolvent(table, "broad_sample");
}

/**
 * Reads which plate follows which platemap (`barcode_platemap.csv`): `Assay_Plate_Barcode` and
 * `Plate_Map_Name`.
 *
 * @throws {InputError} for a missing column or a plate twice.
 *
 * @example
 * ```ts
 * import { readBarcodePlatemap } from "./cpjump1.ts";
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
  const table = await readTable(file, {
    Assay_Plate_Barcode: { type: "text" },
    Plate_Map_Name: { type: "text" },
  }, { what: "the CPJUMP1 list of plates" });
  unique(table, ["Assay_Plate_Barcode"], file, "the CPJUMP1 list of plates");
  return table;
}

/**
 * Reads the compounds (`JUMP-Target-1_compound_metadata.tsv`, `…_targets.tsv` or
 * `…_additional_annotations.tsv`), one row a sample; see {@link Cpjump1Compound}.
 *
 * @returns The sample without identifier is the solvent and reads as DMSO; `gene` of the plain file
 * is called `target`.
 * @throws {InputError} for a missing column, a bad number or a sample twice.
 *
 * @example
 * ```ts
 * import { readCompoundMetadata } from "./cpjump1.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const header = "broad_sample\tInChIKey\tpert_iname\tpubchem_cid\tpert_type\tcontrol_type\tsmiles";
 * const row = "\tIAZDPXIOMUYVGZ-UHFFFAOYSA-N\tDMSO\t679\tcontrol\tnegcon\tCS(=O)C";
 * const file = await Deno.makeTempFile({ suffix: ".tsv" });
 * await Deno.writeTextFile(file, `${header}\n${row}\n`);
 * const table = await readCompoundMetadata(file);
 * assertEquals(table.select("broad_sample", "pubchem_cid").rows(), [["DMSO", 679]]);
 * await Deno.remove(file);
 * ```
 */
export async function readCompoundMetadata(file: string): Promise<pl.DataFrame> {
  const may = { mayBeEmpty: true, optional: true } as const;
  const what = "the CPJUMP1 compounds";
  const table = await readTable(file, {
    broad_sample: { type: "text", mayBeEmpty: true },
    InChIKey: { type: "text" },
    pert_iname: { type: "text" },
    pubchem_cid: { type: "integer", mayBeEmpty: true },
    gene: { type: "text", ...may },
    target: { type: "text", ...may },
    target_list: { type: "text", ...may },
    moa_list: { type: "text", ...may },
    purity: { type: "number", ...may },
    pert_type: { type: "text" },
    control_type: { type: "text", mayBeEmpty: true },
    smiles: { type: "text", mayBeEmpty: true },
  }, { what, separator: "\t" });
  const targets = metaValues(table, "target"), genes = metaValues(table, "gene");
  const target = pl.Series("target", targets.map((name, row) => name ?? genes[row]), pl.Utf8);
  const named = nameSolvent(table.drop("gene").withColumn(target), "broad_sample");
  unique(named, ["broad_sample"], file, what);
  return named;
}

/**
 * Reads the plates and how they were made (`experiment-metadata.tsv`); see {@link Cpjump1Plate}.
 *
 * @throws {InputError} for a missing column, a bad number, or a plate twice in one batch.
 *
 * @example
 * ```ts
 * import { readExperimentMetadata } from "./cpjump1.ts";
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
  const table = await readTable(file, {
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
  unique(table, ["Batch", "Assay_Plate_Barcode"], file, what);
  return table;
}

/**
 * Reads well profiles of one plate, as pycytominer writes them.
 *
 * The public files have rounded `Metadata_pubchem_cid` to five digits (9883933 reads 9.8839e+06), so
 * take identifiers from {@link withCompounds}, not from there.
 *
 * @param file CSV, CSV.gz or Parquet with `Metadata_Plate`, `Metadata_Well` and
 * `Metadata_broad_sample`, where an empty sample reads as DMSO.
 * @throws {InputError} as `readProfiles` does, and for a missing column or a well twice.
 *
 * @example
 * ```ts
 * import { readWellProfiles } from "./cpjump1.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const file = `${folder}/BR1.csv`;
 * await Deno.writeTextFile(file, "Metadata_Plate,Metadata_Well,Metadata_broad_sample,f\nBR1,A02,,2\n");
 * const { meta, values } = await readWellProfiles(file);
 * assertEquals([meta.rows(), values[0]], [[["BR1", "A02", "DMSO"]], 2]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readWellProfiles(file: string): Promise<Profiles> {
  const { meta, features, values } = await readProfiles(file);
  const needed = ["Metadata_Plate", "Metadata_Well", "Metadata_broad_sample"];
  const column = needed.find((name) => !meta.columns.includes(name));
  if (column !== undefined) {
    throw new InputError("Cannot read CPJUMP1 well profiles: a column is missing", {
      file,
      column,
      found: meta.columns,
    });
  }
  unique(meta, ["Metadata_Plate", "Metadata_Well"], file, "CPJUMP1 well profiles");
  return makeProfiles(nameSolvent(meta, "Metadata_broad_sample"), features, values);
}

/**
 * Adds what is known about each well's compound: `pert_iname`, `InChIKey`, `smiles`, `pubchem_cid`,
 * `target`, `target_list`, `moa_list`, `pert_type` and `control_type`, replacing columns of those
 * names.
 *
 * @param table A platemap, or the metadata of profiles; there the new names start `Metadata_` too.
 * @param compounds From {@link readCompoundMetadata}.
 * @param file File of the compounds, for errors.
 * @returns All rows, null where the sample is not listed, and the rows of either side without
 * partner.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { withCompounds } from "./cpjump1.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const wells = pl.DataFrame({ well_position: ["A01"], broad_sample: ["BRD-1"] });
 * const compounds = pl.DataFrame({ broad_sample: ["BRD-1"], pert_iname: ["amlodipine"] });
 * assertEquals(withCompounds(wells, compounds).table.rows(), [["A01", "BRD-1", "amlodipine"]]);
 * ```
 */
export function withCompounds(table: pl.DataFrame, compounds: pl.DataFrame, file?: string): Joined {
  const prefix = table.columns.includes("Metadata_broad_sample") ? "Metadata_" : "";
  const added = [
    "pert_iname",
    "InChIKey",
    "smiles",
    "pubchem_cid",
    "target",
    "target_list",
    "moa_list",
    "pert_type",
    "control_type",
  ].filter((name) => compounds.columns.includes(name));
  return lookUp(
    { table, on: [`${prefix}broad_sample`] },
    { table: compounds, on: ["broad_sample"], ...(file === undefined ? {} : { file }) },
    Object.fromEntries(added.map((name) => [name, `${prefix}${name}`])),
  );
}

/**
 * The entries of a list such as `ESR1|ESR2`; none for null.
 *
 * @example
 * ```ts
 * import { splitList } from "./cpjump1.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(splitList("AKR1C1|ESR1|ESR2"), ["AKR1C1", "ESR1", "ESR2"]);
 * assertEquals(splitList(null), []);
 * ```
 */
export function splitList(cell: string | null): string[] {
  return (cell ?? "").split("|").map((entry) => entry.trim()).filter((entry) => entry !== "");
}

function nameSolvent(table: pl.DataFrame, column: string): pl.DataFrame {
  const samples = metaValues(table, column).map((sample) => sample ?? solvent);
  return table.withColumn(pl.Series(column, samples, pl.Utf8));
}

function unique(table: pl.DataFrame, columns: string[], file: string, what: string): void {
  const seen = new Map<string, number>();
  const values = columns.map((name) => metaValues(table, name));
  for (let row = 0; row < table.height; row++) {
    const key = values.map((column) => column[row]).join(" ");
    const before = seen.get(key);
    if (before !== undefined) {
      throw new InputError(`Cannot read ${what}: a row comes twice`, {
        file,
        row: row + 1,
        column: columns.join(" × "),
        found: `${key}, as in row ${before + 1}`,
      });
    }
    seen.set(key, row);
  }
}
