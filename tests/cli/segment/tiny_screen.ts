import { type FieldIndex, writeIndex } from "../../../lib/data/index_file.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { type Disc, drawnNuclei } from "../../segment/drawn_nuclei.ts";

const places: Disc[] = [[20, 25, 7, 1500], [50, 30, 7, 1500], [0, 60, 7, 1500]];

/** Three fields of 80 × 70 px with three nuclei each, one of them cut by the border; writes `index.csv`. */
export async function tinyScreen(folder: string): Promise<FieldIndex> {
  const fields = [];
  for (const site of [1, 2, 3]) {
    const files: Record<string, string> = {};
    for (const [channel, wider, brightness] of [["DAPI", 0, 1500], ["Actin", 5, 700]] as const) {
      const discs = places.map(([x, y, r]): Disc => [x + site, y, r + wider, brightness]);
      discs[2]![0] = 0;
      const image = drawnNuclei(80, 70, discs, site);
      files[channel] = `${folder}/s${site}_${channel}.tif`;
      await Deno.writeFile(files[channel]!, await encodeTiff(image));
    }
    fields.push({ plate: "P1", well: "B02", site, files, pixelSize: 0.5, metadata: {} });
  }
  const index = { channels: ["DAPI", "Actin"], fields };
  await writeIndex(`${folder}/index.csv`, index);
  return index;
}
