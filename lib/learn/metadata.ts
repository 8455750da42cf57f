import { InputError } from "../core/errors.ts";
import { identifyingFeatures } from "../core/identify.ts";
import type { Matrix } from "../core/matrix.ts";

/** Metadata of each example, ready to be learned. */
export interface MetadataScale {
  /** Names of the columns [d]. */
  columns: string[];
  /** Mean of each column in training [d]. */
  mean: Float64Array;
  /** Standard deviation of each (ddof 0); 1 where it has no spread, so that it becomes 0 [d]. */
  deviation: Float64Array;
}

/** How {@link checkMetadata} works. */
export interface CheckMetadataOptions {
  /** Columns that may be used although they give a place away, to show what that buys; defaults to *none*. */
  allow?: readonly string[];
}

/**
 * Refuses metadata columns that tell where a profile was made: well, row, column, plate, week, file.
 *
 * A layout is often the same on all plates, and then such a column names the drug with accuracy 1
 * while nothing was learned about cells. Columns are caught by their name and by what they hold,
 * by the same rule as the leakage audit.
 *
 * @param columns Names [d].
 * @param matrix Their values [n × d].
 * @param places Where each example was made: plate, well, row, column, week, file [n each].
 * @param options Columns that are let through.
 * @throws {InputError} naming each such column with the reason; none is dropped in silence.
 *
 * @example
 * ```ts
 * import { checkMetadata } from "./metadata.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([310, 1, 280, 2]) };
 * const check = () => checkMetadata(["Cells_Area", "Metadata_Row"], matrix, {});
 * assertThrows(check, Error, "Metadata_Row: its name says metadata");
 * ```
 */
export function checkMetadata(
  columns: readonly string[],
  matrix: Matrix<Float32Array | Float64Array>,
  places: Readonly<Record<string, readonly string[]>>,
  { allow = [] }: CheckMetadataOptions = {},
): void {
  const telling = identifyingFeatures(columns, matrix, places)
    .filter(({ feature }) => !allow.includes(feature));
  if (telling.length === 0) return;
  throw new InputError("These columns tell where an example was made, not what it looks like", {
    found: telling.map(({ feature, reason }) => `${feature}: ${reason}`).join("; "),
    allowed: "measurements of cells",
    hint:
      "A model that is fed them learns the plate layout; leave them out, or allow them by name " +
      "to show what that buys",
  });
}

/**
 * Well, row and column of each example, from the name of its well.
 *
 * @param wells Names such as `B02` [n].
 *
 * @example
 * ```ts
 * import { wellPlaces } from "./metadata.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wellPlaces(["B02"]), { well: ["B02"], row: ["B"], column: ["02"] });
 * ```
 */
export function wellPlaces(wells: readonly string[]): Record<"well" | "row" | "column", string[]> {
  return {
    well: [...wells],
    row: wells.map((well) => well.replace(/\d.*/, "")),
    column: wells.map((well) => well.replace(/^\D*/, "")),
  };
}

/**
 * Mean and standard deviation of each column of the training rows.
 *
 * @param columns Names [d].
 * @param matrix Values [n × d].
 * @param rows Training rows.
 * @throws {InputError} for a value that is not finite, naming row and column.
 *
 * @example
 * ```ts
 * import { scaleOf, scaled } from "./metadata.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 3, cols: 2, data: new Float64Array([1, 5, 3, 5, 9, 6]) };
 * const scale = scaleOf(["a", "b"], matrix, [0, 1]);
 * assertEquals([...scaled(matrix, scale, 2)], [7, 1]);
 * ```
 */
export function scaleOf(
  columns: readonly string[],
  matrix: Matrix<Float32Array | Float64Array>,
  rows: ArrayLike<number>,
): MetadataScale {
  const d = columns.length, n = rows.length;
  const mean = new Float64Array(d), deviation = new Float64Array(d);
  for (let i = 0; i < matrix.data.length; i++) {
    if (Number.isFinite(matrix.data[i])) continue;
    throw new InputError("Cannot learn from metadata", {
      row: Math.floor(i / d) + 1,
      column: columns[i % d] as string,
      found: matrix.data[i],
      allowed: "a finite number",
    });
  }
  const each = (work: (value: number, column: number) => void) => {
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < d; j++) work(matrix.data[rows[k]! * d + j] as number, j);
    }
  };
  each((value, j) => mean[j]! += value / n);
  each((value, j) => deviation[j]! += (value - mean[j]!) ** 2 / n);
  for (let j = 0; j < d; j++) {
    const spread = Math.sqrt(deviation[j]!);
    deviation[j] = spread > 1e-9 * Math.abs(mean[j]!) ? spread : 1;
  }
  return { columns: [...columns], mean, deviation };
}

/**
 * One row of metadata in units of standard deviations.
 *
 * @param matrix Values [n × d].
 * @param scale From the training rows.
 * @param row Which row.
 * @returns Values [d].
 */
export function scaled(
  matrix: Matrix<Float32Array | Float64Array>,
  { mean, deviation }: MetadataScale,
  row: number,
): Float32Array {
  return Float32Array.from(
    mean,
    (centre, j) => ((matrix.data[row * matrix.cols + j] as number) - centre) / deviation[j]!,
  );
}
