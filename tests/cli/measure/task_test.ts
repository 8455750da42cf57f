import { assertEquals, assertRejects } from "@std/assert";
import { measureTask, titleOf } from "../../../lib/cli/measure/task.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import { labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { readPart } from "../../../lib/data/profiles_part.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { featureNames } from "../../../lib/segment/measure.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("measureTask() makes the cytoplasm of cells without their nuclei", async () => {
  await inFolder(async (folder) => {
    const where = { plate: "P1", well: "A01", site: 1 };
    const cells = { width: 3, height: 1, labels: new Int32Array([1, 1, 2]) };
    await writeLabels(labelFile(folder, where, "cells"), cells);
    const nuclei = { ...cells, labels: new Int32Array([0, 1, 2]) };
    await writeLabels(labelFile(folder, where, "nuclei"), nuclei);
    const image = await encodeTiff({ width: 3, height: 1, data: new Uint16Array([1, 2, 3]) });
    await Deno.writeFile(`${folder}/a.tif`, image);
    const found = await measureTask({
      field: { ...where, pixelSize: NaN, files: { DAPI: `${folder}/a.tif` }, metadata: {} },
      channels: ["DAPI"],
      labels: folder,
      compartments: [{ name: "cells", derived: false }, { name: "cytoplasm", derived: true }],
      families: ["AreaShape"],
      part: `${folder}/a.part`,
      skipBad: false,
    });
    assertEquals(found, { cells: 2 });
    const names = featureNames([], ["Cells", "Cytoplasm"], { families: ["AreaShape"] });
    const { values, meta } = await readPart(`${folder}/a.part`, names);
    const outer = names.indexOf("Cytoplasm_AreaShape_Area");
    assertEquals([values[outer], values[names.length + outer]], [1, NaN]);
    assertEquals(metaValues(meta, "Metadata_Cytoplasm_Location_Center_X"), [0, null]);
    assertEquals(titleOf("cytoplasm"), "Cytoplasm");
  });
});

Deno.test("measureTask() refuses a mask of all nuclei instead of a number for each", async () => {
  await inFolder(async (folder) => {
    const where = { plate: "P1", well: "A01", site: 1 };
    const mask = { width: 3, height: 1, labels: new Int32Array([255, 0, 255]) };
    await writeLabels(labelFile(folder, where, "nuclei"), mask);
    const image = await encodeTiff({ width: 3, height: 1, data: new Uint16Array([1, 2, 3]) });
    await Deno.writeFile(`${folder}/a.tif`, image);
    const measuring = () =>
      measureTask({
        field: { ...where, pixelSize: NaN, files: { DAPI: `${folder}/a.tif` }, metadata: {} },
        channels: ["DAPI"],
        labels: folder,
        compartments: [{ name: "nuclei", derived: false }],
        families: ["AreaShape"],
        part: `${folder}/a.part`,
        skipBad: false,
      });
    await assertRejects(measuring, InputError, "2 pieces that all have the value 255");
  });
});
