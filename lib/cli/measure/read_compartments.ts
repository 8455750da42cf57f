import { InputError } from "../../core/errors.ts";
import { type Compartment, labelFile } from "../../data/label_files.ts";
import type { Field, Where } from "../../image/field.ts";
import { cytoplasmOf } from "../../segment/cells.ts";
import { cellsAround } from "../../segment/cells_around.ts";
import { strays } from "../../segment/strays.ts";
import { readObjects } from "../read_objects.ts";
import type { CellCounts } from "../segment/find_cells.ts";

/** How nuclei find their cells: by equal numbers, or by the cell that most of a nucleus lies in. */
export const joins = ["number", "overlap"] as const;

/** How nuclei find their cells. */
export type Join = typeof joins[number];

/** Where the parts of the cells of a field come from. */
export interface CompartmentSource {
  /** The field. */
  field: Where;
  /** Folder of the label images. */
  labels: string;
  /** Parts of the cells, and whether one is made of the others. */
  compartments: { name: Compartment; derived: boolean }[];
  /** How nuclei find their cells; defaults to `number`. */
  join?: Join;
}

/** Label images of the parts of the cells of a field, one number a cell. */
export interface FieldCompartments {
  /** The parts, as they were asked for. */
  compartments: { name: Compartment; labels: Int32Array }[];
  /** How nuclei and cells went together; absent where numbers say it. */
  matched?: CellCounts;
}

/**
 * Reads the label images of a field. Cytoplasm that has none is made of cells and nuclei.
 *
 * By `number`, equal numbers belong to one cell: what lies in the cell of another number is an error. By `overlap`,
 * cells get the numbers of the nuclei that lie in them, see `cellsAround`: for masks of programs that number
 * nuclei and cells each on their own.
 *
 * @param source Which label images, and how they are joined.
 * @param size That of the field.
 * @throws {InputError} naming the field, for label images that cannot be read, have another size, or are numbered
 * apart.
 */
export async function readCompartments(
  { field, labels, compartments, join = "number" }: CompartmentSource,
  { width, height }: Pick<Field, "width" | "height">,
): Promise<FieldCompartments> {
  const attempted = `Cannot measure plate ${field.plate}, well ${field.well}, site ${field.site}`;
  const load = async (name: Compartment) => {
    const file = labelFile(labels, field, name), image = await readObjects(file, name);
    if (image.width === width && image.height === height) return [name, image.labels] as const;
    throw new InputError(attempted, {
      file,
      found: `${image.width} × ${image.height} labels`,
      allowed: `${width} × ${height}, as the field has pixels`,
    });
  };
  const parts = new Map(await Promise.all([...neededFor(compartments, join)].map(load)));
  const cells = parts.get("cells"), nuclei = parts.get("nuclei");
  let matched: CellCounts | undefined;
  if (join === "overlap") {
    const around = cellsAround(nuclei as Int32Array, cells as Int32Array, width);
    const { cells: own, ...counts } = around;
    parts.set("cells", own);
    matched = counts;
  } else if (cells !== undefined) {
    for (const name of ["nuclei", "cytoplasm"] as const) {
      const part = parts.get(name), away = part && strays(part, cells, width);
      if (away === undefined) continue;
      throw new InputError(`${attempted}: ${name} and cells are numbered apart`, {
        file: labelFile(labels, field, "cells"),
        found: `${away.numbers.length} of ${away.parts} ${name} outside the cell of their ` +
          `number, number ${away.numbers[0]} first`,
        allowed: "one number for all parts of a cell",
        hint: "--join overlap gives each nucleus the cell that it lies in",
      });
    }
  }
  return {
    compartments: compartments.map(({ name, derived }) => ({
      name,
      labels: derived
        ? cytoplasmOf(parts.get("cells") as Int32Array, nuclei as Int32Array)
        : parts.get(name) as Int32Array,
    })),
    ...(matched === undefined ? {} : { matched }),
  };
}

/**
 * The parts that have to be read.
 *
 * @example
 * ```ts
 * import { neededFor } from "./read_compartments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...neededFor([{ name: "cytoplasm", derived: true }])], ["cells", "nuclei"]);
 * ```
 */
export function neededFor(
  compartments: CompartmentSource["compartments"],
  join?: Join,
): Set<Compartment> {
  const both = ["cells", "nuclei"] as const;
  return new Set([
    ...(join === "overlap" ? both : []),
    ...compartments.flatMap(({ name, derived }) => derived ? both : [name]),
  ]);
}
