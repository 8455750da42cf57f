import { InputError } from "../core/errors.ts";
import { readDose } from "./dose.ts";
import { doseColumn, doseColumnNames } from "./dose_column.ts";
import { perMicromolar } from "./dose_unit.ts";

/** Where a table has its concentrations. */
export interface DoseColumns {
  /** Column of the concentrations; in µM, unless its name says another unit. */
  column: string;
  /** Column of the unit of each; defaults to none. */
  unit?: string | undefined;
}

const unitName = /^(?:.*(?:concentration|conc|dose))?units?$/;

/**
 * Whether a column holds units of concentrations, by its name: `unit`, `Units`, `conc_unit`,
 * `Concentration units`.
 *
 * @param name Name of the column.
 *
 * @example
 * ```ts
 * import { isUnitColumn } from "./dose_reader.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["Dose unit", "Metadata_Units", "community"].map(isUnitColumn), [true, true, false]);
 * ```
 */
export function isUnitColumn(name: string): boolean {
  const plain = name.toLowerCase().replace(/^(image_)?metadata_/, "").replaceAll(/[^a-z0-9]/g, "");
  return unitName.test(plain);
}

/**
 * Makes what reads the concentration of a row, in µM as text; null where the row has none.
 *
 * Where a column says the unit of each, every concentration above 0 needs one that can be made into µM,
 * and that does not differ from what the name of its own column says. A name that speaks of another unit
 * (`Conc_ug_mL`) or is otherwise unclear (`dose_level`) allows none above 0.
 *
 * @param columns Where concentrations and units are.
 * @param attempted What cannot be done, for the message.
 * @returns Takes a row and its place; throws `InputError` for what is no number from 0, for a unit that
 * is missing, unknown, or said otherwise, or for a name of the column that is unclear.
 *
 * @example
 * ```ts
 * import { doseReader } from "./dose_reader.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const read = doseReader({ column: "dose", unit: "unit" }, "Cannot read the layout");
 * assertEquals(read({ dose: "300", unit: "nM" }, {}), "0.3");
 * assertThrows(() => read({ dose: "5", unit: "%" }, { line: 2 }), Error, "line 2, column unit");
 * ```
 */
export function doseReader(
  { column, unit }: DoseColumns,
  attempted: string,
): (row: Readonly<Record<string, unknown>>, at: { file?: string; line?: number }) => string | null {
  const { isSaid, isUnclear } = columnUnit(column), factorOf = doseUnit({ column, unit });
  return (row, at) => {
    const text = row[column] as string | null | undefined, place = { ...at, column };
    const factor = factorOf(row), dose = readDose(text, attempted, place, factor ?? NaN);
    // Nothing is nothing in every unit: vehicles often have none, or one of volume.
    if (dose === null || dose === "0") return dose;
    if (isUnclear) {
      throw new InputError(`${attempted}: which concentrations are these?`, {
        ...place,
        found: text,
        allowed: doseColumnNames,
        hint: "Convert other units, and name the column so",
      });
    }
    if (unit === undefined) return dose;
    const said = unitSaid(row, unit), own = perMicromolar(said);
    if (factor !== undefined && (said === "" || own === factor)) return dose;
    throw new InputError(attempted, {
      ...at,
      column: unit,
      found: said === "" ? undefined : said,
      ...isSaid && own !== undefined
        ? { allowed: `the unit that column ${column} names, or nothing` }
        : {
          allowed: "pM, nM, µM, mM or M beside a concentration above 0",
          hint: "Convert other units; leave the concentration of vehicles empty",
        },
    });
  };
}

/**
 * Makes what tells the unit of a row's concentration: as the name of its column says, or else the column
 * of units.
 *
 * @param columns Where concentrations and units are.
 * @returns Takes a row, and gives how many of its unit are 1 µM; undefined where its unit is not known.
 *
 * @example
 * ```ts
 * import { doseUnit } from "./dose_reader.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const unitOf = doseUnit({ column: "dose", unit: "unit" });
 * assertEquals([unitOf({ dose: "3", unit: "nM" }), unitOf({ dose: "3", unit: "%" })], [1000, undefined]);
 * ```
 */
export function doseUnit(
  { column, unit }: DoseColumns,
): (row: Readonly<Record<string, unknown>>) => number | undefined {
  const { ofColumn, isSaid, isUnclear } = columnUnit(column);
  if (isUnclear) return () => undefined;
  return (row) => isSaid || unit === undefined ? ofColumn : perMicromolar(unitSaid(row, unit));
}

function columnUnit(column: string): { ofColumn: number; isSaid: boolean; isUnclear: boolean } {
  const named = doseColumn(column), isKnown = typeof named === "number";
  return {
    ofColumn: isKnown ? named : 1,
    // A column that says nothing, as `dose`, says so beside any unit.
    isSaid: isKnown && doseColumn(`${column} nM`) !== 1000,
    isUnclear: named === "unclear",
  };
}

function unitSaid(row: Readonly<Record<string, unknown>>, unit: string): string {
  return (row[unit] as string | null | undefined)?.trim() ?? "";
}
