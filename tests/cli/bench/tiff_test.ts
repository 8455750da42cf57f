import { assertEquals, assertThrows } from "@std/assert";
import { tiffBench } from "../../../lib/cli/bench/tiff.ts";
import { decodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the bench of TIFF adds two pixels of every file, and refuses a peer that read others", async () => {
  await inFolder(async (folder) => {
    const { run, check } = await tiffBench.prepare(folder);
    let sum = 0;
    for (const { name } of Deno.readDirSync(folder)) {
      const { data, width, height } = await decodeTiff(await Deno.readFile(`${folder}/${name}`));
      assertEquals([width, height], [1080, 1080]);
      sum += data[0]! + data[data.length / 2]!;
    }
    assertEquals(await run(), sum);
    check!(sum, String(sum));
    assertThrows(() => check!(sum, String(sum + 1)), Error, "Two readers differ");
  });
});
