import { assertEquals } from "@std/assert";
import type { MeasureTask } from "../../../lib/cli/measure/task.ts";
import { labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { readPart } from "../../../lib/data/profiles_part.ts";
import { featureNames } from "../../../lib/segment/measure.ts";
import { inFolder } from "../../data/folder.ts";
import { answerOf } from "../answer.ts";
import { tinyScreen } from "../segment/tiny_screen.ts";

Deno.test("the worker of measure writes the rows of its field and answers how many", async () => {
  await inFolder(async (folder) => {
    const { fields: [field] } = await tinyScreen(folder);
    const labels = Int32Array.from({ length: 5600 }, (_, i) => i % 80 < 10 ? 4 : 0);
    await writeLabels(labelFile(folder, field!, "nuclei"), { width: 80, height: 70, labels });
    const task: MeasureTask = {
      field: field!,
      channels: ["DAPI"],
      labels: folder,
      compartments: [{ name: "nuclei", derived: false }],
      families: ["AreaShape"],
      part: `${folder}/0.part`,
      skipBad: false,
    };
    assertEquals(await answerOf("cli/measure/worker.ts", task), { cells: 1 });
    const names = featureNames(["DAPI"], ["Nuclei"], { families: ["AreaShape"] });
    const { meta, values } = await readPart(task.part, names);
    assertEquals(meta.getColumn("ObjectNumber").toArray(), [4]);
    assertEquals(values[names.indexOf("Nuclei_AreaShape_Area")], 700);
  });
});
