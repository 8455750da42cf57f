import { InputError } from "../../core/errors.ts";
import { labelFile } from "../../data/label_files.ts";
import { describeField, type Field } from "../../image/field.ts";
import { cutCrop } from "../../learn/crops.ts";
import type { Embedder } from "../../learn/embed.ts";
import { type Area, cellAreas, tilesOf, wholeField } from "../../learn/embed/areas.ts";
import { readObjects } from "../read_objects.ts";
import type { Unit } from "./task.ts";

/**
 * Whether a network gets squares around cells cut and scaled as those that it learned.
 *
 * @param embedder The network.
 * @param unit What becomes one row.
 *
 * @example
 * ```ts
 * import { takesCrops } from "./crops.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(takesCrops({ crops: true }, { kind: "field" }), false);
 * ```
 */
export function takesCrops({ crops = false }: Pick<Embedder, "crops">, unit: Unit): boolean {
  return crops && unit.kind === "cell";
}

/**
 * The squares of a field that become rows.
 *
 * @param field The field.
 * @param unit What becomes one row.
 * @param options `inside` moves squares around cells at the border into the field, as training does;
 * defaults to leaving them.
 * @throws {InputError} for labels that cannot be read or do not fit; a field smaller than a square that
 * must lie inside.
 */
export async function areasOf(
  field: Field,
  unit: Unit,
  { inside = false }: { inside?: boolean } = {},
): Promise<Area[]> {
  if (unit.kind === "field") return wholeField(field);
  if (unit.kind === "tile") return tilesOf(field, unit.side);
  const file = labelFile(unit.labels, field.where, unit.compartment);
  const { width, height, labels } = await readObjects(file, unit.compartment);
  const attempted = `Cannot cut cells out of ${describeField(field)}`;
  if (width !== field.width || height !== field.height) {
    throw new InputError(attempted, {
      file,
      found: `${width} × ${height} labels`,
      allowed: `${field.width} × ${field.height}, as the field has pixels`,
    });
  }
  const areas = cellAreas(labels, width, unit.side);
  if (!inside) return areas;
  if (Math.min(width, height) < unit.side) {
    throw new InputError(attempted, {
      found: `${width} × ${height} px`,
      allowed: `at least ${unit.side} × ${unit.side}`,
    });
  }
  const within = (start: number, length: number) =>
    Math.min(length - unit.side, Math.max(0, start));
  return areas.map((area) => ({
    ...area,
    left: within(area.left, width),
    top: within(area.top, height),
  }));
}

/**
 * A square of a field, cut as training cuts it.
 *
 * @param field The field.
 * @param area A square that lies in it.
 * @returns Grey values [side × side × channels].
 */
export function cropOf(field: Field, { left, top, side }: Area): Uint16Array {
  const planes = field.channels.map(({ data }) => data), half = (side - 1) / 2;
  return cutCrop(planes, field, left + half, top + half, side);
}
