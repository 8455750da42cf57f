import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { nuclearChannel, openIndex } from "../../lib/cli/open_index.ts";
import { InputError } from "../../lib/core/errors.ts";
import { inFolder } from "../data/folder.ts";
import { tinyScreen } from "./segment/tiny_screen.ts";

Deno.test("openIndex() reads a CSV; images may be missing only where bad fields may be left out", async () => {
  await inFolder(async (folder) => {
    const index = await tinyScreen(folder), file = `${folder}/index.csv`;
    assertEquals(await openIndex(file), index);
    await Deno.remove(index.fields[0]!.files.DAPI!);
    await assertRejects(() => openIndex(file), InputError, "s1_DAPI.tif");
    assertEquals(await openIndex(file, true), index);
    await assertRejects(() => openIndex(folder), InputError, "BBBC021_v1_image.csv");
  });
});

Deno.test("nuclearChannel() takes the chosen channel, or the one named like a nuclear stain", () => {
  assertEquals(nuclearChannel(["Actin", "DNA"]), "DNA");
  assertEquals(nuclearChannel(["Actin", "DNA"], "Actin"), "Actin");
  assertThrows(() => nuclearChannel(["Actin"], "DNA"), InputError, "allowed: Actin");
  assertThrows(() => nuclearChannel(["Actin"]), InputError, "Which channel");
});
