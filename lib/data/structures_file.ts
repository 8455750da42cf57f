import { InputError } from "../core/errors.ts";
import { metaValues } from "../core/profiles.ts";
import { readNumbered } from "./table/table.ts";

/** A compound of a table of structures. */
export interface StructureRow {
  /** Name of the compound. */
  name: string;
  /** Structure as SMILES, null where the cell is empty. */
  smiles: string | null;
}

/** Which columns of a table hold what. */
export interface StructureColumns {
  /** Structures; defaults to `smiles`. */
  smiles?: string;
  /** Names; defaults to the first of `compound`, `name`, `pert_iname`, `broad_sample` there is. */
  name?: string;
}

const usualNames = ["compound", "name", "pert_iname", "broad_sample"];

/**
 * Reads the structures of any table of compounds: CSV or TSV, plain or gzip, such as
 * `data/compounds.csv` or CPJUMP1's.
 *
 * @param file Path.
 * @param columns Names of the columns.
 * @returns One entry a row, also where the structure is missing.
 * @throws {InputError} naming file and column or row, where a column is missing or a name is empty.
 *
 * @example
 * ```ts
 * import { projectRoot } from "../core/files.ts";
 * import { readStructures } from "./structures_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = await readStructures(`${projectRoot}data/compounds.csv`);
 * assertEquals(rows.find(({ name }) => name === "AZ-A"), { name: "AZ-A", smiles: null });
 * ```
 */
export async function readStructures(
  file: string,
  columns: StructureColumns = {},
): Promise<StructureRow[]> {
  const { smiles = "smiles" } = columns;
  const what = "the structures";
  const rules = { [smiles]: { type: "text", mayBeEmpty: true } } as const;
  const { table, lineOf } = await readNumbered(file, rules, { what });
  const name = columns.name ?? usualNames.find((one) => table.columns.includes(one));
  if (name === undefined || !table.columns.includes(name)) {
    throw new InputError(`Cannot read ${what}`, {
      file,
      column: name ?? "of names",
      found: table.columns,
      allowed: name ?? usualNames.join(", "),
    });
  }
  const structures = metaValues(table, smiles);
  return metaValues(table, name).map((value, index) => {
    if (typeof value !== "string" || value.trim() === "") {
      const place = { file, row: index + 1, line: lineOf(index + 1), column: name };
      throw new InputError(`Cannot read ${what}`, { ...place, found: value, allowed: "a name" });
    }
    return { name: value, smiles: structures[index] as string | null };
  });
}
