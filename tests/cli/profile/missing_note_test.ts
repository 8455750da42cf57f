import { assertEquals } from "@std/assert";
import { inFolder } from "../../data/folder.ts";
import { c2s } from "../run.ts";

const table = `Metadata_Plate,Metadata_Well,area,light,flat
P1,A1,1,5,2
P1,A2,,6,2
P1,A3,,9,2
P1,A4,4,,2
`;

Deno.test("c2s normalize, select and aggregate say what is missing, and normalize what is constant", async () => {
  await inFolder(async (folder) => {
    const from = `${folder}/wells.csv`;
    await Deno.writeTextFile(from, table);
    const notes = async (...args: string[]) =>
      JSON.parse((await c2s(...args, "--in", from, "--out", `${folder}/o.csv`, "--json")).out)
        .notes;
    const missing = "3 values missing in 2 features, kept";
    assertEquals(await notes("normalize"), [
      missing,
      "1 feature without spread among its rows, 4 values set to 0: flat; " +
      "--drop-constant leaves it out",
    ]);
    assertEquals(await notes("aggregate", "--by", "Metadata_Well"), [
      "3 values missing in 2 features, not counted in their groups",
    ]);
    assertEquals(await notes("select", "--steps", "blocklist"), [missing]);
    assertEquals((await notes("normalize", "--impute", "median")).includes(missing), false);
  });
});
