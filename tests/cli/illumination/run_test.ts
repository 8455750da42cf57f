import { assertEquals, assertRejects } from "@std/assert";
import { illuminateScreen } from "../../../lib/cli/illumination/run.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { illuminationFile } from "../../../lib/data/illumination_files.ts";
import { inFolder } from "../../data/folder.ts";
import { litScreen } from "./screen.ts";

Deno.test("illuminateScreen() goes on with the plates and channels that are not done, to the same bytes", async () => {
  await inFolder(async (folder) => {
    const index = await litScreen(folder), out = `${folder}/light`;
    const first = await illuminateScreen({ index, out, workers: 2 });
    assertEquals([first.resumed, first.lights.map(({ plate }) => plate)], [0, ["P1", "P2"]]);
    const lost = illuminationFile(out, "P2", "DAPI");
    const before = await Deno.readFile(lost);
    const table = await Deno.readTextFile(`${out}/illumination.csv`);
    await Deno.remove(lost);
    const done: number[] = [];
    const second = await illuminateScreen({ index, out, onDone: (count) => done.push(count) });
    assertEquals([second.resumed, second.lights, done], [1, first.lights, [2]]);
    assertEquals(await Deno.readFile(lost), before);
    assertEquals(await Deno.readTextFile(`${out}/illumination.csv`), table);
    const other = () => illuminateScreen({ index, out, options: { offset: 1 } });
    await assertRejects(other, InputError, "other settings");
  });
});

Deno.test("illuminateScreen() finds the light anew of the plate and channel whose image was written anew", async () => {
  await inFolder(async (folder) => {
    const index = await litScreen(folder), out = `${folder}/light`;
    const { lights } = await illuminateScreen({ index, out });
    await Deno.utime(index.fields[0]!.files[index.channels[0]!]!, 1, 1);
    assertEquals((await illuminateScreen({ index, out })).resumed, lights.length - 1);
    assertEquals((await illuminateScreen({ index, out })).resumed, lights.length);
  });
});

Deno.test("illuminateScreen() finds the light anew of plates whose images the mended index changes", async () => {
  await inFolder(async (folder) => {
    const index = await litScreen(folder), out = `${folder}/light`;
    const { lights: [first, second] } = await illuminateScreen({ index, out });
    const less = { ...index, fields: index.fields.slice(1) };
    const mended = await illuminateScreen({ index: less, out });
    assertEquals([mended.resumed, mended.lights[1]], [1, second]);
    assertEquals(mended.lights[0]!.images, first!.images - 1);
  });
});

Deno.test("illuminateScreen() tries again what it had to leave out", async () => {
  await inFolder(async (folder) => {
    const index = await litScreen(folder), out = `${folder}/light`;
    const image = index.fields[0]!.files[index.channels[0]!]!, whole = await Deno.readFile(image);
    await Deno.writeTextFile(image, "no image");
    const { lights: [less] } = await illuminateScreen({ index, out, skipBad: true });
    assertEquals(less!.skipped.length, 1);
    await assertRejects(() => illuminateScreen({ index, out }), InputError, "Cannot read");
    await Deno.writeFile(image, whole);
    const { lights: [all], resumed } = await illuminateScreen({ index, out });
    assertEquals([all!.skipped, all!.images, resumed], [[], less!.images + 1, 1]);
  });
});
