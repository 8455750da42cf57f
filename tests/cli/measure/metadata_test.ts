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

async function added(table: string, column?: string) {
  let found: Awaited<ReturnType<typeof addMetadata>> | undefined;
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/drugs.csv`, table);
    found = await addMetadata(index, `${folder}/drugs.csv`, column);
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
