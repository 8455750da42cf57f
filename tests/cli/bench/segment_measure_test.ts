import { assert, assertEquals, assertThrows } from "@std/assert";
import { segmentMeasureBench } from "../../../lib/cli/bench/segment_measure.ts";
import { segmentNuclei } from "../../../lib/segment/nuclei.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the bench of segmentation gives its peer fields whose drawn nuclei can be found, and refuses another count", async () => {
  await inFolder(async (folder) => {
    const { check, input } = await segmentMeasureBench.prepare(folder);
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assertEquals(files, ["AGP.u16", "DNA.u16", "ER.u16", "Mito.u16", "RNA.u16"]);
    const data = new Uint16Array((await Deno.readFile(`${folder}/DNA.u16`)).buffer);
    const labels = segmentNuclei({ width: 1080, height: 1080, data });
    const found = labels.reduce((most, label) => Math.max(most, label), 0);
    assert(input.includes("156 cells") && found > 0.9 * 156 && found < 1.1 * 156, `${found}`);
    check!(found, String(found));
    assertThrows(() => check!(found, String(2 * found)), Error, "about the same nuclei");
  });
});
