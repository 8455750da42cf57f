import { assertEquals } from "@std/assert";
import sharp from "sharp";
import { imageBits } from "../../lib/data/image_bits.ts";
import { encodeTiff } from "../../lib/image/tiff.ts";
import { inFolder } from "./folder.ts";
import { saveAs8Bits } from "./index_file/save_as_8_bits.ts";

const image = { width: 2, height: 1, data: new Uint16Array([7, 900]) };

Deno.test("imageBits() reads the bits of TIFFs and PNGs, whatever their names, for every page", () =>
  inFolder(async (folder) => {
    await Deno.writeFile(`${folder}/a.png`, await encodeTiff(image));
    assertEquals(await imageBits(`${folder}/a.png`), [16]);
    await saveAs8Bits(`${folder}/a.png`);
    assertEquals(await imageBits(`${folder}/a.png`), [8]);
    const raw = { width: 2, height: 1, channels: 1 } as const;
    const wide = sharp(image.data, { raw }).toColourspace("grey16");
    const narrow = sharp(new Uint8Array([7, 9]), { raw }).toColourspace("b-w");
    await Deno.writeFile(`${folder}/b.tif`, await wide.png().toBuffer());
    await Deno.writeFile(`${folder}/c.tif`, await narrow.png().toBuffer());
    assertEquals(await imageBits(`${folder}/b.tif`), [16]);
    assertEquals(await imageBits(`${folder}/c.tif`), [8]);
    const fixtures = new URL("../image/fixtures/tiff/", import.meta.url).pathname;
    assertEquals((await imageBits(`${fixtures}pages.tif`)).length, 3);
  }));

Deno.test("imageBits() leaves what it cannot read to others", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(
      `${folder}/a.tif`,
      "no image at all, though it is long enough for one",
    );
    await Deno.writeFile(`${folder}/b.tif`, (await encodeTiff(image)).slice(0, 12));
    for (const name of ["a.tif", "b.tif", "none.tif", "."]) {
      assertEquals(await imageBits(`${folder}/${name}`), [], name);
    }
  }));
