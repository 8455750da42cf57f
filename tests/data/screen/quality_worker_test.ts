import { assertEquals } from "@std/assert";
import type { QualityTask } from "../../../lib/data/screen/quality.ts";
import { type FieldQuality, fieldQuality } from "../../../lib/image/quality.ts";
import { readField } from "../../../lib/data/fields.ts";
import { answerOf } from "../../cli/answer.ts";
import { tinyScreen } from "../../cli/segment/tiny_screen.ts";
import { inFolder } from "../folder.ts";

Deno.test("the worker of a screen's quality answers what fieldQuality() gives, options and all", async () => {
  await inFolder(async (folder) => {
    const { fields: [row] } = await tinyScreen(folder), options = { nuclei: "Actin", nucleus: 3 };
    const module = "data/screen/quality_worker.ts";
    const answer = await answerOf<QualityTask, FieldQuality>(module, { row: row!, options });
    assertEquals(answer, fieldQuality(await readField(row!), options));
  });
});
