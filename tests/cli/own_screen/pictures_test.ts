import { assertEquals } from "@std/assert";
import { cutout, layersLike, outlined } from "../../../lib/cli/own_screen/pictures.ts";
import { labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../../data/folder.ts";

const width = 6, height = 4;
const pixels = Uint16Array.from({ length: width * height }, (_, i) => 10 * i);

async function field(folder: string) {
  const file = `${folder}/dapi.tif`;
  await Deno.writeFile(file, await encodeTiff({ width, height, data: pixels }));
  const place = { plate: "P1", well: "B02", site: 1 };
  return { ...place, files: { DAPI: file }, pixelSize: 0.5, metadata: {} };
}

Deno.test("cutout() takes the middle of a field, or the whole of a small one", () =>
  inFolder(async (folder) => {
    const row = await field(folder);
    const { field: cut, corner } = await cutout(row, 2);
    assertEquals([cut.width, cut.height, corner], [2, 2, { left: 2, top: 1 }]);
    assertEquals([...cut.channels[0]!.data], [80, 90, 140, 150]);
    assertEquals((await cutout(row, 99)).field.width, width);
  }));

Deno.test("outlined() draws the outlines of the labels over the cut-out", () =>
  inFolder(async (folder) => {
    const row = await field(folder), labels = new Int32Array(width * height);
    for (const i of [8, 9, 14, 15]) labels[i] = 1;
    await writeLabels(labelFile(folder, row, "nuclei"), { width, height, labels });
    const layers = layersLike((await cutout(row)).field, ["DAPI"]);
    const { nuclei, pixelSize } = await outlined(row, folder, layers, 4);
    assertEquals([nuclei.width, nuclei.height, pixelSize], [4, 4, 0.5]);
    const at = (
      x: number,
      y: number,
    ) => [...nuclei.data.subarray(4 * (4 * y + x), 4 * (4 * y + x) + 3)];
    assertEquals(at(1, 1), [255, 230, 0]);
    assertEquals(at(0, 0)[0] === at(0, 0)[2], true);
  }));
