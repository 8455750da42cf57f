import { assertEquals } from "@std/assert";
import { type QualityTask, qualityTask } from "../../../lib/cli/quality/task.ts";
import type { FieldQuality } from "../../../lib/image/quality.ts";
import { inFolder } from "../../data/folder.ts";
import { answerOf } from "../answer.ts";
import { qualityScreen } from "./screen.ts";

Deno.test("the worker of quality answers what qualityTask() gives", async () => {
  await inFolder(async (folder) => {
    const { channels, fields: [field] } = await qualityScreen(folder);
    const part = `${folder}/0.part`, options = { nuclei: "DAPI" };
    const task = { field: field!, channels, options, part, skipBad: false };
    const answer = await answerOf<QualityTask, FieldQuality>("cli/quality/worker.ts", task);
    assertEquals(answer, await qualityTask(task));
  });
});
