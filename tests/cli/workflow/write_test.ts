import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { usualResources } from "../../../lib/cli/workflow/resources.ts";
import { writeWorkflow } from "../../../lib/cli/workflow/write.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { projectRoot } from "../../../lib/core/files.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { inFolder } from "../../data/folder.ts";

const field = { well: "B02", site: 1, files: { DAPI: "/a.tif" }, pixelSize: NaN, metadata: {} };
const indexOf = (...plates: string[]) => ({
  channels: ["DAPI"],
  fields: plates.map((plate, number) => ({ ...field, plate, site: number })),
});
const choices = {
  threads: 2,
  dropFlagged: false,
  steps: {},
  cost: { factor: 2, ...usualResources },
};

Deno.test("writeWorkflow() gives each plate an index of its own and copies the Snakefile as it is", async () => {
  await inFolder(async (out) => {
    const index = indexOf("P1", "P2", "P1");
    assertEquals(await writeWorkflow({ out, index, ...choices }), ["P1", "P2"]);
    const { fields } = await readIndex(`${out}/plates/P1.csv`, { checkImages: false });
    assertEquals(fields.map(({ plate, site }) => [plate, site]), [["P1", 0], ["P1", 2]]);
    assertEquals(
      await Deno.readTextFile(`${out}/Snakefile`),
      await Deno.readTextFile(`${projectRoot}lib/cli/workflow/Snakefile`),
    );
    const config = await Deno.readTextFile(`${out}/config.yaml`);
    assertStringIncludes(config, '"P1": 2');
    assertStringIncludes(config, "lib/cli/main.ts");
    for (const profile of ["local", "slurm", "kubernetes"]) {
      await Deno.stat(`${out}/profiles/${profile}/config.yaml`);
    }
  });
});

Deno.test("writeWorkflow() gives plates names that no shell reads as anything else", async () => {
  await inFolder(async (out) => {
    const index = indexOf("a/b; rm c");
    assertEquals(await writeWorkflow({ out, index, ...choices }), ["a%2fb__rm_c"]);
  });
});

Deno.test("writeWorkflow() overwrites no workflow, and refuses plates of one name", async () => {
  await inFolder(async (out) => {
    await writeWorkflow({ out, index: indexOf("P1"), ...choices });
    const again = () => writeWorkflow({ out, index: indexOf("P1"), ...choices });
    await assertRejects(again, InputError, "holds a workflow already");
  });
  await inFolder(async (out) => {
    const twins = () => writeWorkflow({ out, index: indexOf("P 1", "P_1"), ...choices });
    await assertRejects(twins, InputError, 'found "P_1"');
  });
});
