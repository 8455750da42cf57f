import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { runNotebook } from "../../lib/cli/story/run_notebook.ts";
import { student } from "../../lib/cli/student.ts";
import { readNotebook } from "../../lib/show/notebook.ts";
import { kernelThere, withFolder, writeNotebook } from "./notebook_files.ts";

const exercise = "# Exercise\n\n<details><summary>Solution</summary>\n\nThree.\n\n</details>\n";

async function run(folder: string, args: string[]) {
  const lines: string[] = [];
  const notebooks = join(folder, "notebooks");
  const code = await student(args, { notebooks, print: (line) => void lines.push(line) });
  return { code, printed: lines.join("\n") };
}

Deno.test({
  name: "student writes copies that run where they are",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-one", [
        "import { percent } from '../lib/show/mod.ts';\nimport pl from 'nodejs-polars';",
        "percent(0.5) + pl.Series([1]).length;",
        exercise,
      ]);
      const out = join(folder, "for", "class");
      const { code, printed } = await run(folder, ["--out", out]);
      assertEquals(code, 0, printed);
      const output = join(folder, "executed.ipynb"), said: string[] = [];
      await runNotebook({
        notebook: join(out, "01-one.ipynb"),
        output,
        timeout: 60,
        env: {},
        about: {},
        onEvent: ({ event }) => void said.push(event),
      });
      const { cells, metadata } = await readNotebook(output);
      assertEquals(metadata.c2s?.ok, true, said.join(" "));
      assertEquals(cells.map(({ cell_type }) => cell_type), ["code", "code", "markdown", "code"]);
    }),
});

Deno.test("student never replaces a copy that somebody may have worked on, unless told to", async () => {
  await withFolder(async (folder) => {
    await writeNotebook(folder, "01-one", ["1", exercise]);
    const args = ["--out", join(folder, "class")];
    assertEquals((await run(folder, args)).code, 0);
    const again = await run(folder, args);
    assertEquals(again.code, 2);
    assertStringIncludes(again.printed, "Choose another --out, or say --force");
    assertEquals((await run(folder, [...args, "--force"])).code, 0);
  });
});

Deno.test("student explains a wrong command line and --help", async () => {
  await withFolder(async (folder) => {
    await writeNotebook(folder, "01-one", ["1"]);
    assertStringIncludes((await run(folder, ["--help"])).printed, "Usage: deno task student");
    const cases: [string[], string][] = [
      [["--out", "/nowhere/else"], "a folder within the project"],
      [["--only", "9"], '--only: found "09", allowed: 01'],
      [["--ot", "x"], "See deno task student --help"],
    ];
    for (const [args, said] of cases) {
      const { code, printed } = await run(folder, args);
      assertEquals(code, 2, printed);
      assertStringIncludes(printed, said);
    }
  });
});
