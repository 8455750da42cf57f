import type { Profiles, ProfileValues } from "../core/profiles.ts";
import { aggregate, type AggregateOptions } from "./aggregate.ts";

/**
 * Several steps up at once, for example cells → sites → wells → treatments.
 *
 * The counts of the steps below are added up on the way, so that a treatment knows how many wells,
 * sites and cells it stands for; each step therefore names its own column.
 *
 * @param profiles Rows of the lowest level [n × d].
 * @param levels What each step does, from the lowest to the highest.
 * @throws {InputError} as `aggregate` does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { aggregateLevels } from "./aggregate_levels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   compound: ["taxol", "taxol", "taxol"],
 *   well: ["A01", "A01", "A02"],
 * });
 * const cells = makeProfiles(meta, ["area"], new Float64Array([1, 3, 6]));
 * const treatments = aggregateLevels(cells, [
 *   { by: ["compound", "well"], count: "cells" },
 *   { by: "compound", count: "wells" },
 * ]);
 * assertEquals(treatments.meta.rows(), [["taxol", 3, 2]]);
 * assertEquals([...treatments.values], [4]);
 * ```
 */
export function aggregateLevels<T extends ProfileValues>(
  profiles: Profiles<T>,
  levels: readonly AggregateOptions[],
): Profiles<T> {
  const counts: string[] = [];
  let result = profiles;
  for (const level of levels) {
    result = aggregate(result, { ...level, sum: [...(level.sum ?? []), ...counts] });
    counts.push(...(level.sum ?? []), level.count ?? "Metadata_Count");
  }
  return result;
}
