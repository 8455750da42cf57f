import { assertEquals, assertRejects } from "@std/assert";
import { illuminationTask } from "../../../lib/cli/illumination/task.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { readField } from "../../../lib/data/fields.ts";
import { readIllumination } from "../../../lib/data/illumination_files.ts";
import { IlluminationCollector } from "../../../lib/image/illumination.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../../data/folder.ts";
import { litScreen } from "./screen.ts";

Deno.test("illuminationTask() averages the fields of its plate, and leaves bad ones out only where asked", async () => {
  await inFolder(async (folder) => {
    const { fields } = await litScreen(folder);
    const task = {
      plate: "P2",
      channel: "DAPI",
      fields: fields.slice(6),
      out: `${folder}/light`,
      options: { guard: false },
      skipBad: false,
    };
    const [torn, small, ...good] = task.fields;
    await Deno.writeTextFile(torn!.files.DAPI!, "no image");
    await assertRejects(() => illuminationTask(task), InputError, "P2_1.tif");
    const strict = { ...task, fields: [...good, small!] };
    const tiny = { width: 2, height: 2, data: new Uint16Array(4) };
    await Deno.writeFile(small!.files.DAPI!, await encodeTiff(tiny));
    await assertRejects(() => illuminationTask(strict), InputError, "P2_2.tif");
    const last = { ...task, skipBad: true, fields: [torn!, small!, ...good] };
    const { images, skipped } = await illuminationTask(last);
    assertEquals([images, skipped.map(({ field }) => field)], [4, ["P2/B02/1", "P2/B02/2"]]);
    const collector = new IlluminationCollector(32, 16);
    for (const row of good) {
      const { width, height, channels: [image] } = await readField(row);
      collector.add({ width, height, data: image!.data });
    }
    const { gain } = collector.estimate({ guard: false });
    assertEquals((await readIllumination(task.out, "P2", "DAPI")).gain, gain);
    const none = { ...task, skipBad: true, fields: [torn!] };
    await assertRejects(() => illuminationTask(none), InputError, "No image of plate P2");
  });
});
