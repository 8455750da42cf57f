import { assertEquals } from "@std/assert";
import { namingSchemes } from "../../../lib/data/image_names/built_in.ts";
import { readImageNames } from "../../../lib/data/image_names.ts";

Deno.test("the example of every scheme is read by that scheme as well B03", () => {
  for (const { name, example } of namingSchemes) {
    const { pattern, images } = readImageNames([example]);
    assertEquals([pattern, images[0]?.well], [name, "B03"]);
    assertEquals(images[0]?.plate?.startsWith("plate-1") || name.startsWith("ArrayScan"), true);
  }
});

// Names as they stand in public data sets: BBBC021, CPJUMP1 (Harmony), and in the makers' manuals.
const cases: [string, string | undefined, string, number, string][] = [
  [
    "Week1_22123/Week1_150607_B02_s1_w107447158-AC92-4844-84A5-7D80F44B2DDA.tif",
    "Week1_22123",
    "B02",
    1,
    "1",
  ],
  ["Week7_34341/G10_s2_w43CD51CBC.tif", "Week7_34341", "G10", 2, "4"],
  ["Week7_34341/Week7_7__G10_s2_w2DCEC82F3.tif", "Week7_34341", "G10", 2, "2"],
  [
    "BR00117010__2020-11-08T18_18_00-Measurement1/Images/r16c24f09p01-ch5sk1fk1fl1.tiff",
    "BR00117010__2020-11-08T18_18_00-Measurement1",
    "P24",
    9,
    "5",
  ],
  ["P1/TimePoint_1/P1_C07_s4_w2.TIF", "P1", "C07", 4, "2"],
  ["P1/TimePoint_1/P1_C07_w2.tif", "P1", "C07", 1, "2"],
  ["AssayPlate_A_B03_T0001F004L01A01Z01C02.tif", "AssayPlate_A", "B03", 4, "02"],
  ["MFGTMP_240126140001_E11f02d1.TIF", "MFGTMP_240126140001", "E11", 2, "1"],
  ["scan/D - 4(fld 12 wv Cy3 - Cy3).tif", "scan", "D04", 12, "Cy3 - Cy3"],
  ["A1-2-DAPI.tif", undefined, "A01", 2, "DAPI"],
  ["P2/H12_site3_Tubulin.png", "P2", "H12", 3, "Tubulin"],
  ["P2_H12_Tubulin.tif", "P2", "H12", 1, "Tubulin"],
  ["P2/H12_s3_DAPI.ome.tif", "P2", "H12", 3, "DAPI"],
  ["P2/H12_DAPI.ome.tiff", "P2", "H12", 1, "DAPI"],
];

Deno.test("names of microscopes give plate, well, site and channel", () => {
  for (const [path, plate, well, site, channel] of cases) {
    const { images: [image] } = readImageNames([path]);
    assertEquals(
      [image?.plate, image?.well, image?.site, image?.channel],
      [plate, well, site, channel],
      path,
    );
  }
});

Deno.test("small pictures that ImageXpress keeps beside its images are no images", () => {
  const { unmatched } = readImageNames(["P1/P1_C07_s4_w2.tif", "P1/P1_C07_s4_w2_thumb.tif"]);
  assertEquals(unmatched, ["P1/P1_C07_s4_w2_thumb.tif"]);
});

Deno.test("a number of a site is no channel: files of all channels have none in their name", () => {
  for (const name of ["P2/H12_s3.ome.tif", "P2/P2_H12_s3.tif", "P2/H12-f03.tiff"]) {
    const { images: [image] } = readImageNames([name]);
    const { plate, well, site, channel } = image!;
    assertEquals([plate, well, site, channel], ["P2", "H12", 3, undefined], name);
  }
  for (const name of ["P2/H12.tif", "P2/H12.ome.tif"]) {
    assertEquals(readImageNames([name]).images[0]?.channel, undefined, name);
  }
});
