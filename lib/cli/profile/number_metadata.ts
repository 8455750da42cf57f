import pl from "nodejs-polars";
import { type MetaValue, metaValues, type Profiles } from "../../core/profiles.ts";
import { parseNumber } from "../../data/table/columns.ts";

/**
 * Turns metadata columns from text to numbers where every value is one: a CSV file does not say what
 * a number is, and metadata are read as text.
 *
 * @param profiles Profiles [n × d].
 * @param columns Which columns; one that holds another text stays as it is.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { metaValues, makeProfiles } from "../../core/profiles.ts";
 * import { numberMetadata } from "./number_metadata.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ count: ["7", "12"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array(2));
 * assertEquals(metaValues(numberMetadata(profiles, ["count"]).meta, "count"), [7, 12]);
 * ```
 */
export function numberMetadata(profiles: Profiles, columns: readonly string[]): Profiles {
  let { meta } = profiles;
  for (const column of columns) {
    const numbers = metaValues(meta, column).map(numberOf);
    if (!numbers.includes(undefined)) {
      meta = meta.withColumn(pl.Series(column, numbers as (number | null)[], pl.Float64));
    }
  }
  return { ...profiles, meta };
}

function numberOf(value: MetaValue): number | null | undefined {
  if (value === null || typeof value === "number") return value;
  return typeof value === "string" ? parseNumber(value) : undefined;
}
