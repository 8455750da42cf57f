import { assertEquals, assertStringIncludes } from "@std/assert";
import { exportPlateMaps } from "../../../lib/cli/quality/plate_maps.ts";
import { flagFields } from "../../../lib/image/outliers.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("exportPlateMaps() draws a map a plate, each under a name of its own, and names all it wrote", async () => {
  await inFolder(async (folder) => {
    const fields = ["P_1", "p-1"].map((plate) => ({
      where: { plate, well: "B02", site: 1 },
      channels: {},
      objects: 0,
      covered: 0,
      largest: 0,
    }));
    const paths = await exportPlateMaps(folder, flagFields(fields));
    const kinds = ["svg", "png", "pdf", "json"];
    assertEquals(
      paths,
      ["flags-p-1", "flags-p-1-2"].flatMap((id) => kinds.map((kind) => `${folder}/${id}.${kind}`)),
    );
    assertEquals(
      [...Deno.readDirSync(folder)].map(({ name }) => `${folder}/${name}`).sort(),
      paths.toSorted(),
    );
    const svg = await Deno.readTextFile(`${folder}/flags-p-1.svg`);
    assertStringIncludes(svg, "1 of 1 wells of plate P_1 have a flagged field");
    assertStringIncludes(svg, "empty");
  });
});
