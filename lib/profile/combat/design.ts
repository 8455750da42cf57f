import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { type MetaValue, metaValues } from "../../core/profiles.ts";

/** A covariate whose effect is kept while batches are corrected. */
export interface Covariate {
  /** Its metadata column. */
  name: string;
  /** Values of a categorical covariate, the first as the baseline; absent for a continuous one. */
  levels?: readonly string[];
}

/**
 * The batch of each row.
 *
 * @param meta Metadata [n rows].
 * @param column The column that names the batch.
 * @param known Batches to number from 0 on; defaults to those found, in order of appearance.
 * @returns Names of the batches, and the number of each row's batch [n].
 * @throws {InputError} if a row has no batch, or one that is not known.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { batchesOf } from "./design.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { names, of } = batchesOf(pl.DataFrame({ plate: ["P1", "P2", "P1"] }), "plate");
 * assertEquals([names, [...of]], [["P1", "P2"], [0, 1, 0]]);
 * ```
 */
export function batchesOf(
  meta: pl.DataFrame,
  column: string,
  known?: readonly string[],
): { names: string[]; of: Int32Array } {
  const numbers = new Map((known ?? []).map((name, index) => [name, index]));
  const of = Int32Array.from(textOf(meta, column), (name, row) => {
    if (!numbers.has(name)) {
      if (known !== undefined) {
        throw new InputError("Cannot correct batches: the model does not know this batch", {
          row: row + 1,
          column,
          found: name,
          allowed: known.join(", "),
          hint: "Fit a model with samples of it",
        });
      }
      numbers.set(name, numbers.size);
    }
    return numbers.get(name) as number;
  });
  return { names: [...numbers.keys()], of };
}

/**
 * Categorical and continuous covariates with the levels that occur.
 *
 * @param meta Metadata [n rows].
 * @param categorical Columns whose values are names.
 * @param continuous Columns of numbers.
 * @throws {InputError} if a column is missing or named twice, a value is missing, or there is only one.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { covariatesOf } from "./design.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["none", "taxol"] });
 * assertEquals(covariatesOf(meta, ["drug"], []), [{ name: "drug", levels: ["none", "taxol"] }]);
 * ```
 */
export function covariatesOf(
  meta: pl.DataFrame,
  categorical: readonly string[],
  continuous: readonly string[],
): Covariate[] {
  const names = [...categorical, ...continuous];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError("Cannot correct batches: a covariate is named twice", { column: twice });
  }
  return names.map((name, index) => {
    const levels = [...new Set(textOf(meta, name))];
    if (levels.length < 2) {
      throw new InputError("Cannot correct batches: a covariate has one value only", {
        column: name,
        found: levels[0],
        allowed: "two values or more",
        hint: "Leave it out",
      });
    }
    return index < categorical.length ? { name, levels } : { name };
  });
}

/** A column of a design: a continuous covariate, or whether a categorical one has some level. */
export interface DesignColumn {
  /** Which covariate. */
  covariate: string;
  /** Which of its levels; absent for a continuous one. */
  level?: string;
}

/**
 * The columns that covariates make: one a continuous covariate, one a level but the first.
 *
 * @example
 * ```ts
 * import { designColumns } from "./design.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const columns = designColumns([{ name: "drug", levels: ["none", "taxol"] }, { name: "dose" }]);
 * assertEquals(columns, [{ covariate: "drug", level: "taxol" }, { covariate: "dose" }]);
 * ```
 */
export function designColumns(covariates: readonly Covariate[]): DesignColumn[] {
  return covariates.flatMap(({ name, levels }) =>
    levels === undefined
      ? [{ covariate: name }]
      : levels.slice(1).map((level) => ({ covariate: name, level }))
  );
}

/**
 * The covariates of each row as numbers, 0 and 1 for levels.
 *
 * @param meta Metadata [n rows].
 * @param covariates What to read.
 * @returns Row after row [n × columns of the design].
 * @throws {InputError} if a level is not known or a number is missing or infinite.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { designMatrix } from "./design.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["none", "taxol"], dose: [0, 3] });
 * const covariates = [{ name: "drug", levels: ["none", "taxol"] }, { name: "dose" }];
 * assertEquals([...designMatrix(meta, covariates)], [0, 0, 1, 3]);
 * ```
 */
export function designMatrix(meta: pl.DataFrame, covariates: readonly Covariate[]): Float64Array {
  const width = designColumns(covariates).length;
  const design = new Float64Array(meta.height * width);
  let first = 0;
  for (const { name, levels } of covariates) {
    if (levels === undefined) {
      const values = metaValues(meta, name);
      for (const [row, value] of values.entries()) {
        design[row * width + first] = numberIn(value, row, name);
      }
      first++;
    } else {
      for (const [row, level] of textOf(meta, name).entries()) {
        const index = levels.indexOf(level);
        if (index < 0) {
          throw new InputError("Cannot correct batches: the model does not know this level", {
            row: row + 1,
            column: name,
            found: level,
            allowed: levels.join(", "),
          });
        }
        if (index > 0) design[row * width + first + index - 1] = 1;
      }
      first += levels.length - 1;
    }
  }
  return design;
}

function textOf(meta: pl.DataFrame, column: string): string[] {
  return metaValues(meta, column).map((value, row) => {
    if (value === null || value === undefined) {
      throw new InputError("Cannot correct batches: a value is missing", {
        row: row + 1,
        column,
        found: undefined,
        allowed: "a value in each row",
      });
    }
    return String(value);
  });
}

/** Metadata from a CSV file are text, so text that reads as a number is one. */
function numberIn(value: MetaValue | undefined, row: number, column: string): number {
  const isText = typeof value === "string" && value.trim() !== "";
  const number = typeof value === "number" || isText ? Number(value) : NaN;
  if (!Number.isFinite(number)) {
    throw new InputError("Cannot correct batches: a continuous covariate needs numbers", {
      row: row + 1,
      column,
      found: value,
      allowed: "a finite number",
    });
  }
  return number;
}
