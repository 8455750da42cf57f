import { resolve } from "node:path";
import type pl from "nodejs-polars";
import { bbbc021Channels, type Bbbc021Image } from "./bbbc021.ts";
import type { FieldIndex } from "./index_file.ts";
import { rowsOf } from "./table.ts";

/**
 * The index of a BBBC021 image table, for every command that takes `--index`.
 *
 * @param images From `readImageTable`, with `Image_Metadata_MoA` where it was joined.
 * @param root Folder that holds `Week1/Week1_22123/…`.
 * @param pixelSize Side of a pixel in µm; defaults to NaN, as the tables do not say.
 * @returns One field a row, channels DAPI, Tubulin and Actin, with `Metadata_Compound`,
 * `Metadata_Concentration` (µM), `Metadata_Replicate`, `Metadata_Week` and, where it is known,
 * `Metadata_MoA`. Whether the images are there is for `checkImages` to say.
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
