import { assertEquals, assertRejects } from "@std/assert";
import { addMetadata } from "../../../lib/cli/measure/metadata.ts";
import { inFolder } from "../../data/folder.ts";

const where = { plate: "P1", well: "B02", pixelSize: NaN };
const index = {
  channels: ["DAPI"],
  fields: [1, 2].map((site) => ({
    ...where,
    site,
    files: { DAPI: `/images/B02_s${site}_DAPI.tif` },
    metadata: { Metadata_Week: "1" } as Record<string, string | null>,
  })),
};

async function added(table: string, column?: string, fields = index) {
  let found: Awaited<ReturnType<typeof addMetadata>> | undefined;
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/drugs.csv`, table);
    found = await addMetadata(fields, `${folder}/drugs.csv`, column);
  });
  return found!;
}

Deno.test("addMetadata() finds the rows of fields whatever their names look like, and says what is left", async () => {
  const { index: more, unmatched, unused } = await added(
    "FileName,drug,Metadata_Dose\nold/b02_S01.png,taxol,3\nc3_s1.png,DMSO,\n",
  );
  assertEquals(more.fields.map(({ metadata }) => metadata), [
    { Metadata_Week: "1", Metadata_drug: "taxol", Metadata_Dose: "3" },
    { Metadata_Week: "1", Metadata_drug: null, Metadata_Dose: null },
  ]);
  assertEquals([unmatched, unused], [["B02_s2_DAPI.tif"], ["c3_s1.png"]]);
});

Deno.test("addMetadata() asks where it cannot tell, and refuses a table of other images", async () => {
  await assertRejects(() => added("a,b\n1,2\n"), Error, "--metadata-column");
  await assertRejects(() => added("file,image\n1,2\n"), Error, "--metadata-column");
  await assertRejects(() => added("a,b\nx9_s1.tif,2\n", "a"), Error, "no image of the index");
  await assertRejects(() => added("file,Week\nb2_s1.tif,2\n"), Error, "column Week");
});

const plates = {
  ...index,
  fields: ["P1", "P2"].map((plate) => ({
    ...where,
    plate,
    site: 1,
    files: { DAPI: `/images/${plate}/B02_s1_DAPI.tif` },
    metadata: {},
  })),
};

const drugs = async (table: string) =>
  (await added(table, undefined, plates)).index.fields.map(({ metadata }) => metadata);

Deno.test("addMetadata() keeps images of one name on several plates apart where the table says the plate", async () => {
  const of = (name: string | null) => ({ Metadata_drug: name });
  const taxol = of("taxol"), none = of(null), dmso = of("DMSO");
  assertEquals(await drugs("FileName,drug\nB02_s1.tif,taxol\n"), [taxol, taxol]);
  assertEquals(await drugs("FileName,Plate,drug\nB02_s1.tif,P1,taxol\n"), [taxol, none]);
  assertEquals(
    await drugs("FileName,Plate,Well,drug\nB02_s1.tif,P2,b2,DMSO\nB02_s1.tif,P1,B02,taxol\n"),
    [taxol, dmso],
  );
  const { unmatched } = await added("FileName,Plate\nB02_s1.tif,P1\n", undefined, plates);
  assertEquals(unmatched, ["B02_s1_DAPI.tif"]);
});

Deno.test("addMetadata() refuses a table that puts an image somewhere else, or says a thing twice", async () => {
  const other = "file,Well,Site\nB02_s1.tif,C03,1\n";
  await assertRejects(
    () => added(other, undefined, plates),
    Error,
    'column Well: found "C03 for B02_s1_DAPI.tif", allowed: B02, as the index has it',
  );
  await assertRejects(() => drugs("file,Site\nB02_s1.tif,7\n"), Error, "column Site");
  await assertRejects(() => drugs("file,Plate\nB02_s1.tif,P9\n"), Error, "with Plate P1");
  const twice = "file,Compound,Metadata_Compound\nB02_s1.tif,taxol,taxol\n";
  await assertRejects(() => drugs(twice), Error, "one column Metadata_Compound");
});

Deno.test("addMetadata() refuses one row for fields of two wells, and keeps wells of row C apart", async () => {
  const of = (files: [string, string][]) => ({
    ...index,
    fields: files.map(([well, file]) => ({
      ...where,
      well,
      site: 1,
      files: { DAPI: `/images/${file}` },
      metadata: {},
    })),
  });
  const { index: more } = await added(
    "file,drug\nP1_C03.tif,taxol\nP1_C04.tif,DMSO\n",
    undefined,
    of([["C03", "P1_C03.tif"], ["C04", "P1_C04.tif"]]),
  );
  assertEquals(more.fields.map(({ metadata }) => metadata.Metadata_drug), ["taxol", "DMSO"]);
  await assertRejects(
    () =>
      added("file,drug\na.tif,taxol\n", undefined, of([["B02", "2/a.tif"], ["B03", "3/a.tif"]])),
    Error,
    "a.tif of well B02 and a.tif of well B03",
  );
});
