import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { folderIndex, type FolderIndexOptions } from "../../lib/data/folder_index.ts";
import { readImageNames } from "../../lib/data/image_names.ts";

const read = (paths: string[], options: Partial<FolderIndexOptions> = {}) =>
  folderIndex(readImageNames(paths).images, { root: "/d", ...options });
const drug = (plate: string | undefined, well: string, name: string) => ({
  plate,
  well,
  metadata: { Metadata_Compound: name },
});

Deno.test("folderIndex() joins the channels of a field, sorted by plate, well and site", () => {
  const { index, notes } = read([
    "P10/B02_s1_w1.tif",
    "P10/B02_s1_w2.tif",
    "P2/B10_s1_w1.tif",
    "P2/B10_s1_w2.tif",
    "P2/B02_s2_w2.tif",
    "P2/B02_s2_w1.tif",
  ], { pixelSize: 0.65 });
  assertEquals(notes, []);
  assertEquals(index.channels, ["1", "2"]);
  assertEquals(index.fields.map(({ plate, well, site }) => `${plate} ${well} ${site}`), [
    "P2 B02 2",
    "P2 B10 1",
    "P10 B02 1",
  ]);
  assertEquals(index.fields[0]?.files, { 1: "/d/P2/B02_s2_w1.tif", 2: "/d/P2/B02_s2_w2.tif" });
  assertEquals(index.fields[0]?.pixelSize, 0.65);
});

Deno.test("folderIndex() calls channels as asked and lists images of the others", () => {
  const channels = new Map([["w2", "Tubulin"], ["1", "DAPI"]]);
  const { index, notes } = read(
    ["P/B02_s1_w1.tif", "P/B02_s1_w2.tif", "P/B02_s1_w4.tif"],
    { channels },
  );
  assertEquals(index.channels, ["Tubulin", "DAPI"]);
  assertEquals(notes, [{ what: "images of other channels", which: ["P/B02_s1_w4.tif"] }]);
  const absent = new Map([["w7", "DAPI"]]);
  assertThrows(() => read(["P/B02_s1_w1.tif"], { channels: absent }), InputError, "allowed: 1");
});

Deno.test("folderIndex() takes the first plane, or the one asked for, and lists the others", () => {
  const paths = [1, 2].map((plane) => `P/r02c03f01p0${plane}-ch1sk1fk1fl1.tiff`);
  const first = read(paths), second = read(paths, { plane: 2 });
  assertEquals(first.index.fields[0]?.files["1"], `/d/${paths[0]}`);
  assertEquals(first.notes, [{ what: "images of another plane than 1", which: [paths[1]!] }]);
  assertEquals(second.index.fields[0]?.files["1"], `/d/${paths[1]}`);
});

Deno.test("folderIndex() joins the layout and names wells that only one of them has", () => {
  const paths = ["P1/B02_s1_w1.tif", "P1/B03_s1_w1.tif", "P2/B02_s1_w1.tif"];
  const layout = {
    wells: [drug("P1", "B02", "taxol"), drug("P2", "B02", "DMSO"), drug("P3", "C04", "x")],
    columns: ["Metadata_Compound"],
  };
  const { index, notes } = read(paths, { layout });
  assertEquals(index.fields.map(({ metadata }) => metadata.Metadata_Compound), ["taxol", "DMSO"]);
  assertEquals(notes, [
    { what: "wells with images that the layout does not have, left out", which: ["P1/B03"] },
    { what: "wells of the layout without images", which: ["P3/C04"] },
  ]);
});

Deno.test("folderIndex() tells wells whose fields lack a channel from wells without images", () => {
  const paths = ["P/B02_s1_w1.tif", "P/B02_s1_w2.tif", "P/B03_s1_w1.tif"];
  for (const plate of ["P", undefined]) {
    const wells = ["B02", "B03", "B04"].map((well) => drug(plate, well, "x"));
    const { notes } = read(paths, { layout: { wells, columns: ["Metadata_Compound"] } });
    const place = plate === undefined ? "" : "P/";
    assertEquals(notes.slice(1), [
      {
        what: "wells of the layout with images, but no field of all channels",
        which: [`${place}B03`],
      },
      { what: "wells of the layout without images", which: [`${place}B04`] },
    ]);
  }
});

Deno.test("folderIndex() uses a layout without plates for every plate", () => {
  const layout = { wells: [drug(undefined, "B02", "taxol")], columns: ["Metadata_Compound"] };
  const { index } = read(["P1/B02_s1_w1.tif", "P2/B02_s1_w1.tif"], { layout });
  assertEquals(index.fields.map(({ metadata }) => metadata.Metadata_Compound), ["taxol", "taxol"]);
});

Deno.test("folderIndex() takes pages of a stack for channels where names say none", () => {
  const { images } = readImageNames(["P/B02_s1.tif"], "{plate}/{well}_s{site}.tif");
  const channels = new Map([["0", "DAPI"], ["1", "Actin"]]);
  const { index } = folderIndex(images, { root: "/d/", channels });
  assertEquals(index.fields[0]?.files, { DAPI: "/d/P/B02_s1.tif#0", Actin: "/d/P/B02_s1.tif#1" });
  assertThrows(() => folderIndex(images, { root: "/d" }), InputError, "--channels 0=DAPI");
});

Deno.test("folderIndex() takes pages of a channel's files for channels", () => {
  const paths = ["P/B02_s1_w1.tif", "P/B02_s1_w2.tif"];
  const channels = new Map([["w1#0", "DAPI"], ["w1#12", "Actin"], ["w2", "ER"]]);
  const { index, notes } = read(paths, { channels });
  assertEquals(index.channels, ["DAPI", "Actin", "ER"]);
  assertEquals(index.fields[0]?.files, {
    DAPI: "/d/P/B02_s1_w1.tif#0",
    Actin: "/d/P/B02_s1_w1.tif#12",
    ER: "/d/P/B02_s1_w2.tif",
  });
  assertEquals(notes, []);
  const wrong = (from: string) => () => read(paths, { channels: new Map([[from, "DAPI"]]) });
  for (const from of ["w7#0", "w1#x", "#0", "0"]) {
    assertThrows(wrong(from), InputError, `found "${from}", allowed: 1, 2`);
  }
});

Deno.test("folderIndex() takes nothing but numbers of pages where names say no channel", () => {
  const wrong = (from: string) => () =>
    read(["P/B02_s1.tif"], { channels: new Map([[from, "DAPI"]]) });
  for (const from of ["w1", "DAPI", "w1#0", "-1"]) {
    assertThrows(wrong(from), InputError, "numbers of pages from 0");
  }
});

Deno.test("folderIndex() says which images are of one place", () => {
  assertThrows(
    () => read(["P/A_B02_s1_w1.tif", "P/C_B02_s1_w1.tif"]),
    InputError,
    '["/d/P/A_B02_s1_w1.tif","/d/P/C_B02_s1_w1.tif"]',
  );
});

Deno.test("folderIndex() asks for the plate, or takes the one given, and only those asked for", () => {
  assertThrows(() => read(["B02_s1_w1.tif"]), InputError, "--plate NAME");
  assertEquals(read(["B02_s1_w1.tif"], { plate: "P" }).index.fields[0]?.plate, "P");
  // Folders may be named after drugs.
  const drugs = ["DMSO/B02_s1_w1.tif", "taxol/B03_s1_w1.tif"];
  assertEquals(read(drugs, { plate: "P" }).index.fields.map(({ plate }) => plate), ["P", "P"]);
  const two = ["P1/B02_s1_w1.tif", "P2/B02_s1_w1.tif"];
  assertEquals(read(two, { plates: ["P2"] }).notes[0]?.which, ["P1/B02_s1_w1.tif"]);
  assertThrows(() => read(two, { plates: ["P3"] }), InputError, "allowed: P1, P2");
});

Deno.test("folderIndex() says what was left out where no field is left", () => {
  const layout = { wells: [], columns: [] };
  assertThrows(() => read(["P/B02_s1_w1.tif"], { layout }), InputError, "left out (P/B02)");
});

Deno.test("folderIndex() takes a folder of more images than a function takes arguments", () => {
  const common = { plate: "P", folder: "P", well: "B02", site: 1, channel: "1", time: 0 };
  const images = Array.from({ length: 200_000 }, (_, plane) => ({
    ...common,
    path: `P/z${plane}.tif`,
    plane,
  }));
  const { index, notes } = folderIndex(images, { root: "/d" });
  assertEquals(index.fields.map(({ files }) => files), [{ 1: "/d/P/z0.tif" }]);
  assertEquals(notes[0]?.which.length, 199_999);
});

Deno.test("folderIndex() asks what two folders of one name are", () => {
  const paths = ["exp1/P1/B02_s1_DAPI.tif", "exp2/P1/B03_s1_DAPI.tif", "exp2/P2/B03_s1_DAPI.tif"];
  assertThrows(() => read(paths), InputError, 'found ["exp1/P1","exp2/P1"]');
  assertEquals(read(paths, { plates: ["P2"] }).index.fields.length, 1);
  assertEquals(read(paths.slice(0, 2), { plate: "P" }).index.fields.length, 2);
  const { images } = readImageNames(paths, "{plate}/{well}_s{site}_{channel}.tif");
  assertEquals(folderIndex(images, { root: "/d" }).index.fields.length, 3);
  assertEquals(
    read(["P1/Images/B02_s1_DAPI.tif", "P1/raw/B03_s1_DAPI.tif"]).index.fields.length,
    2,
  );
});

Deno.test("folderIndex() refuses a layout that says other sites than the images, however the column is spelt", () => {
  for (const name of ["Metadata_Site", "Metadata_site"]) {
    const layoutOf = (site: string | null) => {
      const metadata = { Metadata_Compound: "taxol", [name]: site };
      const columns = ["Metadata_Compound", name];
      return { layout: { wells: [{ plate: undefined, well: "B02", metadata }], columns } };
    };
    for (const site of ["1", "01", null]) {
      const { index } = read(["P1/B02_s1_w1.tif"], layoutOf(site));
      assertEquals(index.fields[0]!.metadata, { Metadata_Compound: "taxol" });
    }
    for (const site of ["2", "Boston"]) {
      assertThrows(
        () => read(["P1/B02_s1_w1.tif"], layoutOf(site)),
        InputError,
        `found "${site} for P1/B02/1"`,
      );
    }
  }
});
