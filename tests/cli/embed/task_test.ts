import { assert, assertEquals, assertRejects } from "@std/assert";
import { type EmbedTask, embedTask } from "../../../lib/cli/embed/task.ts";
import { writeLabels } from "../../../lib/data/label_files.ts";
import { readPart } from "../../../lib/data/profiles_part.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import type { Embedder } from "../../../lib/learn/embed.ts";
import { inFolder } from "../../data/folder.ts";

/** Gives the first pixel's channels. */
const first: Embedder = {
  name: "first",
  size: 2,
  channels: 2,
  length: 2,
  embed: (batch) => {
    const n = batch.length / 8;
    return Promise.resolve(
      Float32Array.from({ length: 2 * n }, (_, i) => batch[(i >> 1) * 8 + i % 2]!),
    );
  },
  dispose: () => {},
};

async function withTask(work: (task: EmbedTask, folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const data = Uint16Array.from({ length: 16 }, (_, i) => 10 * i);
    await Deno.writeFile(`${folder}/a.tif`, await encodeTiff({ width: 4, height: 4, data }));
    const where = { plate: "P", well: "A01", site: 1 };
    await work({
      field: { ...where, files: { DAPI: `${folder}/a.tif` }, pixelSize: 1, metadata: {} },
      limits: [{ low: 0, high: 100 }, { low: 0, high: 200 }],
      settings: { unit: { kind: "tile", side: 2 }, mean: false, channels: ["DAPI", "DAPI"] },
      part: `${folder}/part`,
      skipBad: false,
    }, folder);
  });
}

Deno.test("one channel may be read twice, each time by its own limits", async () => {
  await withTask(async (task) => {
    assertEquals(await embedTask(task, first, {}), { rows: 4 });
    const { values, meta } = await readPart(task.part, ["a", "b"]);
    const expected = [0, 0, 0.2, 0.1, 0.8, 0.4, 1, 0.5];
    values.forEach((value, i) => assert(Math.abs(value - expected[i]!) < 1e-6));
    assertEquals(meta.getColumn("Metadata_Top").toArray().map(Number), [0, 0, 2, 2]);
  });
});

Deno.test("labels of another size, or of no single cells, are refused, a field without cells has no row", async () => {
  await withTask(async (task, labels) => {
    const unit = { kind: "cell" as const, side: 2, labels, compartment: "nuclei" as const };
    for (const mean of [false, true]) {
      const cells = { ...task, settings: { ...task.settings, unit, mean } };
      const file = `${labels}/nuclei/P/A01_s1.tif`;
      await writeLabels(file, { width: 4, height: 4, labels: new Int32Array(16) });
      assertEquals(await embedTask(cells, first, {}), { rows: 0 });
      const mask = Int32Array.from({ length: 16 }, (_, i) => i === 0 || i === 10 ? 255 : 0);
      await writeLabels(file, { width: 4, height: 4, labels: mask });
      await assertRejects(() => embedTask(cells, first, {}), Error, "all have the value 255");
      await writeLabels(file, { width: 2, height: 2, labels: new Int32Array(4) });
      await assertRejects(() => embedTask(cells, first, {}), Error, "2 × 2 labels");
      const said = await embedTask({ ...cells, skipBad: true }, first, {});
      assert("bad" in said && said.bad.includes("2 × 2 labels"));
    }
  });
});
