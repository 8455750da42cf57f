import type { Matrix32 } from "../../core/multiply.ts";
import type { ProfileValues } from "../../core/profiles.ts";
import type { MeanScale } from "../normalize/mean_scale.ts";

/** Numbers that are laid out at a time for a product. */
const blockSize = 1 << 22;

/** Rows and columns that are laid out at a time. */
const tileRows = 128, tileColumns = 32;

/** Columns over a block of rows. */
export interface ScaledBlock {
  /** Where the block begins among the rows. */
  first: number;
  /** Columns as rows, with mean 0 and spread 1, missing values 0 [k × m]; lives until the next block. */
  scaled: Matrix32;
}

/**
 * Columns brought to mean 0 and spread 1, laid out as rows for products, a block of rows at a time.
 *
 * A column without spread is 0.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param columns Columns to take [k].
 * @param known Mean and spread of every column.
 *
 * @example
 * ```ts
 * import { meanScale } from "../normalize/mean_scale.ts";
 * import { scaledBlocks } from "./scaled_blocks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 3]), known = meanScale(values, 1, [0, 1], 0);
 * const [block] = scaledBlocks(values, 1, [0, 1], [0], known);
 * assertEquals([...block!.scaled.data], [-1, 1]);
 * ```
 */
export function* scaledBlocks(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  known: MeanScale,
): Generator<ScaledBlock> {
  const n = rows.length, k = columns.length, chosen = Int32Array.from(columns);
  const center = Float64Array.from(chosen, (column) => known.center[column]!);
  const factor = Float64Array.from(
    columns,
    (column) => varies(known, column) ? 1 / known.spread[column]! : 0,
  );
  // Not a power of two, so that the columns of a row do not fall on the same lines of the cache.
  const length = Math.min(n, Math.floor(blockSize / Math.max(1, k)) | 15);
  // Used again for each block, as fresh memory costs more than the work on it.
  const room = new Float32Array(k * length);
  for (let first = 0; first < n; first += length) {
    const count = Math.min(length, n - first), data = room.subarray(0, k * count);
    const starts = Float64Array.from(
      { length: count },
      (_, i) => (rows[first + i] as number) * width,
    );
    layOut(values, starts, chosen, { center, factor }, data);
    yield { first, scaled: { rows: k, cols: count, data } };
  }
}

/** In tiles, so that both the rows that are read and the columns that are written stay in the cache. */
function layOut(
  values: ProfileValues,
  starts: Float64Array,
  columns: Int32Array,
  scale: { center: Float64Array; factor: Float64Array },
  data: Float32Array,
): void {
  const count = starts.length;
  for (let tile = 0; tile < count; tile += tileRows) {
    const end = Math.min(count, tile + tileRows);
    for (let first = 0; first < columns.length; first += tileColumns) {
      const last = Math.min(columns.length, first + tileColumns);
      layOutTile(values, starts, columns, scale, data, { tile, end, first, last });
    }
  }
}

/** Four rows at once, which come to lie side by side. */
function layOutTile(
  values: ProfileValues,
  starts: Float64Array,
  columns: Int32Array,
  { center, factor }: { center: Float64Array; factor: Float64Array },
  data: Float32Array,
  { tile, end, first, last }: { tile: number; end: number; first: number; last: number },
): void {
  const count = starts.length;
  let i = tile;
  for (; i + 4 <= end; i += 4) {
    const p = starts[i]!, q = starts[i + 1]!, r = starts[i + 2]!, s = starts[i + 3]!;
    for (let column = first, at = first * count + i; column < last; column++, at += count) {
      const feature = columns[column]!, middle = center[column]!, by = factor[column]!;
      const a = (values[p + feature]! - middle) * by, b = (values[q + feature]! - middle) * by;
      const c = (values[r + feature]! - middle) * by, d = (values[s + feature]! - middle) * by;
      data[at] = a === a ? a : 0;
      data[at + 1] = b === b ? b : 0;
      data[at + 2] = c === c ? c : 0;
      data[at + 3] = d === d ? d : 0;
    }
  }
  for (; i < end; i++) {
    for (let column = first, at = first * count + i; column < last; column++, at += count) {
      const scaled = (values[starts[i]! + columns[column]!]! - center[column]!) * factor[column]!;
      data[at] = scaled === scaled ? scaled : 0;
    }
  }
}

/**
 * Whether a column varies over the rows by more than rounding.
 *
 * @param known Mean and spread of every column.
 * @param column Which one.
 *
 * @example
 * ```ts
 * import { meanScale } from "../normalize/mean_scale.ts";
 * import { varies } from "./scaled_blocks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(varies(meanScale(new Float64Array([5, 5]), 1, [0, 1], 0), 0), false);
 * ```
 */
export function varies({ center, spread }: MeanScale, column: number): boolean {
  return spread[column]! > Math.abs(center[column]!) * 1e-13;
}
