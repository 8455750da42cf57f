import { assert, assertEquals } from "@std/assert";
import { planScreen } from "../../../lib/data/simulate/plan.ts";
import {
  csv,
  fieldTruth,
  imageTable,
  manifest,
  moaTable,
} from "../../../lib/data/simulate/tables.ts";

const plan = planScreen({ size: "small" });

Deno.test("csv() quotes what must be quoted", () => {
  assertEquals(
    csv(["a", "b"], [['say "x"', 1], ["c,d", true]]),
    'a,b\n"say ""x""",1\n"c,d",true\n',
  );
});

Deno.test("imageTable() has BBBC021's thirteen columns in their order", () => {
  const [header, ...rows] = imageTable(plan).trim().split("\n");
  assertEquals(
    header,
    "TableNumber,ImageNumber,Image_FileName_DAPI,Image_PathName_DAPI,Image_FileName_Tubulin," +
      "Image_PathName_Tubulin,Image_FileName_Actin,Image_PathName_Actin," +
      "Image_Metadata_Plate_DAPI,Image_Metadata_Well_DAPI,Replicate,Image_Metadata_Compound," +
      "Image_Metadata_Concentration",
  );
  assertEquals(rows.length, plan.fields.length);
  const cells = rows[0]!.split(",");
  assert(/^Week1\/Week1_\d{5}$/.test(cells[3]!), cells[3]);
  assertEquals(cells[8], cells[3]!.split("/")[1]);
});

Deno.test("moaTable() lists each treatment once, DMSO included", () => {
  const [header, ...rows] = moaTable(plan).trim().split("\n");
  assertEquals(header, "compound,concentration,moa");
  assertEquals(new Set(rows).size, rows.length);
  assert(rows.includes("DMSO,0,DMSO"));
});

Deno.test("fieldTruth() has one row a field and a value in every column", () => {
  const [header, ...rows] = fieldTruth(plan).trim().split("\n").map((line) => line.split(","));
  assertEquals(rows.length, plan.fields.length);
  for (const row of rows) {
    assertEquals(row.length, header!.length);
    assert(row.every((value) => value !== "" && value !== "NaN" && value !== "undefined"));
  }
});

Deno.test("manifest() is enough to plan the same screen again", () => {
  const { settings } = JSON.parse(manifest(plan));
  assertEquals(planScreen(settings), plan);
});
