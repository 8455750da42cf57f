import { assertEquals } from "@std/assert";
import { writeSummary } from "../../../lib/cli/segment/summary.ts";
import { inFolder } from "../../data/folder.ts";

const field = { plate: "P,1", well: "B02", site: 3, objects: 0, cut: [], warnings: ["a", "b"] };

Deno.test("writeSummary() has a row a field, with cut objects only where they are marked", async () => {
  await inFolder(async (folder) => {
    const file = `${folder}/fields.csv`;
    await writeSummary(file, [field], "keep");
    assertEquals(
      await Deno.readTextFile(file),
      'Metadata_Plate,Metadata_Well,Metadata_Site,Objects,Warnings\n"P,1",B02,3,0,a; b\n',
    );
    await writeSummary(file, [{ ...field, cut: [4, 9] }], "mark");
    assertEquals((await Deno.readTextFile(file)).split("\n")[1], '"P,1",B02,3,0,a; b,4 9');
    await writeSummary(file, [{ ...field, matched: { divided: 1, empty: 2, bare: 3 } }], "keep");
    const [header, row] = (await Deno.readTextFile(file)).split("\n");
    assertEquals(header!.split(",").slice(5), [
      "CellsDivided",
      "CellsWithoutNucleus",
      "NucleiWithoutCell",
    ]);
    assertEquals(row, '"P,1",B02,3,0,a; b,1,2,3');
  });
});
