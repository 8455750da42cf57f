import { type FieldIndex, writeIndex } from "../../../lib/data/index_file.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { type Disc, drawnNuclei } from "../../segment/drawn_nuclei.ts";

const places: Disc[] = [[18, 20, 9, 2500], [55, 25, 9, 2500], [30, 52, 9, 2500]];

/**
 * Four fields of 80 × 70 px in two channels on plate `P/1`: three with three nuclei; the last, in a well
 * of its own, is empty, and a tenth of it glares at the camera's ceiling. Writes `index.csv`.
 */
export async function qualityScreen(folder: string): Promise<FieldIndex> {
  const fields = [];
  for (const site of [1, 2, 3, 4]) {
    const files: Record<string, string> = {};
    for (const channel of ["DAPI", "Actin"]) {
      const image = drawnNuclei(80, 70, site === 4 ? [] : places, site);
      if (site === 4) image.data.fill(65535, 0, 560);
      files[channel] = `${folder}/s${site}_${channel}.tif`;
      await Deno.writeFile(files[channel]!, await encodeTiff(image));
    }
    const well = site === 4 ? "C03" : "B02", metadata = { Metadata_Compound: "taxol" };
    fields.push({ plate: "P/1", well, site, files, pixelSize: 0.5, metadata });
  }
  const index = { channels: ["DAPI", "Actin"], fields };
  await writeIndex(`${folder}/index.csv`, index);
  return index;
}
