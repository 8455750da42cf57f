import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { readStructures } from "../../lib/data/structures_file.ts";
import { inFolder } from "./folder.ts";

Deno.test("readStructures() finds names by their usual columns, or by the one named", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/drugs.tsv`;
    await Deno.writeTextFile(
      file,
      "broad_sample\tpert_iname\tsmiles\nBRD-1\tethanol\tCCO\nBRD-2\tx\t\n",
    );
    assertEquals(await readStructures(file), [
      { name: "ethanol", smiles: "CCO" },
      { name: "x", smiles: null },
    ]);
    assertEquals((await readStructures(file, { name: "broad_sample" }))[0]?.name, "BRD-1");
  });
});

Deno.test("readStructures() names file, column and row of what it lacks", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/drugs.csv`;
    await Deno.writeTextFile(file, "drug,smiles\nethanol,CCO\n,C\n");
    await assertRejects(() => readStructures(file), InputError, "allowed: compound, name");
    await assertRejects(() => readStructures(file, { smiles: "SMILES" }), InputError, "SMILES");
    await assertRejects(
      () => readStructures(file, { name: "drug" }),
      InputError,
      "line 3, column drug",
    );
    await Deno.writeTextFile(file, "drug,smiles\n\n\nethanol,CCO\n,C\n");
    await assertRejects(() => readStructures(file, { name: "drug" }), InputError, "line 5");
  });
});
