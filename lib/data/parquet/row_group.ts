import { InputError } from "../../core/errors.ts";
import { type MetaValue, metaValues, type Profiles } from "../../core/profiles.ts";

/** Rows that are written together, column by column, while they are gathered. */
export class RowGroup {
  /** Names of the metadata columns. */
  readonly metaNames: readonly string[];
  /** Cells of each metadata column, as many as there are rows. */
  readonly meta: MetaValue[][];
  /** Names of the features. */
  readonly features: readonly string[];
  /** Most rows it holds. */
  readonly capacity: number;
  readonly #values: Float64Array;
  #rows = 0;

  /**
   * @param like Profiles with the columns that all rows have.
   * @param values Most values that it holds, over all features; at least one row.
   *
   * @example
   * ```ts
   * import pl from "nodejs-polars";
   * import { makeProfiles } from "../../core/profiles.ts";
   * import { RowGroup } from "./row_group.ts";
   * import { assertEquals } from "@std/assert";
   *
   * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03"] });
   * const profiles = makeProfiles(meta, ["a", "b"], new Float64Array([1, 2, 3, 4, 5, 6]));
   * const group = new RowGroup(profiles, 4);
   * assertEquals(group.fill(profiles), 2);
   * assertEquals(group.column(1), new Float64Array([2, 4]));
   * ```
   */
  constructor({ meta, features }: Profiles, values: number) {
    this.metaNames = meta.columns;
    this.meta = meta.columns.map(() => []);
    this.features = features;
    this.capacity = Math.max(1, Math.floor(values / Math.max(1, features.length)));
    this.#values = new Float64Array(this.capacity * features.length);
  }

  /** How many rows it holds. */
  get rows(): number {
    return this.#rows;
  }

  /** Whether no row more fits in. */
  get full(): boolean {
    return this.#rows === this.capacity;
  }

  /**
   * Copies rows of a block until the group is full; the block is not needed afterwards.
   *
   * @param block Profiles with the same columns.
   * @param from First row to take; defaults to 0.
   * @returns How many rows were taken.
   */
  fill({ meta, features, values }: Profiles, from = 0): number {
    const width = features.length, capacity = this.capacity, first = this.#rows;
    const count = Math.min(meta.height - from, capacity - first);
    for (let feature = 0; feature < width; feature++) {
      const to = feature * capacity + first;
      for (let row = 0, at = from * width + feature; row < count; row++, at += width) {
        this.#values[to + row] = values[at] as number;
      }
    }
    for (const [position, name] of this.metaNames.entries()) {
      const cells = metaValues(meta, name), column = this.meta[position] as MetaValue[];
      for (let row = from; row < from + count; row++) column.push(cells[row] as MetaValue);
    }
    this.#rows += count;
    return count;
  }

  /**
   * The values of a feature, where they lie [rows].
   *
   * @throws {InputError} where there is no such feature.
   */
  column(feature: number): Float64Array {
    if (!(feature >= 0 && feature < this.features.length)) {
      throw new InputError("There is no such feature", { found: feature });
    }
    const start = feature * this.capacity;
    return this.#values.subarray(start, start + this.#rows);
  }

  /** Forgets the rows, so that the same memory takes the next ones. */
  clear(): void {
    this.#rows = 0;
    for (const column of this.meta) column.length = 0;
  }
}
