import { assertEquals, assertStringIncludes } from "@std/assert";
import { stepCommand } from "../../../lib/cli/profile/step.ts";
import { exists } from "../../../lib/core/files.ts";
import { inFolder } from "../../data/folder.ts";
import { wells } from "./wells.ts";
import { c2s } from "../run.ts";

Deno.test("a step adds --in and --out to its own options", () => {
  const step = stepCommand({
    name: "same",
    summary: "",
    options: { by: { type: "string", description: "" } },
    example: "",
    apply: (profiles) => ({ profiles }),
  });
  assertEquals(Object.keys(step.options), ["in", "out", "by"]);
});

Deno.test("a step that fails writes nothing and says which file, column and value", async () => {
  await inFolder(async (folder) => {
    const [from, out] = [`${folder}/wells.csv`, `${folder}/z.csv`];
    await Deno.writeTextFile(from, wells.replace("12,104", "twelve,104"));
    const { code, said } = await c2s("normalize", "--in", from, "--out", out);
    assertEquals([code, await exists(out)], [1, false]);
    for (const part of ["wells.csv", "area", "twelve"]) assertStringIncludes(said, part);
    await Deno.writeTextFile(from, wells);
    const by = await c2s("normalize", "--in", from, "--out", out, "--by", "Metadata_Plat");
    for (const part of ["wells.csv", "allowed: Metadata_Plate,", "Is Metadata_Plate meant?"]) {
      assertStringIncludes(by.said, part);
    }
    await Deno.writeTextFile(from, wells.split("\n")[0] + "\n");
    const none = await c2s("normalize", "--in", from, "--out", out);
    for (const part of ["wells.csv", "no rows"]) assertStringIncludes(none.said, part);
  });
});
