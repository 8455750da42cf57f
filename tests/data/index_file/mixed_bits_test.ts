import { assertEquals } from "@std/assert";
import { mixedBits } from "../../../lib/data/index_file/mixed_bits.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../folder.ts";
import { saveAs8Bits } from "./save_as_8_bits.ts";

const image = { width: 2, height: 1, data: new Uint16Array([7, 900]) };

/** Fields `<plate><site>` of two channels; those of the named files have 8 bits. */
async function screen(folder: string, ...narrow: string[]) {
  const fields = [];
  for (const [plate, site] of [["P1", 1], ["P1", 2], ["P1", 3], ["P2", 1], ["P2", 2]] as const) {
    const files: Record<string, string> = {};
    for (const channel of ["DAPI", "Actin"]) {
      const name = `${plate}_${site}_${channel}.tif`, file = files[channel] = `${folder}/${name}`;
      await Deno.writeFile(file, await encodeTiff(image));
      if (narrow.includes(name)) await saveAs8Bits(file);
    }
    fields.push({ plate, well: "B02", site, files, pixelSize: 0.5, metadata: {} });
  }
  return { channels: ["DAPI", "Actin"], fields };
}

Deno.test("mixedBits() names plate, channel and one image of each kind", () =>
  inFolder(async (folder) => {
    const said = await mixedBits(await screen(folder, "P1_2_DAPI.tif", "P2_1_Actin.tif"));
    assertEquals(
      said?.startsWith(
        "Images of one plate and channel differ in the bits of their values: " +
          `plate P1, DAPI (1 of 8 bits, such as ${folder}/P1_2_DAPI.tif; ` +
          `2 of 16 bits, such as ${folder}/P1_1_DAPI.tif), ` +
          `plate P2, Actin (1 of 8 bits, such as ${folder}/P2_1_Actin.tif; ` +
          `1 of 16 bits, such as ${folder}/P2_2_Actin.tif). Values`,
      ),
      true,
      said,
    );
  }));

Deno.test("mixedBits() says nothing where each plate and channel has one kind, or nothing is known", () =>
  inFolder(async (folder) => {
    assertEquals(await mixedBits(await screen(folder)), undefined);
    const plate = await screen(folder, "P2_1_DAPI.tif", "P2_2_DAPI.tif");
    assertEquals(await mixedBits(plate), undefined);
    await Deno.writeTextFile(`${folder}/P1_2_DAPI.tif`, "no image");
    await Deno.remove(`${folder}/P1_3_DAPI.tif`);
    assertEquals(await mixedBits(plate), undefined);
  }));

Deno.test("mixedBits() goes by the page that a channel is read from", () =>
  inFolder(async (folder) => {
    const { channels, fields } = await screen(folder);
    for (const { files } of fields) files.DAPI = files.Actin = `${files.DAPI}#0`;
    fields[0]!.files.DAPI = fields[0]!.files.DAPI!.replace("#0", "#7");
    assertEquals(await mixedBits({ channels, fields }), undefined);
    await saveAs8Bits(`${folder}/P2_1_DAPI.tif`);
    const said = await mixedBits({ channels, fields });
    assertEquals(said?.match(/plate \w+, \w+/g), ["plate P2, DAPI", "plate P2, Actin"]);
  }));
