import { assertEquals, assertStringIncludes } from "@std/assert";
import { inFolder } from "../data/folder.ts";
import { c2s } from "./run.ts";

Deno.test("c2s score says what can be scored where nothing or something else is asked for", async () => {
  for (const words of [[], ["beauty"], ["segmentation", "more"], ["toString"]]) {
    const { code, said } = await c2s("score", ...words);
    assertEquals(code, 1);
    assertStringIncludes(said, "What shall be scored?");
    assertStringIncludes(said, "segmentation: F1 and AP");
  }
  assertStringIncludes((await c2s("score", "--help")).out, "--masks DIR");
});

Deno.test("c2s score <kind> --help has the options and the example of that kind alone", async () => {
  const { out } = await c2s("score", "moa", "--help");
  for (const part of ["c2s score moa [options]", "--leave-out", "For example: c2s score moa"]) {
    assertStringIncludes(out, part);
  }
  assertEquals([out.includes("--masks"), out.includes("--plate")], [false, false]);
  const { code, said } = await c2s("score", "moa", "--in", "z.csv");
  assertEquals([code, said.startsWith("c2s score moa: --compound is missing")], [2, true]);
});

Deno.test("c2s score names the file and the row in it of a value that is missing", async () => {
  await inFolder(async (folder) => {
    const files = ["P1", "P2"].map((plate) => `${folder}/${plate}.csv`);
    const head = "Metadata_Compound,Metadata_MoA,f\n";
    await Deno.writeTextFile(files[0]!, `${head}a,x,1\nb,x,2\n`);
    await Deno.writeTextFile(files[1]!, `${head}DMSO,,\nc,y,3\nd,y,\n`);
    const named = ["--compound", "Metadata_Compound", "--moa", "Metadata_MoA"];
    const { said } = await c2s(
      ...["score", "moa", ...named, "--leave-out", "Metadata_Compound=DMSO"],
      ...files.flatMap((file) => ["--in", file]),
    );
    assertStringIncludes(said, "P2.csv, line 4, column f");
    await Deno.writeTextFile(files[0]!, head);
    const empty = await c2s("score", "moa", ...named, "--in", files[0]!);
    for (const part of ["P1.csv", "no rows"]) assertStringIncludes(empty.said, part);
  });
});
