import { assertEquals, assertNotEquals } from "@std/assert";
import { labelStates } from "../../../lib/cli/measure/label_states.ts";
import { labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("labelStates() changes for the field and compartment whose labels are made anew", async () => {
  await inFolder(async (folder) => {
    const fields = [1, 2].map((site) => ({ plate: "P/1", well: "A01", site }));
    const file = labelFile(folder, fields[1]!, "nuclei");
    const image = { width: 2, height: 1, labels: new Int32Array(2) };
    await writeLabels(file, image);
    const [none, before] = await labelStates(folder, fields, ["nuclei", "cells"]);
    assertEquals([none, before![1]], [[undefined, undefined], undefined]);
    await Deno.utime(file, 1, 1);
    const after = await labelStates(folder, fields, ["nuclei", "cells"]);
    assertEquals(after[0], none);
    assertNotEquals(after[1], before);
  });
});
