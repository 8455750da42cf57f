import { assertEquals, assertRejects } from "@std/assert";
import { measuredIndex } from "../../../lib/cli/train/measured_index.ts";
import { inTempDir } from "../../data/helpers.ts";

Deno.test("measuredIndex() leaves fields out that have no cells, and says which", () =>
  inTempDir(async (folder) => {
    const file = `${folder}/cells.csv`, said: string[] = [];
    await Deno.writeTextFile(file, "Metadata_Plate,Metadata_Well,Cells_Area\nP,A01,3\nP,A01,5\n");
    const fields = ["A01", "A02"].map((well) => (
      { plate: "P", well, site: 1, files: {}, pixelSize: 1, metadata: {} }
    ));
    const found = await measuredIndex({ channels: [], fields }, file, (line) => said.push(line));
    assertEquals(found.index.fields, [fields[0]]);
    assertEquals(found.without, [fields[1]]);
    assertEquals([...found.measurements!.values as Float64Array], [4]);
    assertEquals(said.length, 1);
    await assertRejects(
      () => measuredIndex({ channels: [], fields: [fields[1]!] }, file, () => {}),
      Error,
      "No field has measurements",
    );
  }));
