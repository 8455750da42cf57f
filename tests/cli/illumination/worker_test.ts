import { assertEquals } from "@std/assert";
import { type IlluminationTask, illuminationTask } from "../../../lib/cli/illumination/task.ts";
import type { IlluminationNotes } from "../../../lib/data/illumination_files.ts";
import { inFolder } from "../../data/folder.ts";
import { answerOf } from "../answer.ts";
import { litScreen } from "./screen.ts";

Deno.test("the worker of illumination answers what illuminationTask() gives", async () => {
  await inFolder(async (folder) => {
    const { fields } = await litScreen(folder);
    const out = `${folder}/light`, own = fields.slice(0, 6);
    const task = { plate: "P1", channel: "DAPI", fields: own, out, options: {}, skipBad: false };
    const module = "cli/illumination/worker.ts";
    const answer = await answerOf<IlluminationTask, IlluminationNotes>(module, task);
    assertEquals([answer.images, answer], [6, await illuminationTask(task)]);
  });
});
