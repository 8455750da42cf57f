import { assert, assertEquals, assertRejects } from "@std/assert";
import { type SegmentSettings, segmentTask } from "../../../lib/cli/segment/task.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { labelFile, readLabels } from "../../../lib/data/label_files.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../../data/folder.ts";
import { tinyScreen } from "./tiny_screen.ts";

const settings: SegmentSettings = {
  method: "classical",
  weights: {},
  nuclei: "DAPI",
  cells: ["Actin"],
  border: "keep",
};
const common = { from: "ab", settings, skipBad: false };

Deno.test("segmentTask() removes the cut object from all compartments alike; the numbers still fit", async () => {
  await inFolder(async (folder) => {
    const [field] = (await tinyScreen(folder)).fields;
    const task = { ...common, field: field!, out: folder, part: `${folder}/a.json` };
    const kept = await segmentTask(task);
    assert("cut" in kept);
    assertEquals([kept.objects, kept.cut.length, kept.warnings], [3, 1, []]);
    const left = await segmentTask({ ...task, settings: { ...settings, border: "remove" } });
    assert("cut" in left);
    assertEquals([left.objects, left.cut], [2, []]);
    const read = async (part: "nuclei" | "cells") =>
      (await readLabels(labelFile(folder, field!, part))).labels;
    const [nuclei, cells] = [await read("nuclei"), await read("cells")];
    assertEquals(new Set(cells), new Set([0, 1, 2]));
    assertEquals(nuclei.some((label, i) => label !== 0 && cells[i] !== label), false);
  });
});

Deno.test("segmentTask() warns of a field without nuclei or without cytoplasm", async () => {
  await inFolder(async (folder) => {
    const [field] = (await tinyScreen(folder)).fields;
    const empty = { width: 80, height: 70, data: new Uint16Array(5600).fill(300) };
    const task = { ...common, field: field!, out: folder, part: `${folder}/a.json` };
    await Deno.writeFile(field!.files.Actin!, await encodeTiff(empty));
    const bare = await segmentTask(task);
    assert("warnings" in bare && bare.warnings[0]!.includes("no cytoplasm"));
    await Deno.writeFile(field!.files.DAPI!, await encodeTiff(empty));
    const none = await segmentTask(task);
    assert("warnings" in none);
    assertEquals([none.objects, none.warnings], [0, ["no nuclei"]]);
  });
});

Deno.test("segmentTask() warns of a background's disk that fits into a nucleus", async () => {
  await inFolder(async (folder) => {
    const [field] = (await tinyScreen(folder)).fields;
    const task = { ...common, field: field!, out: folder, part: `${folder}/a.json` };
    const warningsWith = async (background: number) => {
      const found = await segmentTask({ ...task, settings: { ...settings, background } });
      assert("warnings" in found);
      return found.warnings;
    };
    const [narrow = ""] = await warningsWith(3);
    assert(narrow.includes("radius 3 px, may be no wider than a cell"), narrow);
    assertEquals(await warningsWith(30), []);
  });
});

Deno.test("segmentTask() needs a pixel size for µm, and reports a bad field only where asked", async () => {
  await inFolder(async (folder) => {
    const [field] = (await tinyScreen(folder)).fields;
    const task = {
      ...common,
      field: { ...field!, pixelSize: NaN },
      out: folder,
      part: `${folder}/a.json`,
      settings: { ...settings, diameter: { value: 7, unit: "µm" as const } },
    };
    await assertRejects(() => segmentTask(task), InputError, "no pixel size");
    assert("bad" in await segmentTask({ ...task, skipBad: true }));
    assertEquals(await exists(task.part), false);
    const sized = await segmentTask({ ...task, field: field! });
    assert("objects" in sized && sized.objects === 3);
  });
});
