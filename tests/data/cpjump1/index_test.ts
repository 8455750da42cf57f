import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { metaValues } from "../../../lib/core/profiles.ts";
import {
  readCompoundMetadata,
  readPlatemap,
  withCompounds,
} from "../../../lib/data/cpjump1/tables.ts";
import { cpjump1ExampleIndex } from "../../../lib/data/cpjump1/index.ts";
import { checkImages } from "../../../lib/data/index_file/check_images.ts";
import { inFolder } from "../folder.ts";
import { mirrored } from "../mirror.ts";

async function images(folder: string, compound: string, place: string, channels: number[]) {
  await Deno.mkdir(`${folder}/${compound}`, { recursive: true });
  for (const channel of channels) {
    await Deno.writeTextFile(`${folder}/${compound}/${place}p01-ch${channel}sk1fk1fl1.tiff`, "");
  }
}

Deno.test("cpjump1ExampleIndex() gathers the five channels of each field, in the order of wells", () =>
  inFolder(async (folder) => {
    await images(folder, "quinidine", "r06c10f10", [5, 4, 3, 2, 1, 6, 7, 8]);
    await images(folder, "quinidine", "r06c10f05", [1, 2, 3, 4, 5]);
    await images(folder, "zz", "r04c14f05", [1, 2, 3, 4, 5]);
    await Deno.writeTextFile(`${folder}/zz/notes.txt`, "");
    const { channels, fields } = await cpjump1ExampleIndex(folder, "P1");
    assertEquals(channels, ["Mito", "AGP", "RNA", "ER", "DNA"]);
    assertEquals(fields.map(({ plate, well, site }) => `${plate} ${well} ${site}`), [
      "P1 D14 5",
      "P1 F10 5",
      "P1 F10 10",
    ]);
    assertEquals(fields[0]?.metadata, { Metadata_pert_iname: "zz" });
    assertEquals(fields[0]?.files.DNA, `${folder}/zz/r04c14f05p01-ch5sk1fk1fl1.tiff`);
  }));

Deno.test("cpjump1ExampleIndex() refuses two images of one well, site and channel", () =>
  inFolder(async (folder) => {
    for (const compound of ["A", "B"]) await images(folder, compound, "r01c01f01", [1, 2, 3, 4, 5]);
    const message = "allowed: images of one plate and one plane";
    await assertRejects(() => cpjump1ExampleIndex(folder), InputError, message);
  }));

Deno.test("cpjump1ExampleIndex() names the channels that a field lacks", () =>
  inFolder(async (folder) => {
    await images(folder, "DMSO", "r04c14f05", [1, 3, 5]);
    await assertRejects(() => cpjump1ExampleIndex(folder), InputError, "column AGP, ER");
  }));

Deno.test("cpjump1ExampleIndex() says so where there are no images or no folder", () =>
  inFolder(async (folder) => {
    await assertRejects(
      () => cpjump1ExampleIndex(folder),
      InputError,
      "There are no CPJUMP1 images",
    );
    await assertRejects(() => cpjump1ExampleIndex(`${folder}/no`), InputError, "/no");
  }));

const [examples, platemap, compounds] = await Promise.all([
  mirrored("example_images"),
  mirrored("JUMP-Target-1_compound_platemap.txt"),
  mirrored("JUMP-Target-1_compound_metadata.tsv"),
]);
Deno.test({
  name: "the real example fields lie in the wells that the platemap gives to their compounds",
  ignore: examples === undefined || platemap === undefined || compounds === undefined,
  fn: async () => {
    const index = await cpjump1ExampleIndex(examples as string);
    await checkImages(index, "example_images");
    assertEquals(index.fields.length, 4);
    const wells = withCompounds(
      await readPlatemap(platemap as string),
      await readCompoundMetadata(compounds as string),
    ).table;
    const position = metaValues(wells, "well_position"), name = metaValues(wells, "pert_iname");
    for (const { well, metadata } of index.fields) {
      assertEquals(name[position.indexOf(well)], metadata.Metadata_pert_iname ?? "");
    }
  },
});
