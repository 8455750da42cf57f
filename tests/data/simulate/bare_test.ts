import { assertEquals, assertRejects } from "@std/assert";
import { exists } from "../../../lib/core/files.ts";
import { readLayout } from "../../../lib/data/layout_file.ts";
import { listImages } from "../../../lib/data/list_images.ts";
import { simulateScreen } from "../../../lib/data/simulate.ts";
import { bareScreen } from "../../../lib/data/simulate/bare.ts";
import { inFolder } from "../folder.ts";

Deno.test("bareScreen() leaves images and a layout that says what is in every well, and no truth", () =>
  inFolder(async (folder) => {
    const compounds = ["taxol", "nocodazole", "latrunculin B", "AZ258", "AZ138"];
    const size = { size: "small", width: 96, height: 96, weeks: 1 } as const;
    const { plan } = await simulateScreen({ out: folder, ...size, compounds });
    const { wells } = await readLayout(await bareScreen(folder));
    assertEquals(wells.length, plan.fields.length);
    const moas = new Map(
      wells.map(({ metadata }) => [metadata.Metadata_Compound, metadata.Metadata_MoA]),
    );
    assertEquals([moas.get("DMSO"), moas.get("taxol")], [null, null]);
    assertEquals(moas.get("nocodazole"), "Microtubule destabilizers");
    assertEquals((await listImages(folder)).length, 3 * wells.length);
    for (const name of ["truth", "screen.json", "index.csv", "BBBC021_v1_moa.csv"]) {
      assertEquals(await exists(`${folder}/${name}`), false, name);
    }
  }));

Deno.test("bareScreen() refuses a folder that is no virtual screen", () =>
  inFolder(async (folder) => {
    await assertRejects(() => bareScreen(folder));
  }));
