import { InputError } from "../../core/errors.ts";

/** A BBBC021 file name: an optional prefix, well, site, channel. */
const fileName = /(?:^|_)([A-P]\d{2})_s(\d+)_/;

/** The columns of an image table that {@link siteOf} compares. */
export interface ImageNames {
  /** Well, for example `G10`. */
  Image_Metadata_Well_DAPI: string;
  /** File of the nuclei. */
  Image_FileName_DAPI: string;
  /** File of the microtubules. */
  Image_FileName_Tubulin: string;
  /** File of the actin filaments. */
  Image_FileName_Actin: string;
}

/** Where a row of a table stands in its file. */
export interface RowPlace {
  /** Number of the row, from 1. */
  row: number;
  /** Its line, header and blank lines counted. */
  line: number;
}

const fileColumns = [
  "Image_FileName_DAPI",
  "Image_FileName_Tubulin",
  "Image_FileName_Actin",
] as const;

/**
 * The site of a field, from the names of its three files.
 *
 * @param row The field.
 * @param file The image table, for errors.
 * @param place Its row there, and the line of that, both from 1.
 * @throws {InputError} where a name has no site, or another site or well than the row says.
 *
 * @example
 * ```ts
 * import { siteOf } from "./names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const row = {
 *   Image_Metadata_Well_DAPI: "G10",
 *   Image_FileName_DAPI: "G10_s2_w1BEDC2073.tif",
 *   Image_FileName_Tubulin: "Week7_7__G10_s2_w2DCEC82F3.tif",
 *   Image_FileName_Actin: "G10_s2_w43CD51CBC.tif",
 * };
 * assertEquals(siteOf(row, "images.csv", { row: 1, line: 2 }), 2);
 * ```
 */
export function siteOf(row: ImageNames, file: string, place: RowPlace): number {
  let site: number | undefined;
  for (const column of fileColumns) {
    const name = row[column], match = fileName.exec(name);
    const rightWell = match?.[1] === row.Image_Metadata_Well_DAPI;
    if (match === null || !rightWell || (site !== undefined && site !== Number(match[2]))) {
      const well = row.Image_Metadata_Well_DAPI;
      throw new InputError("Cannot read the BBBC021 image table", {
        file,
        ...place,
        column,
        found: name,
        allowed: `a name with well and site, such as ${well}_s${site ?? 1}_w1.tif`,
      });
    }
    site = Number(match[2]);
  }
  return site as number;
}

/**
 * The week of a plate, from its name.
 *
 * @param plate For example `Week4_27481`.
 * @param file The image table, for errors.
 * @param place Its row there, and the line of that, both from 1.
 * @throws {InputError} where the name has no week.
 *
 * @example
 * ```ts
 * import { weekOf } from "./names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(weekOf("Week10_40111", "images.csv", { row: 1, line: 2 }), 10);
 * ```
 */
export function weekOf(plate: string, file: string, place: RowPlace): number {
  const match = /^Week(\d+)_/.exec(plate);
  if (match === null) {
    throw new InputError("Cannot read the BBBC021 image table", {
      file,
      ...place,
      column: "Image_Metadata_Plate_DAPI",
      found: plate,
      allowed: "a plate named after its week, such as Week4_27481",
    });
  }
  return Number(match[1]);
}
