import { assertEquals, assertRejects } from "@std/assert";
import { readFiles } from "../../../lib/cli/profile/read_files.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { inFolder } from "../../data/folder.ts";

/** Two plates that differ in a column nobody asks for; only the first has wells. */
async function plates(folder: string) {
  const texts = [
    "Metadata_Plate,Metadata_Well,Metadata_Gene,b,a\nP1,A01,,1,2\n",
    "Metadata_Gene,Metadata_Plate,a,b\nTP53,P2,4,3\n",
  ];
  const files = texts.map((_, i) => `${folder}/${i}.csv`);
  for (const [i, file] of files.entries()) await Deno.writeTextFile(file, texts[i] as string);
  return { list: () => files, required: () => "" };
}

Deno.test("readFiles() puts plates below one another and keeps what is asked for", async () => {
  await inFolder(async (folder) => {
    const invocation = await plates(folder);
    const found = await readFiles(invocation, ["Metadata_Plate", "Metadata_Plate"], [
      "Metadata_Well",
    ]);
    assertEquals([...found.values], [1, 2, 3, 4]);
    assertEquals(found.meta.columns, ["Metadata_Plate"]);
    const one = { ...invocation, list: () => invocation.list().slice(0, 1) };
    const first = await readFiles(one, ["Metadata_Plate"], ["Metadata_Well"]);
    assertEquals(first.meta.columns, ["Metadata_Plate", "Metadata_Well"]);
  });
});

Deno.test("readFiles() names the file that lacks a column", async () => {
  await inFolder(async (folder) => {
    const invocation = await plates(folder);
    await assertRejects(
      () => readFiles(invocation, ["Metadata_Well"]),
      InputError,
      "1.csv, column Metadata_Well",
    );
  });
});
