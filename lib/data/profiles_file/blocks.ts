import type { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { type Profiles, type ProfileValues, takeRows } from "../../core/profiles.ts";

/**
 * Rows of profiles as one frame, metadata first.
 *
 * @param profiles What to take them from.
 * @param from First row.
 * @param to Row after the last one.
 * @param widen Whether values of 32 bits become 64 wide; defaults to false.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { frameOf } from "./blocks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["A01", "A02"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2]));
 * assertEquals(frameOf(profiles, 1, 2).toRecords(), [{ well: "A02", area: 2 }]);
 * ```
 */
export function frameOf(profiles: Profiles, from: number, to: number, widen = false): pl.DataFrame {
  const { meta, features, values } = profiles, width = features.length;
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  const columns = features.map((name, feature) => {
    const single = values instanceof Float32Array && !widen;
    const column: ProfileValues = single
      ? new Float32Array(rows.length)
      : new Float64Array(rows.length);
    for (let i = 0; i < column.length; i++) {
      column[i] = values[(from + i) * width + feature] as number;
    }
    return pl.Series(name, column, single ? pl.Float32 : pl.Float64);
  });
  return pl.DataFrame([...takeRows(meta, rows).getColumns(), ...columns]);
}

/**
 * Profiles as CSV in pieces of about two million cells, so that memory stays bounded.
 *
 * @param profiles What to write.
 * @param header Whether the names of the columns come first; defaults to true.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { csvBlocks } from "./blocks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01"] });
 * const [block] = csvBlocks(makeProfiles(meta, ["area"], new Float64Array([2.5])));
 * assertEquals(block!.toString(), "Metadata_Well,area\nA01,2.5\n");
 * ```
 */
export function* csvBlocks(profiles: Profiles, header = true): Generator<Buffer> {
  const height = profiles.meta.height;
  const block = Math.max(1, Math.floor(2e6 / (profiles.features.length + 1)));
  for (let from = 0; from === 0 || from < height; from += block) {
    const frame = frameOf(profiles, from, Math.min(height, from + block), true);
    yield frame.writeCSV({ includeHeader: header && from === 0 });
  }
}
