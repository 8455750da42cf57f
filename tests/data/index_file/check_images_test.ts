import { assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { checkImages } from "../../../lib/data/index_file/check_images.ts";
import { inFolder } from "../folder.ts";

Deno.test("checkImages() names the first image that is not there, and counts them", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/there.tif`, "");
    const field = (well: string, ...names: string[]) => ({
      plate: "P1",
      well,
      site: 1,
      files: Object.fromEntries(
        names.map((name, i) => [["DAPI", "Actin"][i], `${folder}/${name}`]),
      ),
      pixelSize: NaN,
      metadata: {},
    });
    const channels = ["DAPI", "Actin"], whole = field("B02", "there.tif", "there.tif");
    await checkImages({ channels, fields: [whole] }, "index.csv");
    const fields = [whole, field("B03", "there.tif", "gone.tif"), field("B04", "no.tif", "no.tif")];
    const error = await assertRejects(
      () => checkImages({ channels, fields }, "index.csv"),
      InputError,
      "3 of 6 images are not there",
    );
    for (const part of ["line 3", "Actin", "gone.tif"]) {
      if (!error.message.includes(part)) throw error;
    }
  });
});
