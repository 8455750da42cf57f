import { assertEquals, assertStringIncludes } from "@std/assert";
import { plateParquetBench } from "../../../lib/cli/bench/plate_parquet.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("the bench of a plate's table has cells of all features of five channels", async () => {
  await inFolder(async (folder) => {
    const { input } = await plateParquetBench.prepare(folder);
    assertStringIncludes(input, "150 cells × 3675 features");
    const { size } = await Deno.stat(`${folder}/field.part`);
    assertEquals(Math.floor(size / (150 * 3675)), 8);
  });
});
