import { assertEquals } from "@std/assert";
import { metaValues } from "../../lib/core/profiles.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { wells } from "./profile/wells.ts";
import { c2s } from "./run.ts";

Deno.test("c2s aggregate gives a row a group with the number of rows behind it", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/drugs.csv`];
    await Deno.writeTextFile(from, wells);
    const args = ["aggregate", "--in", from, "--out", out, "--by", "Metadata_Compound"];
    assertEquals((await c2s(...args)).code, 0);
    const { meta, values } = await readProfiles(out);
    assertEquals(metaValues(meta, "Metadata_Compound"), ["DMSO", "a", "b", "a2", "b2"]);
    assertEquals(metaValues(meta, "Metadata_Count"), ["4", "1", "1", "1", "1"]);
    assertEquals([...values.subarray(0, 4)], [16.5, 153, 20, 102]);
    assertEquals((await c2s(...args, "--method", "modz")).code, 0);
    assertEquals((await readProfiles(out)).meta.height, 5);
    assertEquals((await c2s(...args, "--method", "mode")).code, 1);
  });
});
