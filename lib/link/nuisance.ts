import type pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { metaValues } from "../core/profiles.ts";
import { differences, setDifferences } from "./differences.ts";

/**
 * How objects differ in a column that may explain their distance.
 *
 * - `number`: |difference of means|, such as cell counts;
 * - `log`: the same of log₁₀, such as doses over several orders of magnitude;
 * - `set`: 1 − common / all values, such as the plates that a compound was on;
 * - `well`: distance of mean positions on the plate, in wells.
 */
export type NuisanceKind = "number" | "log" | "set" | "well";

/**
 * Distances between objects by a metadata column, to be held fixed in a partial Mantel test.
 *
 * @param meta Metadata of wells [w].
 * @param objects Rows of each object [n]; other rows are not read.
 * @param column Which column.
 * @param kind How it is compared.
 * @returns [n × n].
 * @throws {InputError} for a missing column, a value that is no number above 0 where a logarithm is
 * asked for, or no well name.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ cells: [100, 120, 30], well: ["A01", "A03", "C05"] });
 * const objects = [[0, 1], [2]];
 * assertEquals(nuisanceDistances(meta, objects, "cells", "number").data[1], 80);
 * assertEquals(nuisanceDistances(meta, objects, "well", "well").data[1], Math.hypot(2, 3));
 * ```
 */
export function nuisanceDistances(
  meta: pl.DataFrame,
  objects: readonly (readonly number[])[],
  column: string,
  kind: NuisanceKind,
): Matrix {
  const values = metaValues(meta, column);
  if (kind === "set") {
    return setDifferences(objects.map((rows) => rows.map((row) => String(values[row]))));
  }
  const read = kind === "well" ? placeOf : kind === "log" ? logarithm : number;
  const partsOf = (row: number) => {
    const value = values[row], found = read(value);
    if (found !== undefined) return found;
    throw new InputError("Cannot compare objects by a column", {
      row: row + 1,
      column,
      found: value,
      allowed: { number: "a number", log: "a number above 0", well: "a well such as B02" }[kind],
    });
  };
  return differences(objects.map((rows) => {
    const lists = rows.map(partsOf);
    return (lists[0] ?? []).map((_, part) =>
      lists.reduce((sum, list) => sum + list[part]!, 0) / lists.length
    );
  }));
}

function number(value: unknown): number[] | undefined {
  return typeof value === "number" && Number.isFinite(value) ? [value] : undefined;
}

function logarithm(value: unknown): number[] | undefined {
  return typeof value === "number" && value > 0 && value < Infinity
    ? [Math.log10(value)]
    : undefined;
}

/** Row and column of a well. */
function placeOf(value: unknown): number[] | undefined {
  const [, letters, digits] = /^([A-Z]{1,2})0*([1-9]\d?)$/.exec(String(value)) ?? [];
  if (letters === undefined) return undefined;
  const row = [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0);
  return [row, Number(digits)];
}
