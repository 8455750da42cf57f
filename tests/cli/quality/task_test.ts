import { assertEquals, assertRejects } from "@std/assert";
import { qualityTask } from "../../../lib/cli/quality/task.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { readField } from "../../../lib/data/fields.ts";
import { fieldQuality } from "../../../lib/image/quality.ts";
import { inFolder } from "../../data/folder.ts";
import { qualityScreen } from "./screen.ts";

Deno.test("qualityTask() writes down what it measured, number by number; nothing of a bad field", async () => {
  await inFolder(async (folder) => {
    const { channels, fields: [field] } = await qualityScreen(folder);
    const part = `${folder}/0.part`, options = { nuclei: "DAPI" };
    const task = { field: field!, channels, options, part, skipBad: false };
    const expected = fieldQuality(await readField(field!), options);
    assertEquals(await qualityTask(task), expected);
    assertEquals(JSON.parse(await Deno.readTextFile(part)), expected);
    await Deno.remove(part);
    await Deno.remove(field!.files.Actin!);
    await assertRejects(() => qualityTask(task), InputError, "no such file");
    assertEquals(Object.keys(await qualityTask({ ...task, skipBad: true })), ["bad"]);
    assertEquals(await exists(part), false);
  });
});
