import { assertEquals, assertRejects } from "@std/assert";
import { readSheet } from "../../../lib/cli/cost/sheet.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { inFolder } from "../../data/folder.ts";
import { handSheet } from "./sheet.ts";

Deno.test("readSheet() reads back what was written, and names what another file lacks", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/cost.json`;
    await Deno.writeTextFile(file, JSON.stringify(handSheet));
    assertEquals(await readSheet(file), handSheet);
    for (
      const [text, part] of [
        ["{", "cost.json"],
        [JSON.stringify({ ...handSheet, perField: undefined }), "perField"],
        [JSON.stringify({ ...handSheet, threads: 0 }), "column threads: found 0"],
        ["null", "c2s cost --out"],
        [
          JSON.stringify({ ...handSheet, perField: [{}] }),
          "column perField[0].step: found nothing",
        ],
      ] as const
    ) {
      await Deno.writeTextFile(file, text);
      await assertRejects(() => readSheet(file), InputError, part);
    }
  });
});
