import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";
import { type Joined, lookUp } from "../table/join.ts";
import { readNumbered } from "../table/table.ts";
import { checkUnique } from "../table/unique_rows.ts";

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
 * import { readPlatemap } from "./tables.ts";
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
  const { table, lineOf } = await readNumbered(file, {
    well_position: { type: "text" },
    broad_sample: { type: "text", mayBeEmpty: true },
    solvent: { type: "text" },
  }, { what: "a CPJUMP1 platemap", separator: "\t" });
  checkUnique(table, ["well_position"], file, "a CPJUMP1 platemap", lineOf);
  const samples = metaValues(table, "broad_sample"), solvents = metaValues(table, "solvent");
  const row = samples.findIndex((sample, index) => sample === null && solvents[index] !== solvent);
  if (row >= 0) {
    throw new InputError("Cannot read a CPJUMP1 platemap", {
      file,
      row: row + 1,
      line: lineOf(row + 1),
      column: "solvent",
      found: solvents[row],
      allowed: `${solvent} where broad_sample is empty`,
    });
  }
  return nameSolvent(table, "broad_sample");
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
 * import { readCompoundMetadata } from "./tables.ts";
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
  const { table, lineOf } = await readNumbered(file, {
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
  checkUnique(named, ["broad_sample"], file, what, lineOf);
  return named;
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
 * import { withCompounds } from "./tables.ts";
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
 * import { splitList } from "./tables.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(splitList("AKR1C1|ESR1|ESR2"), ["AKR1C1", "ESR1", "ESR2"]);
 * assertEquals(splitList(null), []);
 * ```
 */
export function splitList(cell: string | null): string[] {
  return (cell ?? "").split("|").map((entry) => entry.trim()).filter((entry) => entry !== "");
}

/**
 * Calls the solvent by its name in the rows of a table that leave its sample empty.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { nameSolvent } from "./tables.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = pl.DataFrame([pl.Series("broad_sample", ["BRD-1", null], pl.Utf8)]);
 * assertEquals(nameSolvent(table, "broad_sample").rows(), [["BRD-1"], ["DMSO"]]);
 * ```
 */
export function nameSolvent(table: pl.DataFrame, column: string): pl.DataFrame {
  const samples = metaValues(table, column).map((sample) => sample ?? solvent);
  return table.withColumn(pl.Series(column, samples, pl.Utf8));
}
