import { assertEquals, assertRejects } from "@std/assert";
import { activationFiles } from "../../../lib/cli/train/activation_files.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("activationFiles() gives back parts of what it keeps, and knows what it has not", async () => {
  await inFolder(async (folder) => {
    const store = activationFiles(`${folder}/new`);
    assertEquals(await store.size("k/same/0"), undefined);
    await store.write("k/same/0", new Uint8Array([5, 6, 7, 8]));
    assertEquals(await store.size("k/same/0"), 4);
    assertEquals([...await store.read("k/same/0", 1, 3)], [6, 7]);
    assertEquals([...await store.read("k/same/0", 3, 9)], [8]);
    await assertRejects(() => store.read("k/same/1", 0, 1), Deno.errors.NotFound);
    const left = await Array.fromAsync(Deno.readDir(`${folder}/new/k/same`), ({ name }) => name);
    assertEquals(left, ["0.bin"]);
  });
});
