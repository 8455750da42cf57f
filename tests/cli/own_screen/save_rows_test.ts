import { assertEquals } from "@std/assert";
import { saveRows } from "../../../lib/cli/own_screen/save_rows.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("saveRows() leaves cells empty that are null or no number, and quotes commas", () =>
  inFolder(async (folder) => {
    await saveRows(`${folder}/a.csv`, [
      { name: "a, b", p: NaN, right: true, size: 2 },
      { name: null, p: 0.5, right: null, size: null },
    ]);
    assertEquals(
      await Deno.readTextFile(`${folder}/a.csv`),
      'name,p,right,size\n"a, b",,true,2\n,0.5,,\n',
    );
  }));

Deno.test("saveRows() writes the names of the columns where there is no row", () =>
  inFolder(async (folder) => {
    await saveRows(`${folder}/a.csv`, [], ["treatment", "p"]);
    assertEquals(await Deno.readTextFile(`${folder}/a.csv`), "treatment,p\n");
  }));
