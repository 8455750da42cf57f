import { assertEquals, assertRejects } from "@std/assert";
import { readField } from "../../../lib/data/fields.ts";
import type { IndexedField } from "../../../lib/data/index_file.ts";
import { screenQuality } from "../../../lib/data/screen/quality.ts";
import { fieldQuality } from "../../../lib/image/quality.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { drawn } from "../../image/drawn.ts";
import { inTempDir } from "../helpers.ts";

async function writeFields(folder: string): Promise<IndexedField[]> {
  const rows: IndexedField[] = [];
  for (let site = 1; site <= 5; site++) {
    const file = `${folder}/${site}.tif`;
    const image = { width: 80, height: 64, data: drawn(64, 80, site) };
    await Deno.writeFile(file, await encodeTiff(image));
    const files = { DAPI: file };
    rows.push({ plate: "P1", well: "B02", site, files, pixelSize: 0.65, metadata: {} });
  }
  return rows;
}

Deno.test("screenQuality() on workers equals fieldQuality() one by one, in the same order", () =>
  inTempDir(async (folder) => {
    const rows = await writeFields(folder);
    const expected = await Promise.all(rows.map(async (row) => fieldQuality(await readField(row))));
    const done: number[] = [];
    assertEquals(await screenQuality(rows, { workers: 2, onDone: (n) => done.push(n) }), expected);
    assertEquals(done, [1, 2, 3, 4, 5]);
  }));

Deno.test("screenQuality() names the field and the file that cannot be read", () =>
  inTempDir(async (folder) => {
    const rows = await writeFields(folder);
    await Deno.writeTextFile(rows[3]!.files.DAPI!, "no image");
    const error = await assertRejects(() => screenQuality(rows, { workers: 1 }), Error, "4.tif");
    assertEquals(error.message.includes("Cannot read an image"), true);
  }));
