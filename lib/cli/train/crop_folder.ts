import { InputError } from "../../core/errors.ts";
import { readTable, rowsOf } from "../../data/table/table.ts";
import { decodePlanes } from "../../image/tiff.ts";
import { cutCrop } from "../../learn/crops.ts";
import { limitsByPlate } from "../limits_by_plate.ts";
import type { Cell, Cells } from "./cells.ts";

interface CropRow {
  File: string;
  Page: number;
  Image_Metadata_Plate_DAPI: string;
  Image_Metadata_Well_DAPI: string;
  Site: number;
  Image_Metadata_Compound: string;
  Image_Metadata_Concentration: number;
}

/**
 * Reads single-cell crops: a folder with `crops.csv` and one TIFF a field, one page a cell.
 *
 * @param folder The folder.
 * @throws {InputError} for a column, file or page that is missing, or crops of several sizes.
 */
export async function readCropFolder(folder: string): Promise<Cells> {
  const file = `${folder}/crops.csv`;
  const rows = rowsOf<CropRow>(
    await readTable(file, {
      File: { type: "text" },
      Page: { type: "integer" },
      Image_Metadata_Plate_DAPI: { type: "text" },
      Image_Metadata_Well_DAPI: { type: "text" },
      Site: { type: "integer" },
      Image_Metadata_Compound: { type: "text" },
      Image_Metadata_Concentration: { type: "number" },
    }, { what: "the list of crops" }),
  );
  const cells: Cell[] = [];
  let side = 0, channels = 0;
  for (const [name, members] of Map.groupBy(rows, ({ File }) => File)) {
    const path = `${folder}/${name}`;
    const bytes = await Deno.readFile(path).catch((cause) => {
      throw new InputError("Cannot read crops", { file: path, found: cause.message });
    });
    for (const row of members) {
      const { width, height, planes } = await decodePlanes(bytes, row.Page, path);
      side ||= width;
      channels ||= planes.length;
      if (width !== side || height !== side || planes.length !== channels) {
        throw new InputError("Cannot read crops of several sizes", {
          file: name,
          found: `${width} × ${height} px, ${planes.length} channels`,
          allowed: `${side} × ${side} px, ${channels} channels`,
        });
      }
      cells.push({
        plate: row.Image_Metadata_Plate_DAPI,
        well: row.Image_Metadata_Well_DAPI,
        site: row.Site,
        week: "",
        compound: row.Image_Metadata_Compound,
        concentration: String(row.Image_Metadata_Concentration),
        moa: null,
        crop: cutCrop(planes, { width, height }, (side - 1) / 2, (side - 1) / 2, side),
      });
    }
  }
  return { channels, side, cells, limits: limitsByPlate(cells, channels) };
}
