import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { Random } from "../../../lib/core/random.ts";
import type { IndexedField } from "../../../lib/data/index_file.ts";
import { collectLight } from "../../../lib/data/screen/light.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inTempDir } from "../helpers.ts";

/** Fields of two plates; the second is lit twice as brightly on its right side. */
async function writeFields(folder: string): Promise<IndexedField[]> {
  const random = new Random(3), rows: IndexedField[] = [];
  for (let site = 1; site <= 12; site++) {
    for (const plate of ["P1", "P2"]) {
      const data = Uint16Array.from({ length: 32 * 16 }, (_, i) => {
        const gain = plate === "P1" ? 1 : 1 + (i % 32) / 31;
        return 200 + gain * (1000 + random.integer(200));
      });
      const file = `${folder}/${plate}_${site}.tif`;
      await Deno.writeFile(file, await encodeTiff({ width: 32, height: 16, data }));
      rows.push({ plate, well: "B02", site, files: { DAPI: file }, pixelSize: NaN, metadata: {} });
    }
  }
  return rows;
}

Deno.test("collectLight() keeps plates apart and counts every pixel", () =>
  inTempDir(async (folder) => {
    const seen: number[] = [];
    const lights = await collectLight(await writeFields(folder), {
      onDone: (done, total) => seen.push(total - done),
    });
    assertEquals(lights.map(({ plate, channel }) => [plate, channel]), [["P1", "DAPI"], [
      "P2",
      "DAPI",
    ]]);
    assertEquals(seen.at(-1), 0);
    const [even, lit] = lights.map(({ collector }) => collector.estimate({ offset: 200 }));
    assertEquals(lights[0]!.counts.reduce((a, b) => a + b, 0), 12 * 512);
    assert(Math.abs(even!.gain[0]! - even!.gain[31]!) < 0.02);
    assertAlmostEquals(lit!.gain[31]! / lit!.gain[0]!, 2, 0.05);
    assert(lit!.reliability > 0.99);
  }));

Deno.test("collectLight() names the field whose size differs from its plate's", () =>
  inTempDir(async (folder) => {
    const rows = await writeFields(folder);
    const data = new Uint16Array(4);
    await Deno.writeFile(rows[2]!.files.DAPI!, await encodeTiff({ width: 2, height: 2, data }));
    await assertRejects(() => collectLight(rows), InputError, rows[2]!.files.DAPI!);
  }));
