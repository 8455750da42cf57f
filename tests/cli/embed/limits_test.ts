import { assert, assertEquals, assertRejects } from "@std/assert";
import { plateLimits } from "../../../lib/cli/embed/limits.ts";
import type { Field } from "../../../lib/image/field.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("limits are those of all fields of a plate, and are kept for the next run", async () => {
  await inFolder(async (folder) => {
    const fields = [];
    for (const site of [1, 2]) {
      const data = new Uint16Array(1000).fill(100 * site);
      const file = `${folder}/${site}.tif`;
      await Deno.writeFile(file, await encodeTiff({ width: 100, height: 10, data }));
      const where = { plate: "P", well: "A01", site };
      fields.push({ ...where, files: { DAPI: file }, pixelSize: 1, metadata: {} });
    }
    const index = { channels: ["DAPI"], fields }, file = `${folder}/limits.json`;
    const limits = await plateLimits(index, file, { channels: ["DAPI", "DAPI"] });
    const expected = { low: 100, high: 200 };
    assertEquals(limits, { P: [expected, expected] });
    await Deno.remove(`${folder}/1.tif`);
    assertEquals(await plateLimits(index, file, { channels: ["DAPI", "DAPI"] }), limits);
    const anew = (skipBad: boolean) =>
      plateLimits(index, `${folder}/other.json`, { channels: ["DAPI"], skipBad });
    await assertRejects(() => anew(false), Error, "1.tif");
    assert((await anew(true)).P![0]!.low === 200);
    const even = { channels: ["DAPI"], skipBad: true, background: 3 };
    assertEquals((await plateLimits(index, `${folder}/even.json`, even)).P![0]!.low, 0);
  });
});

Deno.test("of crops all fields count, by the quantiles of training; of fields no more than 32", async () => {
  await inFolder(async (folder) => {
    const fields = [];
    for (let site = 0; site < 64; site++) {
      const data = new Uint16Array(4).fill(site), file = `${folder}/${site}.tif`;
      await Deno.writeFile(file, await encodeTiff({ width: 2, height: 2, data }));
      const where = { plate: "P", well: "A01", site };
      fields.push({ ...where, files: { DAPI: file }, pixelSize: 1, metadata: {} });
    }
    const index = { channels: ["DAPI"], fields }, channels = ["DAPI"], seen: number[] = [];
    const crops = (field: Field) => {
      seen.push(field.where.site);
      return Promise.resolve(field.channels.map(({ data }) => data.subarray(0, 1)));
    };
    const limits = await plateLimits(index, `${folder}/crops.json`, { channels, crops });
    assertEquals(seen.length, 64);
    // R-7 quantiles of 0 … 63.
    assertEquals(limits, { P: [{ low: 63 * 0.01, high: 63 * 0.995 }] });
    const whole = await plateLimits(index, `${folder}/fields.json`, { channels });
    assert(whole.P![0]!.high <= 62);
  });
});
