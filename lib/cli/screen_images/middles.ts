import { cellAreas } from "../../learn/embed/areas.ts";
import { readTable, rowsOf } from "../../data/table/table.ts";

/** Middle of a cell, px. */
export interface Middle {
  x: number;
  y: number;
}

/**
 * Middles of labelled objects: of their first and last column and row.
 *
 * @param labels Label image [height × width], 0 is background.
 * @param width Its columns.
 *
 * @example
 * ```ts
 * import { middlesOf } from "./middles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(middlesOf(new Int32Array([0, 7, 7, 7]), 4), [{ x: 2, y: 0 }]);
 * ```
 */
export function middlesOf(labels: Int32Array, width: number): Middle[] {
  return cellAreas(labels, width, 1).map(({ left, top }) => ({ x: left, y: top }));
}

interface Row {
  Metadata_Plate: string;
  Metadata_Well: string;
  Metadata_Site: number;
  X: number;
  Y: number;
}

/**
 * The true middles of the cells of a virtual screen.
 *
 * @param folder Its folder.
 * @returns Middles by plate, well and site.
 * @throws {InputError} if the table of cells is missing or wrong.
 */
export async function trueMiddles(
  folder: string,
): Promise<(where: { plate: string; well: string; site: number }) => Middle[]> {
  const table = await readTable(`${folder}/truth/cells.csv`, {
    Metadata_Plate: { type: "text" },
    Metadata_Well: { type: "text" },
    Metadata_Site: { type: "integer" },
    X: { type: "number" },
    Y: { type: "number" },
  }, { what: "the cells of a virtual screen" });
  const place = (...parts: (string | number)[]) => parts.join(" ");
  const fields = Map.groupBy(
    rowsOf<Row>(table),
    (row) => place(row.Metadata_Plate, row.Metadata_Well, row.Metadata_Site),
  );
  return ({ plate, well, site }) =>
    (fields.get(place(plate, well, site)) ?? []).map(({ X, Y }) => ({ x: X, y: Y }));
}
