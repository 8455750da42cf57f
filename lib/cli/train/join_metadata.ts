import { counted } from "../../core/counted.ts";
import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Profiles } from "../../core/profiles.ts";
import { someNames } from "../../core/some_names.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { wellName } from "../../data/well_name.ts";
import { aggregate } from "../../profile/aggregate.ts";

/** Measurements by place: of each site where profiles have sites, else of each well. */
export interface Measurements {
  /** Names of the measurements [d]. */
  columns: readonly string[];
  /** Their medians, place after place [places × d]. */
  values: ArrayLike<number>;
  /** Number of each place, by its name. */
  places: ReadonlyMap<string, number>;
  /** Whether a place is a site. */
  sites: boolean;
  /** Where they are from, for messages. */
  file?: string;
}

/** Measurements that go with each field. */
export interface FieldMetadata {
  /** Names of the measurements [d]. */
  columns: string[];
  /** Their values [fields × d]. */
  matrix: Matrix<Float64Array>;
}

type Place = Pick<IndexedField, "plate" | "well" | "site">;

/**
 * Medians of measurements by place. A single cell can have moments a million times those of others, which
 * a mean would follow.
 *
 * @param profiles Rows with `Metadata_Plate`, `Metadata_Well` and perhaps `Metadata_Site`: cells, sites or
 * wells.
 * @param file Where they are from, for messages.
 * @throws {InputError} for profiles that do not tell plate and well, or call one well by two names.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { measurementsOf } from "./join_metadata.ts";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Plate: ["P", "P", "P"], Metadata_Well: ["A1", "A1", "A1"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 900]));
 * assertEquals([...measurementsOf(profiles).places.keys()], ["plate P, well A01"]);
 * ```
 */
export function measurementsOf(profiles: Profiles, file?: string): Measurements {
  const { columns } = profiles.meta, place = file === undefined ? {} : { file };
  const sites = columns.includes("Metadata_Site");
  const by = ["Metadata_Plate", "Metadata_Well", ...(sites ? ["Metadata_Site"] : [])];
  const missing = by.find((name) => !columns.includes(name));
  if (missing !== undefined) {
    throw new InputError("Measurements do not say where they were made", {
      ...place,
      column: missing,
      found: columns.join(", "),
      hint: `Call the column that says so ${missing}`,
    });
  }
  const medians = aggregate(profiles, { by, method: "median" });
  const places = new Map<string, number>();
  for (const [key, [row]] of groupRows(medians.meta, by)) {
    const [plate, well, site] = key.split("\t") as [string, string, string?];
    const name = placeName({ plate, well, site: Number(site) }, sites);
    if (places.has(name)) {
      throw new InputError("Measurements call one well by two names", { ...place, found: name });
    }
    places.set(name, row!);
  }
  return { columns: medians.features, values: medians.values, places, sites, ...place };
}

/** A place in words; `A1` and `A01` are one well. */
function placeName({ plate, well, site }: Place, sites: boolean): string {
  return `plate ${plate}, well ${wellName(well) ?? well}${sites ? `, site ${site}` : ""}`;
}

/**
 * The fields that have measurements, and those that have none: a field without a cell has no row of cells.
 *
 * @param fields Fields of an index.
 * @param measurements Measurements by place.
 * @throws {InputError} where no field has any, or wells have other sites there: names differ.
 */
export function measuredFields(
  fields: readonly IndexedField[],
  { places, sites, file }: Measurements,
): { measured: IndexedField[]; without: IndexedField[] } {
  const has = (field: IndexedField) => places.has(placeName(field, sites));
  const measured = fields.filter(has), without = fields.filter((field) => !has(field));
  if (measured.length === 0 && without.length > 0) {
    throw new InputError("No field has measurements", {
      ...(file === undefined ? {} : { file }),
      found: [...places.keys()].slice(0, 2).join("; "),
      allowed: `places of the index, such as ${placeName(without[0]!, sites)}`,
    });
  }
  if (sites && without.length > 0) refuseOtherSites(fields, without, { places, file });
  return { measured, without };
}

/**
 * Refuses sites that are numbered otherwise: where a well lacks sites and has others instead, all of them
 * may be one off, and each field would get its neighbour's measurements.
 */
function refuseOtherSites(
  fields: readonly IndexedField[],
  without: readonly IndexedField[],
  { places, file }: { places: Measurements["places"]; file: string | undefined },
): void {
  const known = new Set(fields.map((field) => placeName(field, true)));
  const spare = [...places.keys()].filter((name) => !known.has(name));
  for (const field of without) {
    const well = `${placeName(field, false)}, site `;
    const others = spare.filter((name) => name.startsWith(well));
    if (others.length === 0) continue;
    throw new InputError("Sites are numbered otherwise than in the index", {
      ...(file === undefined ? {} : { file }),
      found: others.join("; "),
      allowed: `sites of the index, such as ${placeName(field, true)}`,
      hint: "Number both alike",
    });
  }
}

/**
 * Fields without measurements in words, for people; undefined where there are none.
 *
 * @param fields From {@link measuredFields}.
 * @param file Where measurements are from.
 */
export function sayUnmeasured(
  { measured, without }: ReturnType<typeof measuredFields>,
  file: string,
): string | undefined {
  if (without.length === 0) return undefined;
  const names = [...Map.groupBy(without, ({ plate }) => plate)].flatMap(([plate, own]) =>
    measured.some((field) => field.plate === plate)
      ? own.map(({ well, site }) => `${plate} ${well} site ${site}`)
      : [`all ${own.length} of plate ${plate}`]
  );
  return `left out: ${
    counted(without.length, "field")
  } without a row in ${file}, perhaps for lack ` +
    `of cells: ${someNames(names, 8)}`;
}

/**
 * Measurements of each field.
 *
 * @param fields Fields of an index [n], all of them measured.
 * @param measurements Measurements by place.
 * @param hint What to do about a measurement that a field lacks.
 * @throws {InputError} naming the first field that has no measurements, or lacks one of them.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { joinMetadata, measurementsOf } from "./join_metadata.ts";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Plate: ["P", "P", "P"], Metadata_Well: ["A01", "A01", "A01"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 900]));
 * const field = { plate: "P", well: "A01", site: 2, files: {}, pixelSize: 1, metadata: {} };
 * assertEquals([...joinMetadata([field], measurementsOf(profiles)).matrix.data], [2]);
 * ```
 */
export function joinMetadata(
  fields: readonly IndexedField[],
  { columns, values, places, sites, file }: Measurements,
  hint = "c2s select leaves such columns out, or fills the gaps with --impute median",
): FieldMetadata {
  const data = new Float64Array(fields.length * columns.length);
  const from = file === undefined ? {} : { file };
  fields.forEach((field, i) => {
    const where = placeName(field, sites), row = places.get(where);
    if (row === undefined) {
      throw new InputError("A field has no measurements", {
        ...from,
        found: where,
        allowed: `one of ${places.size} places with measurements`,
      });
    }
    for (let j = 0; j < columns.length; j++) {
      const value = values[row * columns.length + j]!;
      if (!Number.isFinite(value)) {
        throw new InputError("A field lacks a measurement", {
          ...from,
          column: columns[j] as string,
          found: `${value} in ${where}`,
          allowed: "a finite number",
          hint,
        });
      }
      data[i * columns.length + j] = value;
    }
  });
  return { columns: [...columns], matrix: { rows: fields.length, cols: columns.length, data } };
}
