import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { readCompounds } from "../../lib/data/compounds.ts";
import { rowsOf } from "../../lib/data/table/table.ts";
import type { Compound } from "../../lib/data/compounds.ts";
import { inFolder } from "./folder.ts";

Deno.test("the project's table has 38 compounds and DMSO, of 12 mechanisms, 7 without structure", async () => {
  const { table, withoutStructure } = await readCompounds();
  const rows = rowsOf<Compound>(table).filter(({ moa }) => moa !== "DMSO");
  assertEquals([rows.length, new Set(rows.map(({ moa }) => moa)).size], [38, 12]);
  assertEquals(withoutStructure, ["AZ-A", "AZ-C", "AZ-J", "AZ-U", "AZ138", "AZ258", "AZ841"]);
  assertEquals(rows.find(({ compound }) => compound === "AZ-A")?.smiles, null);
});

Deno.test("readCompounds() refuses a compound without mechanism, a compound twice, a missing column", () =>
  inFolder(async (folder) => {
    const file = `${folder}/compounds.csv`;
    const failing = async (text: string, message: string) => {
      await Deno.writeTextFile(file, text);
      await assertRejects(() => readCompounds(file), InputError, message);
    };
    await failing("compound,moa,smiles\ntaxol,,CC\n", "line 2, column moa: found nothing");
    await failing(
      "compound,moa,smiles\na,x,C\na,y,C\n",
      'line 3, column compound: found "a, as in line 2"',
    );
    await failing(
      "compound,moa,smiles\n\na,x,C\n\na,y,C\n",
      'line 5, column compound: found "a, as in line 3"',
    );
    await failing("compound,moa\na,x\n", "column smiles");
  }));
