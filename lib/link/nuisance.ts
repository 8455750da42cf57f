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

/** What may explain the link of two spaces, for the same objects. */
export interface Nuisance {
  /** How far objects differ in it [n × n]. */
  distances: Matrix;
  /** What each object has of it: a mean, a row and a column, or its share of each plate [n × p]. */
  values: Matrix;
  /** What is taken off features: the values, and the squares of numbers [q × n]. */
  terms: Float64Array[];
}

/**
 * A metadata column as a nuisance: as distances and as numbers to be taken off features.
 *
 * @param meta Metadata of wells [w].
 * @param objects Rows of each object [n]; other rows are not read.
 * @param column Which column.
 * @param kind How it is compared.
 * @throws {InputError} for a missing column, a value that is no number above 0 where a logarithm is
 * asked for, or no well name.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ cells: [100, 120, 30], plate: ["P1", "P2", "P2"] });
 * const objects = [[0, 1], [2]];
 * assertEquals([...nuisanceOf(meta, objects, "cells", "number").values.data], [110, 30]);
 * assertEquals([...nuisanceOf(meta, objects, "plate", "set").values.data], [0.5, 0.5, 0, 1]);
 * ```
 */
export function nuisanceOf(
  meta: pl.DataFrame,
  objects: readonly (readonly number[])[],
  column: string,
  kind: NuisanceKind,
): Nuisance {
  if (kind === "set") {
    const sets = setsOf(meta, objects, column);
    const members = [...new Set(sets.flat())].sort();
    const values = matrixOf(
      sets.map((set) =>
        members.map((member) => set.filter((one) => one === member).length / set.length)
      ),
    );
    return { distances: setDifferences(sets), values, terms: columnsOf(values) };
  }
  const means = meansOf(meta, objects, column, kind), values = matrixOf(means);
  const lists = columnsOf(values);
  return { distances: differences(means), values, terms: [...lists, ...lists.map(squares)] };
}

function setsOf(
  meta: pl.DataFrame,
  objects: readonly (readonly number[])[],
  column: string,
): string[][] {
  const values = metaValues(meta, column);
  return objects.map((rows) => rows.map((row) => String(values[row])));
}

/** Mean of each part of a column over the rows of each object. */
function meansOf(
  meta: pl.DataFrame,
  objects: readonly (readonly number[])[],
  column: string,
  kind: Exclude<NuisanceKind, "set">,
): number[][] {
  const values = metaValues(meta, column);
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
  return objects.map((rows) => {
    const lists = rows.map(partsOf);
    return (lists[0] ?? []).map((_, part) =>
      lists.reduce((sum, list) => sum + list[part]!, 0) / lists.length
    );
  });
}

function matrixOf(lists: readonly (readonly number[])[]): Matrix {
  return { rows: lists.length, cols: lists[0]?.length ?? 0, data: Float64Array.from(lists.flat()) };
}

function columnsOf({ rows, cols, data }: Matrix): Float64Array[] {
  return Array.from(
    { length: cols },
    (_, col) => Float64Array.from({ length: rows }, (_, row) => data[row * cols + col]!),
  );
}

/** About the mean, where a square is not nearly the number itself once more. */
function squares(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => (value - mean) ** 2);
}

/** A number, also where a table has it as text because another row holds none. */
function number(value: unknown): number[] | undefined {
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? [read] : undefined;
}

function logarithm(value: unknown): number[] | undefined {
  const [read = 0] = number(value) ?? [];
  return read > 0 ? [Math.log10(read)] : undefined;
}

/** Row and column of a well. */
function placeOf(value: unknown): number[] | undefined {
  const [, letters, digits] = /^([A-Z]{1,2})0*([1-9]\d?)$/.exec(String(value)) ?? [];
  if (letters === undefined) return undefined;
  const row = [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0);
  return [row, Number(digits)];
}
