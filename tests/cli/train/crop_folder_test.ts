import { assertEquals, assertRejects } from "@std/assert";
import { readCropFolder } from "../../../lib/cli/train/crop_folder.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { exists, projectRoot } from "../../../lib/core/files.ts";

const real = `${projectRoot}../shared/data/bbbc021_crops`;
const here = await exists(real);
if (!here) console.warn("A test on real crops is ignored: there are none beside the project");

const header = "File,Page,Image_Metadata_Plate_DAPI,Image_Metadata_Well_DAPI,Site,Cell," +
  "Image_Metadata_Compound,Image_Metadata_Concentration";

Deno.test({
  name: "readCropFolder() reads 68 × 68 px of three channels, as the files say",
  ignore: !here,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const rows = (await Deno.readTextFile(`${real}/crops.csv`)).split("\n");
    const few = rows.filter((row) => /^File|_B02_s1.tif,[01],/.test(row));
    await Deno.writeTextFile(`${folder}/crops.csv`, few.join("\n") + "\n");
    for (const plate of ["27801", "27821"]) {
      const name = `Week4_${plate}_B02_s1.tif`;
      await Deno.copyFile(`${real}/${name}`, `${folder}/${name}`);
    }
    const { cells, side, channels, limits } = await readCropFolder(folder);
    assertEquals([cells.length, side, channels, limits.size], [4, 68, 3, 2]);
    assertEquals(new Set(cells.map(({ compound }) => compound)), new Set(["DMSO"]));
    // 12-bit values times 16.
    assertEquals(cells.every(({ crop }) => crop.every((value) => value % 16 === 0)), true);
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test("readCropFolder() names a file that is missing", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/crops.csv`, `${header}\na.tif,0,P1,B02,1,0,DMSO,0\n`);
  await assertRejects(() => readCropFolder(folder), InputError, "a.tif");
  await Deno.remove(folder, { recursive: true });
});
