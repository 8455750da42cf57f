import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { siteOf, weekOf } from "../../../lib/data/bbbc021/names.ts";

function names(dapi: string, tubulin = dapi, actin = dapi, well = "G11") {
  return {
    Image_Metadata_Well_DAPI: well,
    Image_FileName_DAPI: dapi,
    Image_FileName_Tubulin: tubulin,
    Image_FileName_Actin: actin,
  };
}

const first = { row: 1, line: 2 };

Deno.test("siteOf() reads the four forms of file names that BBBC021 has", () => {
  for (
    const name of [
      "G11_s4_w44D760230-B677-4B6B-929F-47B0F8D0DAD4.tif",
      "Week9_090907_G11_s4_w4200C5003-7F75-47DF-928C-B671879E2D58.tif",
      "Week7_7__G11_s4_w45095F24A-087C-4B51-9AE5-117FDE2443A6.tif",
      "Week8_4sites_G11_s4_w4B187D59A-DFCD-462A-B427-579257F0D36E.tif",
    ]
  ) {
    assertEquals(siteOf(names(name), "i.csv", first), 4, name);
  }
});

Deno.test("siteOf() names the row and column of a file of another site or well, or of none", () => {
  const failing = (row: ReturnType<typeof names>, column: string) => {
    const error = assertThrows(() => siteOf(row, "i.csv", { row: 7, line: 9 }), InputError);
    const { file, row: number, line, column: found } = error.problem;
    assertEquals([file, number, line, found], ["i.csv", 7, 9, column]);
  };
  failing(names("G11_s4_w1.tif", "G11_s3_w2.tif"), "Image_FileName_Tubulin");
  failing(names("G11_s4_w1.tif", "G11_s4_w2.tif", "G10_s4_w4.tif"), "Image_FileName_Actin");
  failing(names("G11_s4_w1.tif", undefined, undefined, "B02"), "Image_FileName_DAPI");
  failing(names("G11_w1.tif"), "Image_FileName_DAPI");
});

Deno.test("weekOf() reads the week of a plate and refuses a plate without", () => {
  assertEquals(["Week4_27481", "Week10_40111"].map((plate) => weekOf(plate, "i.csv", first)), [
    4,
    10,
  ]);
  for (const plate of ["27481", "week4_27481", "Week_27481", "Week4"]) {
    assertThrows(() => weekOf(plate, "i.csv", { row: 3, line: 7 }), InputError, "line 7");
  }
});
