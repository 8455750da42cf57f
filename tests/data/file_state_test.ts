import { assertEquals, assertNotEquals } from "@std/assert";
import { fileState } from "../../lib/data/file_state.ts";
import { inFolder } from "./folder.ts";

Deno.test("fileState() changes with the size of a file and with the time of its writing alone", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/a.tif`;
    await Deno.writeTextFile(file, "ab");
    await Deno.utime(file, 1, 1);
    const first = await fileState(file);
    assertEquals(await fileState(file), first);
    await Deno.utime(file, 1, 1.5);
    assertNotEquals(await fileState(file), first);
    await Deno.writeTextFile(file, "abc");
    await Deno.utime(file, 1, 1);
    assertNotEquals(await fileState(file), first);
  });
});
