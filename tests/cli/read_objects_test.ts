import { assertEquals, assertRejects } from "@std/assert";
import { readObjects } from "../../lib/cli/read_objects.ts";
import { InputError } from "../../lib/core/errors.ts";
import { writeLabels } from "../../lib/data/label_files.ts";
import { inFolder } from "../data/folder.ts";

Deno.test("readObjects() refuses a mask of all objects, but for cytoplasm", () =>
  inFolder(async (folder) => {
    const file = `${folder}/a.tif`,
      mask = { width: 3, height: 1, labels: new Int32Array([255, 0, 255]) };
    await writeLabels(file, mask);
    for (const name of ["nuclei", "cells"] as const) {
      await assertRejects(() => readObjects(file, name), InputError, "all have the value 255");
    }
    assertEquals(await readObjects(file, "cytoplasm"), mask);
  }));
