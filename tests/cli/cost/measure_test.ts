import { assert, assertEquals, assertRejects } from "@std/assert";
import { measureCost } from "../../../lib/cli/cost/measure.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { inFolder } from "../../data/folder.ts";
import { tinyScreen } from "../segment/tiny_screen.ts";

Deno.test("measureCost() times each step from field to field and leaves its files in the folder", async () => {
  await inFolder(async (folder) => {
    const index = await tinyScreen(folder), steps: string[] = [];
    await Deno.mkdir(`${folder}/cost`);
    const sheet = await measureCost({
      index,
      folder: `${folder}/cost`,
      nuclei: "DAPI",
      fields: 6,
      workers: 1,
      onStep: (step) => steps.push(step),
    });
    const { threads, width, height, channels, fields, cells, perField } = sheet;
    // Three fields come twice each; each has three cells.
    assertEquals([threads, width, height, channels, fields, cells], [1, 80, 70, 2, 6, 3]);
    assertEquals(
      perField.map(({ step, seconds }) => [step, seconds.length]),
      [["quality", 5], ["illumination", 5], ["segment", 5], ["measure", 5], ["wells", 3]],
    );
    for (const { seconds, bytes, memory } of perField.slice(0, 4)) {
      assert(seconds.every((one) => one > 0) && bytes > 0 && memory.peak >= 1e7);
    }
    assertEquals(steps, [...perField.map(({ step }) => step), "all plates together"]);
  });
});

Deno.test("measureCost() asks for enough fields to see a pace", async () => {
  const index = { channels: ["DAPI"], fields: [] };
  const options = { index, folder: "nowhere", nuclei: "DAPI", workers: 2 };
  await assertRejects(() => measureCost(options), InputError, "four a thread, 8, or more");
});
