import { InputError } from "../../core/errors.ts";
import type { Covariate, DesignColumn } from "./design.ts";

/**
 * Explains why covariates cannot be told from batches.
 *
 * A categorical covariate can be told from the batch only if its levels link all batches, directly
 * or over others: otherwise the difference between two sets of batches is also one between levels.
 * A continuous one must vary within a batch.
 *
 * @param batches Names of the batches.
 * @param batchOf Batch of each row [n].
 * @param covariates The covariates of the design.
 * @param columns Its columns [p].
 * @param design Their values [n × p].
 * @param dependent The column that follows from the batch and the columns before it.
 *
 * @example
 * ```ts
 * import { confounding } from "./confounding.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const drug = { name: "drug", levels: ["none", "taxol"] };
 * const columns = [{ covariate: "drug", level: "taxol" }];
 * const error = confounding(["P1", "P2"], [0, 1], [drug], columns, [0, 1], 0);
 * assertEquals(
 *   error.message,
 *   "Cannot correct batches: covariate drug is confounded with the batch: none only in P1; " +
 *     "taxol only in P2. Leave the covariate out, or add samples that link these batches",
 * );
 * ```
 */
export function confounding(
  batches: readonly string[],
  batchOf: ArrayLike<number>,
  covariates: readonly Covariate[],
  columns: readonly DesignColumn[],
  design: ArrayLike<number>,
  dependent: number,
): InputError {
  const { covariate, level } = columns[dependent] as DesignColumn;
  const own = columns.flatMap((column, index) => column.covariate === covariate ? [index] : []);
  const levelOf = Array.from(batchOf, (_, row) => {
    const values = own.map((column) => design[row * columns.length + column] as number);
    const levels = covariates.find(({ name }) => name === covariate)?.levels;
    return levels === undefined ? String(values[0]) : levels[values.indexOf(1) + 1] as string;
  });
  const parts = level === undefined
    ? constantParts(batches, batchOf, levelOf)
    : linkedParts(batches, batchOf, levelOf);
  if (parts.length > 1) {
    return new InputError(
      `Cannot correct batches: covariate ${covariate} is confounded with the batch: ` +
        parts.map((part) => `${part.levels.join(", ")} only in ${part.batches.join(", ")}`)
          .join("; "),
      { hint: "Leave the covariate out, or add samples that link these batches" },
    );
  }
  const others = new Set(columns.slice(0, dependent).map((column) => column.covariate));
  others.delete(covariate);
  return new InputError(
    `Cannot correct batches: covariate ${covariate}${level === undefined ? "" : ` (${level})`} ` +
      `follows from the batch and ${[...others].join(", ")}`,
    { hint: "Leave one of these covariates out" },
  );
}

interface Part {
  batches: string[];
  levels: string[];
}

/** Sets of batches that share no level with one another. */
function linkedParts(
  batches: readonly string[],
  batchOf: ArrayLike<number>,
  levelOf: readonly string[],
): Part[] {
  let parts: Part[] = [];
  for (const [batch, name] of batches.entries()) {
    const levels = new Set(levelOf.filter((_, row) => batchOf[row] === batch));
    const linked = parts.filter((part) => part.levels.some((level) => levels.has(level)));
    parts = [...parts.filter((part) => !linked.includes(part)), {
      batches: [...linked.flatMap((part) => part.batches), name],
      levels: [...new Set([...linked.flatMap((part) => part.levels), ...levels])],
    }];
  }
  return parts;
}

/** One part a batch if each has one value only, otherwise a single part. */
function constantParts(
  batches: readonly string[],
  batchOf: ArrayLike<number>,
  levelOf: readonly string[],
): Part[] {
  const parts = batches.map((name, batch) => ({
    batches: [name],
    levels: [...new Set(levelOf.filter((_, row) => batchOf[row] === batch))],
  }));
  return parts.every(({ levels }) => levels.length === 1) ? parts : [];
}
