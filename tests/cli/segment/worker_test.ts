import { assertEquals } from "@std/assert";
import {
  type SegmentedField,
  type SegmentTask,
  segmentTask,
} from "../../../lib/cli/segment/task.ts";
import { inFolder } from "../../data/folder.ts";
import { answerOf } from "../answer.ts";
import { tinyScreen } from "./tiny_screen.ts";

Deno.test("the worker of segment answers what segmentTask() gives", async () => {
  await inFolder(async (folder) => {
    const [field] = (await tinyScreen(folder)).fields;
    const task: SegmentTask = {
      field: field!,
      out: folder,
      part: `${folder}/a.json`,
      from: "ab",
      settings: { method: "classical", weights: {}, nuclei: "DAPI", cells: [], border: "keep" },
      skipBad: false,
    };
    const answer = await answerOf<SegmentTask, SegmentedField>("cli/segment/worker.ts", task);
    assertEquals(answer.objects, 3);
    assertEquals(answer, await segmentTask(task));
  });
});
