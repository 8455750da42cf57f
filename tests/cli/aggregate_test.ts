import { assertEquals, assertStringIncludes } from "@std/assert";
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

Deno.test("c2s aggregate adds up the counts of a step before, also from a CSV file, where they are text", async () => {
  await inFolder(async (folder) => {
    const [from, plates, all] = ["wells", "plates", "all"].map((name) => `${folder}/${name}.csv`);
    await Deno.writeTextFile(from!, wells);
    const step = (from: string, out: string, by: string) =>
      c2s("aggregate", "--in", from, "--out", out, "--by", by);
    const drugs = "Metadata_Compound";
    assertEquals((await step(from!, plates!, `Metadata_Plate,${drugs}`)).code, 0);
    const { code, said } = await step(plates!, all!, drugs);
    assertEquals([code, said], [0, ""]);
    const { meta } = await readProfiles(all!);
    assertEquals(metaValues(meta, "Metadata_Count"), ["4", "1", "1", "1", "1"]);
    await Deno.writeTextFile(plates!, "Metadata_Well,Metadata_Count,area\nA01,many,1\n");
    const wrong = await step(plates!, all!, "Metadata_Well");
    assertStringIncludes(wrong.said, 'Metadata_Count: found "many", allowed: numbers');
  });
});
