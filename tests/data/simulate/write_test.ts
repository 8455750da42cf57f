import { assertEquals } from "@std/assert";
import { planScreen } from "../../../lib/data/simulate/plan.ts";
import { drawField } from "../../../lib/data/simulate/draw.ts";
import {
  CELL_COLUMNS,
  fieldPaths,
  hasImages,
  isWritten,
  partPath,
  writeField,
} from "../../../lib/data/simulate/write.ts";
import { decodeTiff } from "../../../lib/image/tiff.ts";
import { answerOf } from "../../cli/answer.ts";
import { inFolder } from "../folder.ts";

const options = { size: "small", width: 96, height: 96, weeks: 1, compounds: ["taxol"] } as const;

Deno.test("writeField() writes the pixels that are drawn, masks, and a row a cell; a field counts once all are there", async () => {
  await inFolder(async (out) => {
    const plan = planScreen({ ...options, compounds: [...options.compounds] });
    assertEquals(await isWritten(out, plan, 0), false);
    const { bytes, cells } = await writeField(out, plan, 0);
    const drawn = drawField(plan, 0), paths = fieldPaths(out, plan, 0);
    const planes = [...drawn.field.channels.map(({ data }) => data), drawn.nuclei, drawn.cells];
    let size = 0;
    for (const [i, path] of paths.entries()) {
      const file = await Deno.readFile(path);
      size += file.length;
      assertEquals((await decodeTiff(file)).data, Uint16Array.from(planes[i]!));
    }
    assertEquals([bytes, cells], [size, drawn.truth.length]);
    const rows = (await Deno.readTextFile(partPath(out, plan, 0))).trim().split("\n");
    assertEquals([rows[0], rows.length], [CELL_COLUMNS.join(","), cells + 1]);
    assertEquals(await isWritten(out, plan, 0), true);
    await Deno.remove(paths[3]!);
    assertEquals(await hasImages(out, plan, 0), false);
  });
});

Deno.test("the worker of simulate writes what writeField() does", async () => {
  await inFolder(async (out) => {
    const plan = planScreen({ ...options, compounds: [...options.compounds] });
    const settings = plan.settings;
    const answer = await answerOf("data/simulate/worker.ts", { out, settings, index: 1 });
    const files = await Promise.all(fieldPaths(out, plan, 1).map((path) => Deno.readFile(path)));
    assertEquals(answer, await writeField(out, plan, 1));
    for (const [i, path] of fieldPaths(out, plan, 1).entries()) {
      assertEquals(await Deno.readFile(path), files[i]);
    }
  });
});
