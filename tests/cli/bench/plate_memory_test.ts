import { assertEquals } from "@std/assert";
import { benchPlates, plateMemoryBench } from "../../../lib/cli/bench/plate_memory.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the bench of a plate's memory has an index of fields and one of four times as many", async () => {
  await inFolder(async (folder) => {
    const { input, reference, peakBytes } = await plateMemoryBench({ name: "few", fields: 5 })
      .prepare(folder);
    assertEquals(input, "20 fields of 1080 × 1080, 5 channels");
    assertEquals(reference!.name, "5 fields");
    assertEquals(peakBytes!(4e8), 4e8);
    for (const [name, count] of [["few", 5], ["many", 20]] as const) {
      const { channels, fields } = await readIndex(`${folder}/${name}.csv`);
      assertEquals([channels.length, fields.length], [5, count]);
    }
  });
});

Deno.test("the bench of a plate's memory allows 1 GB, and little more for more fields", () => {
  const { memoryTarget } = plateMemoryBench({ name: "few", fields: 5 });
  assertEquals(memoryTarget!(4e8), 5.5e8);
  assertEquals(memoryTarget!(9e8), 1e9);
});

Deno.test("one bench of a plate's memory has as many fields as 384 wells of 9 sites", () => {
  assertEquals(Math.max(...benchPlates.map(({ fields }) => 4 * fields)), 384 * 9);
});
