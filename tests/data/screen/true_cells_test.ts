import { assertEquals } from "@std/assert";
import { readTrueCells } from "../../../lib/data/screen/true_cells.ts";

Deno.test("readTrueCells() gives the cells of a field, and none for a field without cells", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/truth`);
    const lines = [
      "Metadata_Plate,Metadata_Well,Metadata_Site,X,Y",
      "P1,B02,1,10.5,20",
      "P1,B02,2,1,2",
      "P1,B02,1,30,40",
    ];
    await Deno.writeTextFile(`${folder}/truth/cells.csv`, lines.join("\n") + "\n");
    const cells = await readTrueCells(folder);
    const field = { plate: "P1", well: "B02", site: 1 };
    assertEquals(cells(field), [{ x: 10.5, y: 20 }, { x: 30, y: 40 }]);
    assertEquals(cells({ ...field, well: "B03" }), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
