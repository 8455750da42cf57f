import { assertEquals } from "@std/assert";
import { labelNotes } from "../../../lib/cli/measure/label_notes.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("labelNotes() says that segment has not ended, or saw images that were corrected otherwise", () =>
  inFolder(async (folder) => {
    assertEquals(await labelNotes(folder, { background: 9 }), []);
    const made = (settings: unknown) =>
      Deno.writeTextFile(`${folder}/segment.json`, JSON.stringify(settings));
    await made({ version: 3 });
    const unfinished =
      `c2s segment has not ended in ${folder}: the same line again finishes the labels`;
    assertEquals(await labelNotes(folder, {}), [unfinished]);
    await Deno.writeTextFile(`${folder}/fields.csv`, "plate\n");
    assertEquals(await labelNotes(folder, {}), []);
    assertEquals(await labelNotes(folder, { background: 9 }), [
      `${folder} was made without the background subtracted (--background), and images are measured with`,
    ]);
    await made({ version: 3, illumination: "/light" });
    assertEquals(await labelNotes(folder, { illumination: "/copy/of/light" }), []);
    assertEquals(await labelNotes(folder, {}), [
      `${folder} was made with corrected light (--illumination), and images are measured without`,
    ]);
    await Deno.writeTextFile(`${folder}/segment.json`, "{");
    assertEquals(await labelNotes(folder, {}), []);
  }));
