import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { cutCells } from "../../../lib/cli/screen_cells/cut_cells.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { readField } from "../../../lib/data/fields.ts";
import { labelFile, readLabels } from "../../../lib/data/label_files.ts";
import { channelOf } from "../../../lib/image/field.ts";
import { simulateScreen } from "../../../lib/data/simulate.ts";

Deno.test("cutCells() measures the nuclei of the mask and puts them in the middle of their crops", async () => {
  const out = await Deno.makeTempDir();
  try {
    const size = { size: "small", width: 160, height: 160, weeks: 1 } as const;
    await simulateScreen({ out, ...size, compounds: ["taxol"], workers: 1 });
    const { fields } = await readIndex(`${out}/index.csv`);
    const field = fields[0]!, task = { field, nuclei: "DAPI", side: 8, shrink: 4, seed: 1 };
    const labels = `${out}/truth`;
    const { objects, values, features, crops } = await cutCells({ ...task, labels, most: 99 });
    const mask = (await readLabels(labelFile(labels, field, "nuclei"))).labels;
    assertEquals(features[0], "Nuclei_AreaShape_Area");
    assertEquals(crops.length, objects.length * 8 * 8 * 3);
    const image = channelOf(await readField(field), "DAPI").data;
    objects.forEach((object, i) => {
      const inside = image.filter((_, pixel) => mask[pixel] === object);
      assertEquals(values[5 * i], inside.length);
      const mean = inside.reduce((sum, value) => sum + value / inside.length, 0);
      assertAlmostEquals(values[5 * i + 1]!, mean / 65535, 1e-9);
      // The middle of the crop shows the nucleus: brighter than the field on average.
      const field = image.reduce((sum, value) => sum + value / image.length, 0);
      if (inside.length > 200) assert(crops[i * 192 + (4 * 8 + 4) * 3]! > field, String(object));
    });
    const few = await cutCells({ ...task, labels, most: 2 });
    assertEquals(few.objects.length, 2);
    assert(few.objects.every((object) => objects.includes(object)));
    // Without masks nuclei are segmented.
    assert((await cutCells({ ...task, most: 99 })).objects.length > 0);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
