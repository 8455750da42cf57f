import { assertEquals, assertNotEquals } from "@std/assert";
import { fileKey } from "../../lib/data/file_key.ts";

Deno.test("fileKey() drops folder, ending, case, channel, GUID and zero padding", () => {
  const guid = "BEDC2073-A983-4B98-95E9-84466707A25D";
  for (
    const name of [
      "G10_s1.tif",
      "Week4\\27481\\G10_s1.TIFF",
      `a/b/g10_s01_w2${guid}.tif`,
      `G10_s1_${guid}.ome.tif`,
      "G10-s001-ch02.png",
      "G10 s1.tif.gz",
      "G10_s1_w1",
    ]
  ) assertEquals(fileKey(name), "g10_s1", name);
  assertEquals(fileKey("G10_s1_Actin.tif", ["DAPI", "Actin"]), "g10_s1");
});

Deno.test("fileKey() reads the names of BBBC021 and CPJUMP1", () => {
  assertEquals(fileKey("G10_s1_w1BEDC2073-A983-4B98-95E9-84466707A25D.tif"), "g10_s1");
  assertEquals(
    fileKey("Week7_34341_B02_s4_w4D9DC3C53-9A69-4B6E-B8C2-6C8B4C14F3C7.tif"),
    "week7_34341_b2_s4",
  );
  assertEquals(fileKey("r04c14f05p01-ch8sk1fk1fl1.tiff"), "r4c14f5p1");
});

Deno.test("fileKey() keeps a hash or GUID that is the whole name, as it is", () => {
  const hash = "00ae65c1c6631ae6f2be1a449902976e6eb8483bf6b0740d00530220832c6d3e";
  const guid = "BEDC2073-A983-4B98-95E9-C1466707A25D";
  for (const name of [`stage1/${hash}.png`, hash, `${hash}_w1.tif`, `${hash.toUpperCase()}.TIF`]) {
    assertEquals(fileKey(name), hash, name);
  }
  assertEquals(fileKey(`${hash}_DAPI.png`, ["DAPI"]), hash);
  assertEquals(fileKey(`${hash}_${guid}.png`), hash);
  assertEquals(fileKey(`{${guid}}.tif`), guid.toLowerCase());
  // Zeros in front of a number tell hashes apart.
  assertNotEquals(fileKey(`a01b1${hash}`), fileKey(`a1b01${hash}`));
  assertEquals(fileKey(`G10_s1_${hash}.tif`), "g10_s1");
});

Deno.test("fileKey() keeps apart what differs in plate, well or site", () => {
  const names = ["P1_B02_s1", "P2_B02_s1", "P1_B03_s1", "P1_B02_s2", "P1_B20_s1", "P10_B2_s1"];
  assertEquals(new Set(names.map((name) => fileKey(`${name}.tif`))).size, names.length);
  assertNotEquals(fileKey("cells_10.tif"), fileKey("cells_1.tif"));
  assertNotEquals(fileKey("dapi.tif", ["dapi"]), "");
});

Deno.test("fileKey() takes a well of row C for no channel", () => {
  for (const plate of ["P1", "P10", "Plate1", "BR00117010", "Week1_22123", "exp", "E1_P2", "r02"]) {
    const names = ["C03", "c3", "C04", "C12"].map((well) => fileKey(`${plate}_${well}.tif`));
    assertEquals([names[0], new Set(names).size], [names[1], 3], plate);
  }
  for (
    const well of ["B02", "P1_B02", "b2_s1", "P1-B2-s01", "P12 f3", "AA03", "r02c03f01", "C03"]
  ) {
    const without = fileKey(`${well}.tif`);
    for (const channel of ["c3", "C03"]) {
      assertEquals(fileKey(`${well}_${channel}.tif`), without, `${well}_${channel}`);
    }
  }
  assertEquals(["P1_c0.tif", "P1_c49.tif"].map((name) => fileKey(name)), ["p1", "p1"]);
});
