import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { type RunEvent, runNotebook } from "../../../lib/cli/story/run_notebook.ts";
import { exists } from "../../../lib/core/files.ts";
import { readNotebook } from "../../../lib/show/notebook.ts";
import { kernelThere, withFolder, writeNotebook } from "../notebook_files.ts";

async function run(folder: string, notebook: string, signal?: AbortSignal) {
  const events: RunEvent[] = [];
  const output = join(folder, "copy.ipynb");
  await runNotebook({
    notebook,
    output,
    timeout: 60,
    env: { C2S_DATA: "simulated" },
    about: { data: "simulated" },
    onEvent: (event) => events.push(event),
    signal,
  });
  return { events, output };
}

Deno.test({
  name: "runNotebook() tells of every cell, numbered among code cells and among all",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      const path = await writeNotebook(folder, "01-a", ["# Title", "const a = 1;", "a + 1"]);
      const { events, output } = await run(folder, path);
      assertEquals(events.map(({ event }) => event), [
        "ready",
        "cell",
        "done",
        "cell",
        "done",
        "tally",
        "saved",
      ]);
      const [, , first, , second] = events;
      assertEquals(first?.event === "done" && [first.number, first.cell, first.of], [1, 2, 2]);
      assertEquals(second?.event === "done" && second.outputs, 1);
      assertEquals((await readNotebook(output)).metadata.c2s?.data, "simulated");
      const names = Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
      assertEquals(names, ["copy.ipynb", "notebooks"]);
    }),
});

Deno.test({
  name: "runNotebook() leaves an earlier copy where the notebook cannot be read",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      const path = join(folder, "broken.ipynb");
      await Deno.writeTextFile(path, "{");
      await Deno.writeTextFile(join(folder, "copy.ipynb"), "earlier");
      const { events, output } = await run(folder, path);
      assertEquals(events.length, 1);
      assertStringIncludes(JSON.stringify(events[0]), '"broken"');
      assertEquals(await Deno.readTextFile(output), "earlier");
    }),
});

Deno.test({
  name: "runNotebook() runs no cell where it is stopped before it begins",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      const mark = join(folder, "mark");
      const path = await writeNotebook(folder, "01-a", [
        `await Deno.writeTextFile(${JSON.stringify(mark)}, "ran");`,
      ]);
      const { events } = await run(folder, path, AbortSignal.abort());
      assertEquals(events.at(-1), { event: "stopped" });
      assertEquals(await exists(mark), false);
    }),
});
