import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { story } from "../../lib/cli/story.ts";
import { projectRoot } from "../../lib/core/files.ts";
import { type Output, readNotebook } from "../../lib/show/notebook.ts";
import { kernelThere } from "../cli/notebook_files.ts";

/**
 * Run here from the first cell to the solution, in the kernel. The others take minutes: of them it
 * is only checked that their solutions are well typed (`check_cells.ts`) and that they were run
 * when the committed outputs were made (`outputs_test.ts`).
 */
const quick = ["10"];

const texts = (outputs: Output[]) =>
  outputs.map(({ data }) => [data?.["text/plain"]].flat().join(""));

Deno.test({
  name: "notebooks that are quick show again, solution included, what they are committed with",
  ignore: !kernelThere,
  fn: async () => {
    const out = await Deno.makeTempDir();
    try {
      let printed = "";
      const screen = { live: false, write: (text: string) => void (printed += text) };
      const only = quick.join(",");
      const code = await story(["--solutions", "--only", only, "--out", out], {
        screen,
        report: false,
      });
      assertEquals(code, 0, printed);
      for await (const { name } of Deno.readDir(join(out, "notebooks"))) {
        const now = await readNotebook(join(out, "notebooks", name));
        const kept = await readNotebook(join(projectRoot, "notebooks", name));
        const solved = (one: typeof now) =>
          texts(one.metadata.c2s?.solutions?.flatMap(({ outputs }) => outputs) ?? []);
        assertEquals(solved(now), solved(kept), name);
        const figures = (one: typeof now) =>
          texts(one.cells.flatMap(({ outputs = [] }) => outputs)).filter((text) => text !== "")
            .filter((text) => !/^.+: \d+ of \d+/.test(text) && !/\bDeno \d/.test(text));
        assertEquals(figures(now), figures(kept), name);
      }
    } finally {
      await Deno.remove(out, { recursive: true });
    }
  },
});
