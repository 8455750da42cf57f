import { resolve } from "node:path";
import type pl from "nodejs-polars";
import { bbbc021Channels, type Bbbc021Image } from "./tables.ts";
import type { FieldIndex } from "../index_file.ts";
import { rowsOf } from "../table/table.ts";

/**
 * The index of a BBBC021 image table, for every command that takes `--index`.
 *
 * @param images From `readImageTable`, with `Image_Metadata_MoA` where it was joined.
 * @param root Folder that holds `Week1/Week1_22123/…`.
 * @param pixelSize Side of a pixel in µm; defaults to NaN, as the tables do not say.
 * @returns One field a row, channels DAPI, Tubulin and Actin, with `Metadata_Compound`,
 * `Metadata_Concentration` (µM), `Metadata_Replicate`, `Metadata_Week` and, where it is known,
 * `Metadata_MoA`. Whether the images are there is for `checkImages` to say.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { bbbc021Index } from "./index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const images = pl.DataFrame({
 *   Image_PathName_DAPI: ["Week4/Week4_27481"],
 *   Image_FileName_DAPI: ["G10_s1_w1.tif"],
 *   Image_PathName_Tubulin: ["Week4/Week4_27481"],
 *   Image_FileName_Tubulin: ["G10_s1_w2.tif"],
 *   Image_PathName_Actin: ["Week4/Week4_27481"],
 *   Image_FileName_Actin: ["G10_s1_w4.tif"],
 *   Image_Metadata_Plate_DAPI: ["Week4_27481"],
 *   Image_Metadata_Well_DAPI: ["G10"],
 *   Image_Metadata_Site: [1],
 *   Image_Metadata_Compound: ["taxol"],
 *   Image_Metadata_Concentration: [0.3],
 *   Image_Metadata_Week: [4],
 *   Replicate: [1],
 * });
 * const { fields } = bbbc021Index(images, "/screen");
 * assertEquals(fields[0]?.files.DAPI, "/screen/Week4/Week4_27481/G10_s1_w1.tif");
 * ```
 */
export function bbbc021Index(images: pl.DataFrame, root: string, pixelSize = NaN): FieldIndex {
  const withMoa = images.columns.includes("Image_Metadata_MoA");
  const rows = rowsOf<Bbbc021Image & { Image_Metadata_MoA?: string | null }>(images);
  return {
    channels: [...bbbc021Channels],
    fields: rows.map((row) => ({
      plate: row.Image_Metadata_Plate_DAPI,
      well: row.Image_Metadata_Well_DAPI,
      site: row.Image_Metadata_Site,
      pixelSize,
      files: Object.fromEntries(bbbc021Channels.map((channel) => [
        channel,
        resolve(root, row[`Image_PathName_${channel}`], row[`Image_FileName_${channel}`]),
      ])),
      metadata: {
        Metadata_Compound: row.Image_Metadata_Compound,
        Metadata_Concentration: String(row.Image_Metadata_Concentration),
        Metadata_Replicate: String(row.Replicate),
        Metadata_Week: String(row.Image_Metadata_Week),
        ...(withMoa ? { Metadata_MoA: row.Image_Metadata_MoA ?? null } : {}),
      },
    })),
  };
}
