import { assertEquals, assertStringIncludes } from "@std/assert";
import { runChapter } from "../../../lib/cli/story/run_chapter.ts";
import { readNotebook } from "../../../lib/show/notebook.ts";
import { kernelThere, withFolder, writeNotebook } from "../notebook_files.ts";

Deno.test({
  name: "runChapter() tells the kernel its variables and says what failed",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      const path = await writeNotebook(folder, "01-one", [
        "if (Deno.env.get('C2S_A') !== 'b') throw new Error('no variable');",
        "throw new Error('on purpose')",
      ]);
      const events: string[] = [];
      const problem = await runChapter({ name: "01-one", path }, {
        copies: folder,
        env: { C2S_A: "b" },
        about: { data: "here" },
        timeout: 60,
        title: "one",
        screen: { live: false, write: () => {} },
        onEvent: ({ event }) => events.push(event),
      });
      assertEquals(problem, "code cell 2 failed (Error)");
      assertStringIncludes(events.join(" "), "ready cell done cell failed");
      const { metadata } = await readNotebook(`${folder}/01-one.ipynb`);
      assertEquals(metadata.c2s?.data, "here");
    }),
});
