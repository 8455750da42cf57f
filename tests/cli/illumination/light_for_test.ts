import { assertEquals, assertRejects } from "@std/assert";
import { lightFor } from "../../../lib/cli/illumination/light_for.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { inFolder } from "../../data/folder.ts";

const field = { plate: "P1", well: "B02", site: 1, files: {}, pixelSize: NaN, metadata: {} };
const index = { channels: ["DAPI", "Actin"], fields: [field] };

Deno.test("lightFor() asks only for the channels that will be read", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/P1`);
    await Deno.writeTextFile(`${folder}/P1/DAPI.npy`, "");
    assertEquals(await lightFor(undefined, index), undefined);
    assertEquals(await lightFor(folder, index, ["DAPI"]), folder);
    await assertRejects(() => lightFor(folder, index), InputError, "P1/Actin.npy");
  });
});
