import { InputError } from "../../core/errors.ts";
import { describeField, type Field } from "../../image/field.ts";

/** A square of a field that becomes one image. */
export interface Area {
  /** First column and row; below 0 where it reaches beyond the border. */
  left: number;
  top: number;
  /** Columns and rows. */
  side: number;
  /** Number of the cell in its middle. */
  label?: number;
}

/**
 * The largest square in the middle of a field.
 *
 * @example
 * ```ts
 * import { wholeField } from "./areas.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wholeField({ width: 10, height: 6 }), [{ left: 2, top: 0, side: 6 }]);
 * ```
 */
export function wholeField({ width, height }: Pick<Field, "width" | "height">): Area[] {
  const side = Math.min(width, height);
  return [{ left: (width - side) >> 1, top: (height - side) >> 1, side }];
}

/**
 * Tiles that cover a field: side by side where they fit, and evenly overlapping where they do not.
 *
 * @param field The field.
 * @param side Side of a tile, px.
 * @returns Tiles row after row.
 * @throws {InputError} if the field is smaller than a tile.
 *
 * @example
 * ```ts
 * import { tilesOf } from "./areas.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const where = { plate: "P1", well: "A01", site: 1 };
 * const tiles = tilesOf({ width: 10, height: 4, channels: [], pixelSize: NaN, where }, 4);
 * assertEquals(tiles.map(({ left }) => left), [0, 3, 6]);
 * ```
 */
export function tilesOf(field: Field, side: number): Area[] {
  const { width, height } = field;
  if (Math.min(width, height) < side) {
    throw new InputError(`Cannot cut tiles out of ${describeField(field)}`, {
      found: `${width} × ${height} pixels`,
      allowed: `${side} × ${side} or more`,
      hint: "Choose smaller tiles, or embed whole fields",
    });
  }
  const starts = (length: number) => {
    const count = Math.ceil(length / side), room = length - side;
    return Array.from(
      { length: count },
      (_, i) => count === 1 ? room >> 1 : Math.round(i * room / (count - 1)),
    );
  };
  return starts(height).flatMap((top) => starts(width).map((left) => ({ left, top, side })));
}

/**
 * A square around the middle of each cell: of its pixels' first and last column and row.
 *
 * @param labels Label image [height × width], 0 is background.
 * @param width Its columns.
 * @param side Side of the squares, px; they may reach beyond the border.
 * @returns One square a cell, by its number.
 *
 * @example
 * ```ts
 * import { cellAreas } from "./areas.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([0, 0, 0, 7, 7, 7]);
 * assertEquals(cellAreas(labels, 3, 1), [{ left: 1, top: 1, side: 1, label: 7 }]);
 * ```
 */
export function cellAreas(labels: Int32Array, width: number, side: number): Area[] {
  const boxes = new Map<number, [left: number, right: number, top: number, bottom: number]>();
  labels.forEach((label, i) => {
    if (label === 0) return;
    const x = i % width, y = (i - x) / width, box = boxes.get(label);
    if (box === undefined) boxes.set(label, [x, x, y, y]);
    else {
      box[0] = Math.min(box[0], x);
      box[1] = Math.max(box[1], x);
      box[3] = y;
    }
  });
  return [...boxes].sort(([a], [b]) => a - b).map(([label, [left, right, top, bottom]]) => ({
    left: Math.round((left + right + 1 - side) / 2),
    top: Math.round((top + bottom + 1 - side) / 2),
    side,
    label,
  }));
}
