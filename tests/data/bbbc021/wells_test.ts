import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, metaValues } from "../../../lib/core/profiles.ts";
import { readImageTable } from "../../../lib/data/bbbc021/tables.ts";
import { readLjosaProfiles, wellTable, withTreatments } from "../../../lib/data/bbbc021/wells.ts";
import { imageCsv, type RowOptions } from "../bbbc021_rows.ts";
import { inFolder } from "../folder.ts";
import { mirrored } from "../mirror.ts";

async function images(rows: RowOptions[]): Promise<pl.DataFrame> {
  let table = pl.DataFrame({});
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/i.csv`, imageCsv(rows));
    table = await readImageTable(`${folder}/i.csv`);
  });
  return table;
}

Deno.test("wellTable() has one row a well and counts its sites", async () => {
  const wells = wellTable(
    await images([
      { site: 1 },
      { site: 2 },
      { well: "B02", compound: "DMSO", concentration: "0", replicate: "2" },
    ]),
  );
  assertEquals(wells.toRecords(), [
    {
      Image_Metadata_Plate: "Week4_27481",
      Image_Metadata_Well: "G10",
      Replicate: 1,
      Image_Metadata_Compound: "taxol",
      Image_Metadata_Concentration: 0.3,
      Image_Metadata_Week: 4,
      Sites: 2,
    },
    {
      Image_Metadata_Plate: "Week4_27481",
      Image_Metadata_Well: "B02",
      Replicate: 2,
      Image_Metadata_Compound: "DMSO",
      Image_Metadata_Concentration: 0,
      Image_Metadata_Week: 4,
      Sites: 1,
    },
  ]);
});

Deno.test("wellTable() names a well whose sites disagree about the treatment", async () => {
  const table = await images([{ site: 1 }, { site: 2, concentration: "1" }]);
  const error = assertThrows(() => wellTable(table), InputError, "G10");
  assertEquals([error.problem.row, error.problem.column], [2, "Image_Metadata_Concentration"]);
});

Deno.test("withTreatments() adds the treatment and counts wells that are on one side only", async () => {
  const meta = pl.DataFrame({
    Image_Metadata_Plate: ["Week4_27481", "Week4_27481"],
    Image_Metadata_Well: ["B02", "C03"],
  });
  const profiles = makeProfiles(meta, ["f"], Float64Array.of(1, 2));
  const table = await images([{}, { well: "B02", compound: "DMSO", concentration: "0" }]);
  const treated = withTreatments(profiles, table);
  assertEquals(metaValues(treated.profiles.meta, "Image_Metadata_Compound"), ["DMSO", null]);
  assertEquals([treated.unmatchedLeft, treated.unmatchedRight], [[1], [0]]);
  assertEquals(treated.profiles.values, profiles.values);
});

const [ljosa, imageFile] = await Promise.all([
  mirrored("ljosa_jbiomolscreen_2013_per_well_mean.csv.gz"),
  mirrored("BBBC021_v1_image.csv.gz"),
]);
Deno.test({
  name: "the real well profiles of Ljosa et al. have 632 wells, 330 of them DMSO, × 516 features",
  ignore: ljosa === undefined || imageFile === undefined,
  fn: async () => {
    const profiles = await readLjosaProfiles(ljosa as string);
    assertEquals([profiles.meta.height, profiles.features.length], [632, 516]);
    assertEquals(profiles.values.every(Number.isFinite), true);
    const table = await readImageTable(imageFile as string);
    const treated = withTreatments(profiles, table);
    const compounds = metaValues(treated.profiles.meta, "Image_Metadata_Compound");
    assertEquals(compounds.filter((name) => name === "DMSO").length, 330);
    assertEquals([treated.unmatchedLeft.length, treated.unmatchedRight.length], [0, 3300 - 632]);
  },
});
