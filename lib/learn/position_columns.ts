import { makeProfiles, metaValues, type Profiles } from "../core/profiles.ts";
import { wellPlaces } from "./metadata.ts";

/** Which places {@link withPositionColumns} adds. */
export interface PositionColumnsOptions {
  /** Column with the well; defaults to *Metadata_Well*. */
  well?: string;
  /** Columns that say which layout a plate has, such as the week; defaults to *none*. */
  layout?: readonly string[];
}

/**
 * Adds what must never be learned from: a column of 0 and 1 for each row and each column of a plate,
 * to show what they buy.
 *
 * One column a value, because a number such as 7 for the seventh column would say that wells beside
 * one another are alike, which the layout of a plate is not. Their names begin with `Metadata_`, so
 * that `checkMetadata` refuses them.
 *
 * @param profiles Wells [n × d].
 * @param options Where the places are written.
 * @returns The same wells with the new features last, and the names of these.
 * @throws {InputError} for a column that is missing.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { withPositionColumns } from "./position_columns.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["B02", "C02"] });
 * const { profiles, added } = withPositionColumns(makeProfiles(meta, ["f"], new Float64Array([5, 6])));
 * assertEquals(added, ["Metadata_Row_B", "Metadata_Row_C", "Metadata_Column_02"]);
 * assertEquals([...profiles.values], [5, 1, 0, 1, 6, 0, 1, 1]);
 * ```
 */
export function withPositionColumns(
  profiles: Profiles,
  { well = "Metadata_Well", layout = [] }: PositionColumnsOptions = {},
): { profiles: Profiles<Float64Array>; added: string[] } {
  const { meta, features, values } = profiles, n = meta.height, d = features.length;
  const texts = (column: string) => metaValues(meta, column).map(String);
  const { row, column } = wellPlaces(texts(well));
  const places = [
    { name: "Metadata_Row", keys: row },
    { name: "Metadata_Column", keys: column },
    ...layout.map((name) => ({ name, keys: texts(name) })),
  ];
  const flags = places.flatMap(({ name, keys }) =>
    [...new Set(keys)].sort().map((key) => ({ name: `${name}_${key}`, key, keys }))
  );
  const width = d + flags.length, data = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) data[i * width + j] = values[i * d + j]!;
    flags.forEach(({ key, keys }, j) => data[i * width + d + j] = keys[i] === key ? 1 : 0);
  }
  const added = flags.map(({ name }) => name);
  return { profiles: makeProfiles(meta, [...features, ...added], data), added };
}
