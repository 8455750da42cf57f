import { assertEquals } from "@std/assert";
import { zipSync } from "fflate";
import { useArchives } from "../../../lib/data/bbbc021/archives.ts";
import { readField } from "../../../lib/data/fields.ts";
import type { FieldIndex } from "../../../lib/data/index_file.ts";
import { checkImages } from "../../../lib/data/index_file/check_images.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inTempDir } from "../helpers.ts";

function index(folder: string, plate: string): FieldIndex {
  const channels = ["DAPI", "Tubulin"];
  const files = Object.fromEntries(
    channels.map((name, i) => [name, `${folder}/Week1/${plate}/G10_s1_w${i + 1}.tif`]),
  );
  const field = { plate, well: "G10", site: 1, pixelSize: NaN, metadata: {}, files };
  return { channels, fields: [field] };
}

Deno.test("fields of a plate are read straight from its archive, which stays packed", () =>
  inTempDir(async (folder) => {
    const image = (value: number) =>
      encodeTiff({ width: 2, height: 1, data: new Uint16Array([value, 7]) });
    await Deno.writeFile(
      `${folder}/BBBC021_v1_images_Week1_22123.zip`,
      zipSync({
        "Week1_22123/G10_s1_w1.tif": new Uint8Array(await image(100)),
        "Week1_22123/G10_s1_w2.tif": new Uint8Array(await image(200)),
      }),
    );
    const packed = await useArchives(index(folder, "Week1_22123"), folder);
    await checkImages(packed, "index.csv");
    const { channels } = await readField(packed.fields[0]!);
    assertEquals(channels.map(({ name, data }) => [name, ...data]), [
      ["DAPI", 100, 7],
      ["Tubulin", 200, 7],
    ]);
    assertEquals((await Array.fromAsync(Deno.readDir(folder))).length, 1);
  }));

Deno.test("useArchives() leaves images that are unpacked, or have no archive, and no others", () =>
  inTempDir(async (folder) => {
    const plain = index(folder, "Week1_22123");
    assertEquals(await useArchives(plain, folder), plain);
    await Deno.writeTextFile(`${folder}/BBBC021_v1_images_Week1_22123.zip`, "");
    const place = `${folder}/Week1/Week1_22123`;
    const found = async () => (await useArchives(plain, folder)).fields[0]?.files;
    const archive = `${folder}/BBBC021_v1_images_Week1_22123.zip!/Week1_22123`;
    // An empty folder, and one that has half the plate, hide no archive.
    await Deno.mkdir(place, { recursive: true });
    assertEquals((await found())?.DAPI, `${archive}/G10_s1_w1.tif`);
    await Deno.writeTextFile(`${place}/G10_s1_w1.tif`, "");
    assertEquals(await found(), {
      DAPI: `${place}/G10_s1_w1.tif`,
      Tubulin: `${archive}/G10_s1_w2.tif`,
    });
    await Deno.writeTextFile(`${place}/G10_s1_w2.tif`, "");
    assertEquals(await useArchives(plain, folder), plain);
    const other = index(folder, "Week1_22141");
    assertEquals(await useArchives(other, folder), other);
  }));
