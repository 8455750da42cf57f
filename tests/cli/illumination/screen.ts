import { Random } from "../../../lib/core/random.ts";
import { type FieldIndex, writeIndex } from "../../../lib/data/index_file.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";

/** Six fields of 32 × 16 px on each of two plates; the light of P2 doubles from left to right. Writes `index.csv`. */
export async function litScreen(folder: string): Promise<FieldIndex> {
  const random = new Random(5), fields = [];
  for (const plate of ["P1", "P2"]) {
    for (let site = 1; site <= 6; site++) {
      const data = Uint16Array.from({ length: 32 * 16 }, (_, i) => {
        const light = plate === "P1" ? 1 : 1 + (i % 32) / 31;
        return light * (1000 + random.integer(100));
      });
      const file = `${folder}/${plate}_${site}.tif`;
      await Deno.writeFile(file, await encodeTiff({ width: 32, height: 16, data }));
      const files = { DAPI: file };
      fields.push({ plate, well: "B02", site, files, pixelSize: NaN, metadata: {} });
    }
  }
  const index = { channels: ["DAPI"], fields };
  await writeIndex(`${folder}/index.csv`, index);
  return index;
}
