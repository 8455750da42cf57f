import { assertEquals, assertNotEquals } from "@std/assert";
import { imageStates } from "../../lib/cli/image_states.ts";
import { inFolder } from "../data/folder.ts";

Deno.test("imageStates() changes for the channel whose image is written anew, in archives and stacks too", async () => {
  await inFolder(async (folder) => {
    for (const name of ["a.tif", "b.tif", "plate.zip", "stack.tif"]) {
      await Deno.writeTextFile(`${folder}/${name}`, name);
      await Deno.utime(`${folder}/${name}`, 1, 1);
    }
    const fields: { files: Record<string, string> }[] = [
      { files: { DNA: `${folder}/a.tif`, ER: `${folder}/b.tif` } },
      { files: { DNA: `${folder}/plate.zip!/x/a.tif`, ER: `${folder}/stack.tif#1` } },
      { files: { DNA: `${folder}/none.tif` } },
    ];
    const before = await imageStates(fields, ["DNA", "ER"]);
    assertEquals(before[2], [undefined, undefined]);
    assertEquals(await imageStates(fields, ["DNA", "ER"]), before);
    for (const name of ["b.tif", "plate.zip", "stack.tif"]) {
      await Deno.utime(`${folder}/${name}`, 1, 2);
    }
    const after = await imageStates(fields, ["DNA", "ER"]);
    assertEquals(after[0]![0], before[0]![0]);
    assertNotEquals(after[0]![1], before[0]![1]);
    assertNotEquals(after[1]![0], before[1]![0]);
    assertNotEquals(after[1]![1], before[1]![1]);
    assertEquals(await imageStates(fields, ["ER"]), after.map((states) => [states[1]]));
  });
});

Deno.test("imageStates() gives one entry a field, however many there are", async () => {
  const fields = Array.from({ length: 1000 }, () => ({ files: {} }));
  assertEquals((await imageStates(fields, ["DNA"])).length, 1000);
});
