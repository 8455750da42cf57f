import { assertEquals, assertRejects } from "@std/assert";
import { type ImageTask, scoreImage } from "../../../lib/cli/score/one_image.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import type { SegmentationScore } from "../../../lib/segment/evaluate.ts";
import { inFolder } from "../../data/folder.ts";
import { answerOf } from "../answer.ts";

Deno.test("the worker of score answers what scoreImage() gives, its errors too", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/a.tif`, data = Uint16Array.of(1, 1, 0, 2);
    await Deno.writeFile(file, await encodeTiff({ width: 2, height: 2, data }));
    const task = { labels: file, masks: file, method: "", thresholds: [0.5] };
    const ask = (one: ImageTask) =>
      answerOf<ImageTask, SegmentationScore>("cli/score/worker.ts", one);
    assertEquals(await ask(task), await scoreImage(task));
    await assertRejects(() => ask({ ...task, masks: `${folder}/b.tif` }), InputError, "b.tif");
  });
});
