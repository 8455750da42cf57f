import { assertEquals, assertNotEquals } from "@std/assert";
import { lightStates } from "../../../lib/cli/illumination/light_states.ts";
import { illuminationFile } from "../../../lib/data/illumination_files.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("lightStates() changes for the plate whose light or notes are made anew, in channels that count", async () => {
  await inFolder(async (folder) => {
    const field = { well: "A01", site: 1, files: {}, pixelSize: NaN, metadata: {} };
    const fields = ["P1", "P2"].map((plate) => ({ ...field, plate }));
    const index = { channels: ["DAPI", "Actin"], fields };
    const write = async (plate: string, channel: string, ending: string, light: number) => {
      const file = illuminationFile(folder, plate, channel).replace("npy", ending);
      await Deno.mkdir(`${folder}/${plate}`, { recursive: true });
      await Deno.writeTextFile(file, `light ${light}`);
    };
    for (const plate of ["P1", "P2"]) await write(plate, "DAPI", "npy", 1);
    const first = await lightStates(folder, index, ["DAPI"]);
    await write("P1", "Actin", "npy", 2);
    assertEquals(await lightStates(folder, index, ["DAPI"]), first);
    await Deno.utime(illuminationFile(folder, "P1", "DAPI"), 9, 9);
    assertEquals(await lightStates(folder, index, ["DAPI"]), first);
    for (const ending of ["npy", "json"]) {
      const before = await lightStates(folder, index);
      await write("P1", "DAPI", ending, 2);
      const after = await lightStates(folder, index);
      assertNotEquals(after.get("P1"), before.get("P1"));
      assertEquals(after.get("P2"), before.get("P2"));
    }
  });
});
