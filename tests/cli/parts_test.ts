import { assertEquals, assertRejects } from "@std/assert";
import { openParts } from "../../lib/cli/parts.ts";
import { exists } from "../../lib/core/files.ts";
import { inFolder } from "../data/folder.ts";

Deno.test("openParts() keeps finished parts of the same settings and clears half-written ones", async () => {
  await inFolder(async (folder) => {
    const { file } = await openParts(`${folder}/a.csv`, { a: 1 });
    await Deno.writeTextFile(file(1), "done");
    await Deno.writeTextFile(`${file(2)}.x.partial`, "half");
    await openParts(`${folder}/a.csv`, { a: 1 });
    assertEquals([await exists(file(1)), await exists(`${file(2)}.x.partial`)], [true, false]);
    await assertRejects(() => openParts(`${folder}/a.csv`, { a: 2 }), Error, "other settings");
  });
});
