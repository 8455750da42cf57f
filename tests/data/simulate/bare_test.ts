import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { exists } from "../../../lib/core/files.ts";
import { readLayout } from "../../../lib/data/layout_file.ts";
import { listImages } from "../../../lib/data/list_images.ts";
import { simulateScreen } from "../../../lib/data/simulate.ts";
import { bareScreen, bareState } from "../../../lib/data/simulate/bare.ts";
import { inFolder } from "../folder.ts";
import { tinyScreen } from "../tiny_screen.ts";

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
    assertEquals((await listImages(folder)).images.length, 3 * wells.length);
    for (const name of ["truth", "screen.json", "index.csv", "BBBC021_v1_moa.csv"]) {
      assertEquals(await exists(`${folder}/${name}`), false, name);
    }
  }));

Deno.test("bareScreen() refuses a folder that is no virtual screen", () =>
  inFolder(async (folder) => {
    await assertRejects(() => bareScreen(folder));
  }));

Deno.test("bareScreen() finishes what was stopped at any step, and bareState() says how far it is", () =>
  inFolder(async (folder) => {
    const made = async (out: string) => {
      await simulateScreen({ out, ...tinyScreen, workers: 1 });
      return await bareScreen(out);
    };
    const layout = await Deno.readTextFile(await made(`${folder}/whole`));
    assertEquals(await bareState(`${folder}/whole`), "done");
    for (const steps of [0, 1, 5]) {
      const out = `${folder}/${steps}`, remove = Deno.remove;
      let left = steps;
      Deno.remove = (path, how) => {
        // What the drawing removes at its own end does not count.
        const isStep = !/partial\.json$|parts$/.test(String(path));
        if (isStep && left-- === 0) throw new Error("killed");
        return remove(path, how);
      };
      try {
        await assertRejects(() => made(out), Error, "killed");
      } finally {
        Deno.remove = remove;
      }
      assertEquals(await bareState(out), "stopped");
      assertEquals(await Deno.readTextFile(await bareScreen(out)), layout);
      assertEquals(await bareState(out), "done");
      assertEquals([...Deno.readDirSync(out)].map(({ name }) => name).sort(), [
        "Week1",
        "layout.csv",
      ]);
    }
  }));

Deno.test("bareScreen() writes over no layout of another", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/layout.csv`, "well,compound\n");
    await assertRejects(() => bareState(folder), InputError, "not of this screen");
    await simulateScreen({ out: folder, size: "small", width: 96, height: 96, workers: 1 });
    await assertRejects(() => bareScreen(folder), InputError, "not of this screen");
    assertEquals(await Deno.readTextFile(`${folder}/layout.csv`), "well,compound\n");
    assertEquals(await exists(`${folder}/truth/cells.csv`), true);
  }));
