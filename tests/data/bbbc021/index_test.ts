import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { readImageTable, withMoa } from "../../../lib/data/bbbc021/tables.ts";
import { bbbc021Index } from "../../../lib/data/bbbc021/index.ts";
import { readIndex, writeIndex } from "../../../lib/data/index_file.ts";
import { imageCsv } from "../bbbc021_rows.ts";
import { inFolder } from "../folder.ts";

Deno.test("bbbc021Index() points to the images below the root and keeps the treatment", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/i.csv`, imageCsv([{}, { site: 2, compound: "water" }]));
    const images = await readImageTable(`${folder}/i.csv`);
    const moa = pl.DataFrame({ compound: ["taxol"], concentration: [0.3], moa: ["stabilizer"] });
    const index = bbbc021Index(withMoa(images, moa).table, folder, 0.65);
    assertEquals(index.channels, ["DAPI", "Tubulin", "Actin"]);
    assertEquals(index.fields[0], {
      plate: "Week4_27481",
      well: "G10",
      site: 1,
      pixelSize: 0.65,
      files: {
        DAPI: `${folder}/Week4/Week4_27481/G10_s1_w1AAAA.tif`,
        Tubulin: `${folder}/Week4/Week4_27481/G10_s1_w2AAAA.tif`,
        Actin: `${folder}/Week4/Week4_27481/G10_s1_w4AAAA.tif`,
      },
      metadata: {
        Metadata_Compound: "taxol",
        Metadata_Concentration: "0.3",
        Metadata_Replicate: "1",
        Metadata_Week: "4",
        Metadata_MoA: "stabilizer",
      },
    });
    assertEquals(index.fields[1]?.metadata.Metadata_MoA, null);
    await writeIndex(`${folder}/index.csv`, index);
    assertEquals(await readIndex(`${folder}/index.csv`, { checkImages: false }), index);
  }));

Deno.test("bbbc021Index() has no MoA column where none was joined", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/i.csv`, imageCsv([{}]));
    const { fields } = bbbc021Index(await readImageTable(`${folder}/i.csv`), folder);
    assertEquals("Metadata_MoA" in (fields[0]?.metadata ?? {}), false);
    assertEquals(fields[0]?.pixelSize, NaN);
  }));
