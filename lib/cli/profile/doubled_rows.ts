import { createHash } from "node:crypto";
import { rowName } from "../../core/errors.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import { someNames } from "../../core/some_names.ts";

/** What tells a row: plate and well, and where they are there site and number of the cell. */
const place = [
  /^(Image_)?Metadata_Plate$/,
  /^(Image_)?Metadata_Well$/,
  /^(Image_)?Metadata_Site$/,
  /^(Metadata_)?ObjectNumber$/,
];

/**
 * Warns of rows that are there twice: they count twice in every mean, and make a spread too small.
 *
 * Rows of one plate, well, site and cell are one; where cells have no numbers, those whose values are all
 * the same besides. Rows without plate or well are not looked at.
 *
 * @param profiles Profiles [n × d].
 * @param file The file that they are from, for the names of rows; undefined where there are several.
 * @returns One warning; none where no row is there twice.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { doubledRows } from "./doubled_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Plate: ["P1", "P1"], Metadata_Well: ["A01", "A01"] });
 * const twice = makeProfiles(meta, ["area"], new Float64Array([7, 7]));
 * assertEquals(doubledRows(twice, "wells.csv"), [
 *   "1 row is there twice and counts twice: P1 A01 in line 2 and line 3; remove it",
 * ]);
 * ```
 */
export function doubledRows(profiles: Profiles, file?: string): string[] {
  const { meta, features, values } = profiles, names = meta.columns, n = meta.height;
  const found = place.map((name) => names.find((column) => name.test(column)));
  if (found[0] === undefined || found[1] === undefined) return [];
  const hasCells = found[3] !== undefined;
  const columns = found.filter((name) => name !== undefined)
    .map((name) => metaValues(meta, name));
  const places = Array.from(
    { length: n },
    (_, row) => columns.map((column) => column[row] ?? null),
  );
  const numbers = features.length, bytes = values.BYTES_PER_ELEMENT * numbers;
  const said = (row: number) =>
    createHash("md5").update(
      new Uint8Array(values.buffer, values.byteOffset + row * bytes, bytes),
    ).digest("hex");
  const twice: { row: number; before: number }[] = [];
  for (const rows of Map.groupBy(places.keys(), (row) => places[row]!.join("\t")).values()) {
    if (rows.length < 2 || places[rows[0]!]!.includes(null)) continue;
    const first = new Map<string, number>();
    for (const row of rows) {
      const key = hasCells ? "" : said(row), before = first.get(key);
      if (before === undefined) first.set(key, row);
      else twice.push({ row, before });
    }
  }
  if (twice.length === 0) return [];
  const which = twice.map(({ row, before }) =>
    `${places[row]!.join(" ")} in ${rowName(before + 1, file)} and ${rowName(row + 1, file)}`
  );
  const [rows, them] = twice.length === 1
    ? ["1 row is there twice and counts", "it"]
    : [`${twice.length} rows are there twice and count`, "them"];
  return [`${rows} twice: ${someNames(which, 3)}; remove ${them}`];
}
