import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { openOutput } from "../../lib/cli/open_output.ts";
import { inFolder } from "../data/folder.ts";

Deno.test("openOutput() keeps settings on record and names those that differ, absent ones too", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/new/light.json`;
    await openOutput(file, "light", { offset: 100, size: undefined });
    await openOutput(file, "light", { offset: 100 });
    assertEquals(JSON.parse(await Deno.readTextFile(file)), { offset: 100 });
    await Deno.writeTextFile(`${folder}/new/P1.npy`, "");
    await assertRejects(
      () => openOutput(file, "light", { size: 9 }),
      Error,
      'found "offset 100, size nothing", allowed: offset nothing, size 9',
    );
    const notes = { size: "It was cut", other: "never said" };
    const error = await assertRejects(() => openOutput(file, "light", { size: 9 }, notes), Error);
    assertStringIncludes(error.message, "size 9. It was cut. Choose another --out");
  });
});

Deno.test("openOutput() refuses a file where the folder should be", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/index.csv`, "");
    const inside = () => openOutput(`${folder}/index.csv/settings.json`, "labels", {});
    await assertRejects(inside, Error, 'index.csv: found "a file"');
  });
});

Deno.test("openOutput() takes the settings of now where a run with others failed before its first result", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/labels/segment.json`;
    await openOutput(file, "labels", { diameter: 12 });
    // A run locks the folder while it writes there, and leaves that lock where it is killed.
    await Deno.writeTextFile(`${file}.lock`, "");
    await openOutput(file, "labels", { diameter: 25 });
    assertEquals(JSON.parse(await Deno.readTextFile(file)), { diameter: 25 });
    await Deno.mkdir(`${folder}/labels/nuclei`);
    await assertRejects(() => openOutput(file, "labels", {}), Error, "other settings");
  });
});
