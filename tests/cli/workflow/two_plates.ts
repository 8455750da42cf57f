import { type FieldIndex, writeIndex } from "../../../lib/data/index_file.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { type Disc, drawnNuclei } from "../../segment/drawn_nuclei.ts";

/** Brightness by compound; two compounds a mechanism. */
const compounds = [
  ["DMSO", "DMSO", 1],
  ["a", "x", 1.4],
  ["b", "x", 1.5],
  ["c", "y", 0.7],
  ["d", "y", 0.6],
] as const;
const layout = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4];

/** Two plates of twelve wells, one field of 120 × 110 px each; writes `index.csv`. */
export async function twoPlates(folder: string): Promise<FieldIndex> {
  const fields = [];
  for (const [p, plate] of ["P1", "P2"].entries()) {
    for (const [place, which] of layout.entries()) {
      const [compound, moa, bright] = compounds[which]!;
      const well = `B${String(place + 2).padStart(2, "0")}`, files: Record<string, string> = {};
      for (const [channel, wider, brightness] of [["DAPI", 0, 1500], ["Actin", 5, 700]] as const) {
        const discs = [[25, 30], [60, 40], [90, 80], [30, 85]].map(([x, y], i): Disc => [
          x! + (place % 3),
          y! + p,
          7 + ((place + i) % 2) + wider,
          brightness * bright * (1 + p / 10),
        ]);
        const image = drawnNuclei(120, 110, discs, 100 * p + place + wider);
        files[channel] = `${folder}/${plate}_${well}_${channel}.tif`;
        await Deno.writeFile(files[channel]!, await encodeTiff(image));
      }
      const metadata = { Metadata_Compound: compound, Metadata_MoA: moa };
      fields.push({ plate, well, site: 1, files, pixelSize: 0.5, metadata });
    }
  }
  const index = { channels: ["DAPI", "Actin"], fields };
  await writeIndex(`${folder}/index.csv`, index);
  return index;
}
