import { assertEquals, assertRejects } from "@std/assert";
import { keepStep } from "../../../lib/cli/own_screen/keep_step.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("keepStep() does a step again that was killed, and one whose file is gone", () =>
  inFolder(async (folder) => {
    const file = `${folder}/z.csv`;
    let made = 0;
    const make = async () => {
      made++;
      await Deno.writeTextFile(file, "");
    };
    await assertRejects(() =>
      keepStep(file, 1, async () => {
        await make();
        throw new Error("killed");
      })
    );
    assertEquals([await keepStep(file, 1, make), await keepStep(file, 1, make), made], [
      false,
      true,
      2,
    ]);
    await Deno.remove(file);
    assertEquals([await keepStep(file, 1, make), made], [false, 3]);
  }));

Deno.test("keepStep() does a step again that stopped while it was done with other settings", () =>
  inFolder(async (folder) => {
    const file = `${folder}/z.csv`, make = () => Deno.writeTextFile(file, "");
    await keepStep(file, "a", make);
    await assertRejects(() => keepStep(file, "b", () => Promise.reject(new Error("killed"))));
    assertEquals(await keepStep(file, "a", make), false);
  }));
