import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { type FieldIndex, readIndex, writeIndex } from "../../lib/data/index_file.ts";
import { inFolder } from "./folder.ts";

async function withIndex(csv: string, test: (file: string, folder: string) => Promise<unknown>) {
  await inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/images`);
    for (const name of ["d1", "d2", "a1", "a2"]) {
      await Deno.writeTextFile(`${folder}/images/${name}.tif`, "");
    }
    await Deno.writeTextFile(`${folder}/index.csv`, csv);
    await test(`${folder}/index.csv`, folder);
  });
}

const good = "plate,well,site,Metadata_Compound,DAPI,Actin,pixel_size\r\n" +
  '00123,B02,1,"a, b",images/d1.tif,images/a1.tif,0.656\r\n' +
  "00123,B02,2,,images/d2.tif,images/a2.tif,\r\n";

Deno.test("readIndex() resolves paths against the folder of the CSV and keeps metadata as text", () =>
  withIndex(`\uFEFF${good}`, async (file, folder) => {
    const { channels, fields } = await readIndex(file);
    assertEquals(channels, ["DAPI", "Actin"]);
    assertEquals(fields[0], {
      plate: "00123",
      well: "B02",
      site: 1,
      files: { DAPI: `${folder}/images/d1.tif`, Actin: `${folder}/images/a1.tif` },
      pixelSize: 0.656,
      metadata: { Metadata_Compound: "a, b" },
    });
    assertEquals([fields[1]?.pixelSize, fields[1]?.metadata], [NaN, { Metadata_Compound: null }]);
  }));

Deno.test("writeIndex() writes what readIndex() read, with paths that move with the folder", () =>
  withIndex(good, async (file, folder) => {
    const index = await readIndex(file);
    await writeIndex(`${folder}/copy.csv`, index);
    assertEquals(await readIndex(`${folder}/copy.csv`), index);
    assertEquals((await Deno.readTextFile(`${folder}/copy.csv`)).includes(folder), false);
    await writeIndex(`${folder}/elsewhere/copy.csv`, index);
    assertEquals(await readIndex(`${folder}/elsewhere/copy.csv`), index);
  }));

const rejects = (csv: string, ...messages: string[]) =>
  withIndex(csv, async (file) => {
    const error = await assertRejects(() => readIndex(file), InputError);
    for (const message of [file, ...messages]) {
      assertEquals(error.message.includes(message), true, `${message} in ${error.message}`);
    }
  });

Deno.test("readIndex() names a missing column", async () => {
  await rejects("plate,site,DAPI\nP,1,images/d1.tif\n", "column well");
  await rejects("plate,well,site,Metadata_x\nP,B02,1,2\n", "a channel is missing");
});

Deno.test("readIndex() names a channel that was asked for and is not there", () =>
  withIndex(good, async (file) => {
    await readIndex(file, { channels: ["Actin"] });
    await assertRejects(() => readIndex(file, { channels: ["ER"] }), InputError, "column ER");
  }));

Deno.test("readIndex() names line, channel and path of a missing image, and how many are missing", () =>
  rejects(
    good.replaceAll("images/a", "images/x"),
    "line 2, column Actin",
    "images/x1.tif",
    "2 of 4 images are not there",
  ));

Deno.test("readIndex() does not look for images where it is told not to", () =>
  withIndex(good.replace("images/a1", "images/x"), async (file) => {
    assertEquals((await readIndex(file, { checkImages: false })).fields.length, 2);
  }));

Deno.test("readIndex() names a well without images, and a single image that is missing", async () => {
  const header = "plate,well,site,DAPI,Actin\nP,B02,1,images/d1.tif,images/a1.tif\n";
  await rejects(`${header}P,B03,1,,\n`, "well B03 of plate P has no images", "line 3");
  await rejects(`${header}P,B03,1,images/d2.tif,\n`, "line 3, column Actin", "an image is missing");
});

Deno.test("readIndex() names both lines of a field that comes twice", () =>
  rejects(good.replace("B02,2", "B02,1"), "line 3", "as in line 2"));

Deno.test("readIndex() names a bad site and a bad pixel size", async () => {
  await rejects(good.replace("B02,2", "B02,two"), "line 3, column site", '"two"');
  await rejects(good.replace("0.656", "0"), "line 2, column pixel_size", "above 0");
});

Deno.test("readIndex() names line, column and value of what is no well", async () => {
  for (const well of ["Z99", "A0", "7B", "A1b"]) {
    await rejects(
      good.replace("B02,2", `${well},2`),
      "line 3, column well",
      `"${well}"`,
      "A01 to AF48",
    );
  }
  await rejects(good.replace("B02,2", ",2"), "line 3, column well", "found nothing");
  await rejects(good.replace("B02,2", "b2,1"), "comes twice", "line 3", "as in line 2");
});

Deno.test("readIndex() names line, column and value of what is no concentration", async () => {
  const head = "plate,well,site,DAPI,Metadata_Concentration,Dose\nP,B02,1,images/d1.tif,0.3,1\n\n";
  for (const dose of ["abc", "-1", "0,3", "10 µM", "NaN"]) {
    await rejects(
      `${head}P,B03,1,images/d2.tif,"${dose}",2\n`,
      `line 4, column Metadata_Concentration: found ${JSON.stringify(dose)}`,
      "a number from 0",
    );
  }
  await withIndex(`${head}P,B03,1,images/d2.tif,,abc\n`, async (file) => {
    const options = { metadata: ["Dose"] };
    assertEquals((await readIndex(file, options)).fields[1]?.metadata.Dose, "abc");
    await assertRejects(
      () => readIndex(file, { ...options, concentration: "Dose" }),
      InputError,
      "line 4, column Dose",
    );
  });
});

Deno.test("readIndex() takes one size of pixels a plate", () =>
  rejects(
    good.replace("a2.tif,", "a2.tif,0.3"),
    "line 3, column pixel_size",
    "0.656 µm in line 2",
  ));

Deno.test("readIndex() tells columns that steps look for in any case, and refuses two of one name", async () => {
  const csv = "Plate,WELL,Site,DAPI,metadata_compound,Metadata_donor,Pixel_Size\n" +
    "P,B02,1,images/d1.tif,taxol,7,0.5\n";
  await withIndex(csv, async (file) => {
    const { channels, fields: [field] } = await readIndex(file);
    assertEquals([channels, field?.plate, field?.pixelSize], [["DAPI"], "P", 0.5]);
    assertEquals(field?.metadata, { Metadata_Compound: "taxol", Metadata_donor: "7" });
  });
  await rejects(csv.replace("Metadata_donor", "Metadata_Compound"), "two columns say the same");
  await rejects(csv.replace(",1,", ",one,"), "line 2, column Site", '"one"');
});

Deno.test("writeIndex() refuses a field that lacks a channel and leaves no file", () =>
  inFolder(async (folder) => {
    const index: FieldIndex = {
      channels: ["DAPI"],
      fields: [{ plate: "P", well: "B02", site: 1, files: {}, pixelSize: NaN, metadata: {} }],
    };
    await assertRejects(() => writeIndex(`${folder}/i.csv`, index), InputError, "column DAPI");
    assertEquals([...Deno.readDirSync(folder)].length, 0);
  }));

Deno.test("readIndex() takes a column for metadata that it is told is metadata", () =>
  inFolder(async (folder) => {
    const file = `${folder}/index.csv`;
    await Deno.writeTextFile(file, "plate,well,site,DAPI,Drug\nP1,A01,1,a.tif,taxol\n");
    const { channels, fields } = await readIndex(file, { checkImages: false, metadata: ["Drug"] });
    assertEquals([channels, fields[0]?.metadata], [["DAPI"], { Drug: "taxol" }]);
    assertEquals((await readIndex(file, { checkImages: false })).channels, ["DAPI", "Drug"]);
  }));

Deno.test("readIndex() reads plates, wells, compounds and doses in one spelling", () =>
  inFolder(async (folder) => {
    const file = `${folder}/index.csv`;
    await Deno.writeTextFile(
      file,
      "plate,well,site,DAPI,Metadata_Compound,Metadata_Concentration,Metadata_Note\n" +
        "P1,B2,1,a.tif,taxol,0.30,007\n P1 ,b02,2,b.tif,taxol ,.3, \nP1,B-02,3,c.tif, taxol,3e-1,1.0\n",
    );
    const { fields } = await readIndex(file, { checkImages: false });
    assertEquals(fields.map(({ plate, well }) => [plate, well]), Array(3).fill(["P1", "B02"]));
    const said = { Metadata_Compound: "taxol", Metadata_Concentration: "0.3" };
    assertEquals(
      fields.map(({ metadata }) => metadata),
      ["007", null, "1.0"].map((Metadata_Note) => ({ ...said, Metadata_Note })),
    );
    await Deno.writeTextFile(file, "plate,well,site,DAPI\n  ,B2,1,a.tif\n");
    await assertRejects(() => readIndex(file, { checkImages: false }), InputError, "column plate");
  }));

Deno.test("readIndex() reads concentrations as µM, whatever unit their column or another one names", () =>
  inFolder(async (folder) => {
    const file = `${folder}/index.csv`, start = "plate,well,site,DAPI,";
    await Deno.writeTextFile(
      file,
      `${start}Metadata_Concentration,Metadata_Unit\nP1,B02,1,a.tif,300,nM\nP1,B03,1,b.tif,0.3,µM\n`,
    );
    const { fields } = await readIndex(file, { checkImages: false });
    const said = { Metadata_Concentration: "0.3" };
    assertEquals(fields.map(({ metadata }) => metadata), [said, said]);
    await Deno.writeTextFile(file, `${start}Metadata_Dose_nM\nP1,B02,1,a.tif,300\n`);
    const named = { checkImages: false, concentration: "Metadata_Dose_nM" };
    const [field] = (await readIndex(file, named)).fields;
    assertEquals(field?.metadata, { Metadata_Dose_nM: "0.3" });
    await Deno.writeTextFile(
      file,
      `${start}Metadata_Concentration,Metadata_Unit\nP1,B02,1,a.tif,5,ug/ml\n`,
    );
    await assertRejects(
      () => readIndex(file, { checkImages: false }),
      InputError,
      "line 2, column Metadata_Unit",
    );
  }));

Deno.test("readIndex() refuses concentrations whose column names a unit that is not molar", () =>
  inFolder(async (folder) => {
    const file = `${folder}/index.csv`, column = "Metadata_Conc_ug_mL";
    await Deno.writeTextFile(
      file,
      `plate,well,site,DAPI,${column}\nP1,B02,1,a.tif,0\nP1,B03,1,b.tif,3\n`,
    );
    const { message } = await assertRejects(
      () => readIndex(file, { checkImages: false, concentration: column }),
      InputError,
    );
    assertStringIncludes(message, `${file}, line 3, column ${column}: found "3", allowed: conc`);
    // As a column that is not asked for it is kept as it stands.
    const { fields } = await readIndex(file, { checkImages: false });
    assertEquals(fields[1]?.metadata, { [column]: "3" });
  }));
