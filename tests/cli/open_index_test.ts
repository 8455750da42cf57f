import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { indexChannel, nuclearChannel, openIndex } from "../../lib/cli/open_index.ts";
import { InputError } from "../../lib/core/errors.ts";
import type { FieldIndex } from "../../lib/data/index_file.ts";
import { simulateScreen } from "../../lib/data/simulate.ts";
import { inFolder } from "../data/folder.ts";
import { saveAs8Bits } from "../data/index_file/save_as_8_bits.ts";
import { tinyScreen } from "./segment/tiny_screen.ts";

Deno.test("openIndex() reads a CSV; images may be missing only where bad fields may be left out", async () => {
  await inFolder(async (folder) => {
    const index = await tinyScreen(folder), file = `${folder}/index.csv`;
    assertEquals(await openIndex(file), { ...index, cautions: [] });
    await Deno.remove(index.fields[0]!.files.DAPI!);
    await assertRejects(() => openIndex(file), InputError, "s1_DAPI.tif");
    assertEquals(await openIndex(file, true), { ...index, cautions: [] });
    await assertRejects(() => openIndex(folder), InputError, "BBBC021_v1_image.csv");
  });
});

Deno.test("openIndex() warns where plates differ in the size of their pixels", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/index.csv`, said: string[] = [];
    const csv = (second: string) =>
      `plate,well,site,DAPI,pixel_size\nP1,A01,1,a.tif,0.65\nP2,A01,1,b.tif,${second}\n`;
    await Deno.writeTextFile(file, csv("0.65"));
    await openIndex(file, true, (line) => said.push(line));
    assertEquals(said, []);
    await Deno.writeTextFile(file, csv("0.325"));
    await openIndex(file, true, (line) => said.push(line));
    assertStringIncludes(said.join(), "0.65 µm on P1; 0.325 µm on P2");
  });
});

Deno.test("openIndex() warns where images of one plate and channel differ in their bits, and hands that on", async () => {
  await inFolder(async (folder) => {
    await tinyScreen(folder);
    await saveAs8Bits(`${folder}/s2_DAPI.tif`);
    const said: string[] = [];
    const { cautions } = await openIndex(`${folder}/index.csv`, false, (line) => said.push(line));
    assertStringIncludes(said.join(), "plate P1, DAPI (1 of 8 bits, such as ");
    assertEquals([said.length, cautions], [1, said]);
  });
});

Deno.test("nuclearChannel() takes the chosen channel, or the one named like a nuclear stain", () => {
  assertEquals(nuclearChannel(["Actin", "DNA"]), "DNA");
  assertEquals(nuclearChannel(["Actin", "DNA"], "Actin"), "Actin");
  assertEquals(nuclearChannel(["1", "2"], "w1"), "1");
  assertThrows(() => nuclearChannel(["Actin"], "DNA"), InputError, "allowed: Actin");
  assertThrows(() => nuclearChannel(["Actin"]), InputError, "Which channel");
});

Deno.test("indexChannel() names the option and the channels where there is no such one", () => {
  assertEquals(indexChannel(["1", "2"], "w2", "--cells"), "2");
  const what = 'option --cells: found "w3", allowed: 1, 2';
  assertThrows(() => indexChannel(["1", "2"], "w3", "--cells"), InputError, what);
});

Deno.test("openIndex() sends a folder of images to c2s index", async () => {
  await inFolder(async (folder) => {
    await assertRejects(
      () => openIndex(folder),
      InputError,
      "c2s index makes of a folder of images",
    );
  });
});

Deno.test("openIndex() of a folder in BBBC021's layout knows the mechanisms that its index.csv has", async () => {
  await inFolder(async (folder) => {
    await simulateScreen({
      out: folder,
      size: "small",
      width: 96,
      height: 96,
      weeks: 1,
      plates: 1,
      compounds: ["taxol"],
      workers: 1,
    });
    const moas = ({ fields }: FieldIndex) => fields.map(({ metadata }) => metadata.Metadata_MoA);
    const found = moas(await openIndex(folder));
    assertEquals(found.includes("Microtubule stabilizers"), true);
    assertEquals(found.length, moas(await openIndex(`${folder}/index.csv`)).length);
    assertEquals(new Set(found), new Set(moas(await openIndex(`${folder}/index.csv`))));
  });
});
