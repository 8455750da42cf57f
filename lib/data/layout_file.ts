import { InputError } from "../core/errors.ts";
import { doseColumn, doseColumnNames } from "./dose_column.ts";
import { type DoseColumns, doseReader, doseUnit, isUnitColumn } from "./dose_reader.ts";
import { unitSign } from "./dose_unit.ts";
import { joinSites } from "./layout_file/join_sites.ts";
import { rowWells, type WellColumns } from "./layout_file/row_wells.ts";
import { readDelimited } from "./table/delimited.ts";
import { readTable } from "./table/table.ts";

/** What is in a well. */
export interface LaidWell {
  /** Plate; undefined where the layout holds for all plates. */
  plate: string | undefined;
  /** Well, for example `B02`. */
  well: string;
  /** `Metadata_Compound`, `Metadata_Concentration`, `Metadata_MoA` and whatever else the layout says. */
  metadata: Record<string, string | null>;
  /** Unit of its concentration in the file, where that is not µM. */
  unit?: string;
}

/** A table of what is in the wells. */
export interface Layout {
  /** One entry a well of the file, or of each of its plates. */
  wells: LaidWell[];
  /** Names of the columns of `metadata`, in the order of the file. */
  columns: string[];
}

/** Names under which each column is known, in small letters without `_`, spaces and `metadata`. */
const known: Record<string, readonly string[]> = {
  plate: ["plate", "platename", "plateid", "barcode", "platebarcode", "assayplatebarcode"],
  well: ["well", "wellname", "wellid", "wellposition", "position"],
  row: ["row", "wellrow"],
  col: ["col", "column", "wellcol", "wellcolumn"],
  Compound: ["compound", "compoundname", "treatment", "drug", "pertiname", "name", "substance"],
  MoA: ["moa", "mechanism", "mechanismofaction"],
};

/**
 * Reads a layout: a CSV (or TSV) of one row a well, with the columns `well` (or `row` and `column`),
 * `compound`, and where they are known `plate`, `concentration` and `moa`. Rows of a well that differ in
 * a column `site` alone are one.
 *
 * Concentrations are in µM unless the name of their column says another unit (`conc_nM`, `Dose [mM]`), or a
 * column `unit`, `conc_unit` or the like says it row by row; they are read as µM, in one spelling.
 *
 * Names of columns are told in any case, with or without `Metadata_`; other columns are kept as
 * `Metadata_…`. Without a column of plates the layout holds for every plate.
 *
 * @param file CSV, or TSV by its ending, plain or gzip.
 * @throws {InputError} naming line and column for all that is no well, a well that comes twice, a missing
 * column, an empty plate, a concentration that is no number from 0, a column of doses in a unit that is
 * not known, or a unit that is missing, not known, or other than the name of the column says.
 *
 * @example
 * ```ts
 * import { readLayout } from "./layout_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile({ suffix: ".csv" });
 * await Deno.writeTextFile(file, "Well,Compound,Dose,MoA\nB2,taxol,0.3,Microtubule stabilizers\n");
 * const { wells } = await readLayout(file);
 * assertEquals([wells[0]?.well, wells[0]?.metadata.Metadata_Compound], ["B02", "taxol"]);
 * await Deno.remove(file);
 * ```
 */
export async function readLayout(file: string): Promise<Layout> {
  const what = "the layout";
  const { header, lineOf } = await readDelimited(file);
  const columns = columnsOf(header, file);
  const rules = Object.fromEntries(
    header.map((name) => [name, { type: "text" as const, mayBeEmpty: true }]),
  );
  const rows = (await readTable(file, rules, { what })).toRecords() as Record<
    string,
    string | null
  >[];
  const readRow = columns.dose && doseReader(columns.dose, `Cannot read ${what}`);
  const unitOf = columns.dose === undefined ? undefined : doseUnit(columns.dose);
  const wells = rowWells(rows, columns, { file, lineOf: (row) => lineOf(row + 1) });
  const laid = rows.map((row, i): { line: number; entry: LaidWell } => {
    const line = lineOf(i + 1);
    const plate = columns.plate === undefined ? undefined : row[columns.plate]?.trim();
    if (columns.plate !== undefined && (plate === undefined || plate === "")) {
      throw new InputError(`Cannot read ${what}`, {
        file,
        line,
        column: columns.plate,
        found: undefined,
        allowed: "a plate in every row, or no column of plates at all",
      });
    }
    const metadata = Object.fromEntries(
      columns.metadata.map(({ column, name }) => [name, row[column]?.trim() || null]),
    );
    if (readRow !== undefined) metadata.Metadata_Concentration = readRow(row, { file, line });
    const factor = Number(metadata.Metadata_Concentration) > 0 ? unitOf?.(row) ?? 1 : 1;
    const unit = factor === 1 ? {} : { unit: unitSign(factor) };
    return { line, entry: { plate, well: wells[i]!, metadata, ...unit } };
  });
  return joinSites(laid, columns.metadata.map(({ name }) => name), file);
}

interface Columns extends WellColumns {
  plate?: string;
  dose?: DoseColumns;
  metadata: { column: string; name: string }[];
}

function columnsOf(header: readonly string[], file: string): Columns {
  const found: Record<string, string> = {}, metadata: Columns["metadata"] = [];
  const doses = new Map(header.map((column) => [column, doseColumn(column)]));
  const hasDoses = [...doses.values()].some((said) => typeof said === "number");
  for (const column of header) {
    const plain = column.toLowerCase().replace(/^(image_)?metadata_/, "")
      .replaceAll(/[\s_()[\]]/g, "").replace(/[µμ]/, "u");
    const role = typeof doses.get(column) === "number"
      ? "Concentration"
      : hasDoses && isUnitColumn(column)
      ? "unit"
      : Object.keys(known).find((name) => known[name]!.includes(plain));
    if (role !== undefined && role in found) {
      throw new InputError("Cannot read the layout: two columns say the same", {
        file,
        found: `${found[role]}, ${column}`,
        allowed: `one column of ${role.toLowerCase()}`,
      });
    }
    if (role !== undefined) found[role] = column;
    if (role === undefined || /^[A-Z]/.test(role)) {
      const own = column.replace(/^(Image_)?Metadata_/i, "").replaceAll(/\s+/g, "_");
      metadata.push({ column, name: `Metadata_${role ?? own}` });
    }
  }
  const { plate, well, row, col, Concentration, unit } = found;
  if (unit !== undefined) doses.delete(unit);
  refuseUnclear(doses, Concentration !== undefined, file);
  const missing = well === undefined && (row === undefined || col === undefined)
    ? "well"
    : found.Compound === undefined
    ? "compound"
    : undefined;
  if (missing !== undefined) {
    throw new InputError("Cannot read the layout: a column is missing", {
      file,
      column: missing,
      found: [...header],
      allowed: "well (or row and column), compound; plate, concentration and moa where known",
    });
  }
  const dose = Concentration === undefined ? undefined : { column: Concentration, unit };
  return { plate, well, row, col, ...dose === undefined ? {} : { dose }, metadata };
}

/** Without its concentrations a layout would put all doses of a compound into one treatment. */
function refuseUnclear(
  doses: ReadonlyMap<string, ReturnType<typeof doseColumn>>,
  isKnown: boolean,
  file: string,
): void {
  const unclear = [...doses].find(([column, said]) =>
    said === "unclear" && (!isKnown || /unit/i.test(column))
  );
  if (unclear === undefined) return;
  throw new InputError("Cannot read the layout: which concentrations are these?", {
    file,
    column: unclear[0],
    allowed: doseColumnNames,
    hint: "Name it so, or without these words if it holds something else",
  });
}
