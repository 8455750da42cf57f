import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import {
  illuminationFile,
  keptIllumination,
  readIllumination,
  readIlluminationNotes,
  writeIllumination,
} from "../../lib/data/illumination_files.ts";
import { inFolder } from "./folder.ts";

const notes = {
  plate: "P/1",
  channel: "DAPI",
  width: 2,
  height: 1,
  offset: 96,
  images: 9,
  reliability: 0.5,
  lowest: 0.75,
  highest: 1.25,
  skipped: [],
};
const gain = Float32Array.of(0.75, 1.25);

Deno.test("writeIllumination() and readIllumination() give the same light back to the bit", async () => {
  await inFolder(async (folder) => {
    await writeIllumination(folder, notes, gain);
    const light = { width: 2, height: 1, gain, offset: 96 };
    assertEquals(await readIllumination(folder, "P/1", "DAPI"), light);
    assertEquals(await readIlluminationNotes(folder, "P/1", "DAPI"), notes);
    assertEquals(await readIlluminationNotes(folder, "P/1", "Actin"), undefined);
  });
});

Deno.test("readIllumination() takes light without notes for unfinished, and names a damaged file", async () => {
  await inFolder(async (folder) => {
    await writeIllumination(folder, notes, gain);
    const file = illuminationFile(folder, "P/1", "DAPI"), about = file.replace("npy", "json");
    await Deno.writeTextFile(about, "{");
    await assertRejects(() => readIllumination(folder, "P/1", "DAPI"), InputError, about);
    await Deno.remove(about);
    await assertRejects(() => readIllumination(folder, "P/1", "DAPI"), InputError, "no such file");
    await writeIllumination(folder, notes, gain);
    await Deno.writeTextFile(file, "no grid");
    await assertRejects(() => readIllumination(folder, "P/1", "DAPI"), InputError, file);
  });
});

Deno.test("keptIllumination() reads once a plate, light made anew once more, and tries again what failed", async () => {
  await inFolder(async (folder) => {
    await assertRejects(() => keptIllumination(folder, "P/1", "DAPI"), InputError);
    await writeIllumination(folder, notes, gain);
    const first = await keptIllumination(folder, "P/1", "DAPI");
    assertEquals(await keptIllumination(folder, "P/1", "DAPI") === first, true);
    await writeIllumination(folder, { ...notes, offset: 7 }, gain);
    assertEquals((await keptIllumination(folder, "P/1", "DAPI")).offset, 7);
    await assertRejects(() => keptIllumination(folder, "P2", "DAPI"), InputError, "plate P2");
    assertEquals(await keptIllumination(folder, "P/1", "DAPI") === first, false);
  });
});
