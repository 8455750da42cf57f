import type pl from "nodejs-polars";
import { projectRoot } from "../core/files.ts";
import { metaValues } from "../core/profiles.ts";
import { readNumbered } from "./table/table.ts";
import { checkUnique } from "./table/unique_rows.ts";

/** A compound of BBBC021 with known mechanism; the columns of {@link readCompounds}. */
export interface Compound {
  /** Compound, as BBBC021 spells it. */
  compound: string;
  /** Mechanism of action, `DMSO` for the negative control. */
  moa: string;
  /** Structure, null where it is not public. */
  smiles: string | null;
}

/** The table of compounds and what it lacks. */
export interface Compounds {
  /** One row a compound, columns of {@link Compound}. */
  table: pl.DataFrame;
  /** Compounds without a structure, in the order of the table. */
  withoutStructure: string[];
}

/**
 * Reads a table of compounds with mechanism and structure.
 *
 * A missing structure stays missing and is counted: nothing is guessed in its place.
 *
 * @param file CSV with `compound`, `moa` and `smiles`; defaults to the project's `data/compounds.csv`.
 * @throws {InputError} naming file and row for a missing column, a compound without mechanism, or a
 * compound twice.
 *
 * @example
 * ```ts
 * import { readCompounds } from "./compounds.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { table, withoutStructure } = await readCompounds();
 * assertEquals([table.height, withoutStructure.length], [39, 7]);
 * ```
 */
export async function readCompounds(
  file = `${projectRoot}data/compounds.csv`,
): Promise<Compounds> {
  const { table, lineOf } = await readNumbered(file, {
    compound: { type: "text" },
    moa: { type: "text" },
    smiles: { type: "text", mayBeEmpty: true },
  }, { what: "the compound table" });
  checkUnique(table, ["compound"], file, "the compound table", lineOf);
  const names = metaValues(table, "compound") as string[];
  const structures = metaValues(table, "smiles");
  return { table, withoutStructure: names.filter((_, row) => structures[row] === null) };
}
