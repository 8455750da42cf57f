import { assertEquals, assertRejects } from "@std/assert";
import sharp from "sharp";
import { encodeTiff } from "../../lib/image/tiff.ts";
import { labelFile, readLabels, writeLabels } from "../../lib/data/label_files.ts";
import { inFolder } from "./folder.ts";

const where = { plate: "P1", well: "B02", site: 3 };

Deno.test("labelFile() names one file a field and compartment, as the truth of a virtual screen", () => {
  assertEquals(labelFile("out", where, "nuclei"), "out/nuclei/P1/B02_s3.tif");
});

Deno.test("labelFile() never leaves its folder, and tells apart what it must escape", () => {
  assertEquals(labelFile("o", { ...where, plate: "../a" }, "cells"), "o/cells/..%2fa/B02_s3.tif");
  assertEquals(labelFile("o", { ...where, plate: ".." }, "cells"), "o/cells/%2e%2e/B02_s3.tif");
  assertEquals(labelFile("o", { ...where, plate: "a%2f" }, "cells"), "o/cells/a%252f/B02_s3.tif");
});

Deno.test("readLabels() reads back every 16-bit label that writeLabels() wrote", async () => {
  await inFolder(async (folder) => {
    const image = { width: 3, height: 1, labels: new Int32Array([0, 1, 65535]) };
    await writeLabels(`${folder}/new/a.tif`, image);
    assertEquals(await readLabels(`${folder}/new/a.tif`), image);
  });
});

Deno.test("readLabels() reads back labels above 65,535, which take 32 bits", async () => {
  await inFolder(async (folder) => {
    for (const [width, height] of [[1, 1], [3, 2], [300, 500]] as const) {
      const labels = Int32Array.from(
        { length: width * height },
        (_, i) => i % 3 === 0 ? 0 : 65_530 + i,
      );
      labels[0] = 2 ** 31 - 1;
      await writeLabels(`${folder}/a.tif`, { width, height, labels });
      assertEquals(await readLabels(`${folder}/a.tif`), { width, height, labels });
    }
  });
});

Deno.test("writeLabels() refuses negative labels", async () => {
  const image = { width: 1, height: 1, labels: new Int32Array([-1]) };
  await assertRejects(() => writeLabels("never.tif", image), Error, "found -1");
});

Deno.test("readLabels() names a file that is missing or cut short", async () => {
  await inFolder(async (folder) => {
    await assertRejects(() => readLabels(`${folder}/no.tif`), Error, "no such file");
    const data = new Uint16Array(10_000).map((_, i) => i * 7919);
    const whole = await encodeTiff({ width: 100, height: 100, data });
    await Deno.writeFile(`${folder}/cut.tif`, whole.subarray(0, whole.length / 2));
    await assertRejects(() => readLabels(`${folder}/cut.tif`), Error, "cut.tif");
  });
});

Deno.test("readLabels() takes 8-bit labels of other programs as the numbers they are", async () => {
  const file = await Deno.makeTempFile({ suffix: ".png" });
  try {
    const png = await sharp(new Uint8Array([0, 1, 7]), {
      raw: { width: 3, height: 1, channels: 1 },
    }).toColourspace("b-w").png().toBuffer();
    await Deno.writeFile(file, png);
    assertEquals((await readLabels(file)).labels, new Int32Array([0, 1, 7]));
  } finally {
    await Deno.remove(file);
  }
});
