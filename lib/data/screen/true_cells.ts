import { readTable, rowsOf } from "../table/table.ts";

/** Middle of a drawn cell, px. */
export interface TrueCell {
  x: number;
  y: number;
}

/** A field. */
export interface FieldPlace {
  plate: string;
  well: string;
  site: number;
}

interface Row {
  Metadata_Plate: string;
  Metadata_Well: string;
  Metadata_Site: number;
  X: number;
  Y: number;
}

/**
 * Reads where the cells of a virtual screen were drawn.
 *
 * @param folder Folder of a screen that `c2s simulate` wrote.
 * @returns The cells of a field, in the order of their numbers; none for a field without cells.
 * @throws {InputError} if the table of cells is missing or wrong.
 *
 * @example
 * ```ts
 * import { readTrueCells } from "./true_cells.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readTrueCells("no/such/folder"), Error, "truth/cells.csv");
 * ```
 */
export async function readTrueCells(folder: string): Promise<(field: FieldPlace) => TrueCell[]> {
  const table = await readTable(`${folder}/truth/cells.csv`, {
    Metadata_Plate: { type: "text" },
    Metadata_Well: { type: "text" },
    Metadata_Site: { type: "integer" },
    X: { type: "number" },
    Y: { type: "number" },
  }, { what: "the cells of a virtual screen" });
  const place = (plate: string, well: string, site: number) => `${plate} ${well} ${site}`;
  const fields = Map.groupBy(
    rowsOf<Row>(table),
    (row) => place(row.Metadata_Plate, row.Metadata_Well, row.Metadata_Site),
  );
  return ({ plate, well, site }) =>
    (fields.get(place(plate, well, site)) ?? []).map(({ X, Y }) => ({ x: X, y: Y }));
}
