import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { story } from "../../lib/cli/story.ts";
import { keptProblems } from "../../lib/cli/story/kept_problems.ts";
import { exists, projectRoot } from "../../lib/core/files.ts";
import { type Output, readNotebook } from "../../lib/show/notebook.ts";
import { kernelThere, withFolder, writeNotebook } from "./notebook_files.ts";

const show =
  "import { showFigure, showProgress, showTable, finding } from '../../lib/show/mod.ts';";
const figure = (id: string) =>
  `await showFigure({ data: { values: [{ n: 3 }] }, mark: "bar",
  encoding: { x: { field: "n", type: "quantitative" } } },
  { id: "${id}", alt: "One bar is three long.", caption: "Three." });`;

async function run(folder: string, args: string[] = [], signal?: AbortSignal) {
  let printed = "";
  const screen = { live: false, write: (text: string) => void (printed += text) };
  const out = join(folder, "out");
  const notebooks = join(folder, "notebooks");
  const code = await story(["--out", out, ...args], { notebooks, screen, signal });
  return { code, printed, out };
}

function outputs(cells: { outputs?: Output[] }[]): Output[] {
  return cells.flatMap((cell) => cell.outputs ?? []);
}

Deno.test({
  name: "story saves executed copies, figures and a report, and tells the kernel its setting",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-first", [
        "# The first",
        show,
        figure("first"),
        "await showTable([{ plate: 'A', wells: 60 }]);",
        `const progress = await showProgress(40, { label: "Work", interval: 5 });
for (let i = 0; i < 40; i++) { progress.tick(); await new Promise((go) => setTimeout(go, 2)); }
await progress.done();`,
        "const name = Deno.env.get('C2S_NOTEBOOK') ?? 'none';",
        "await finding`${name} on ${Deno.env.get('C2S_DATA') ?? ''} in ${Deno.cwd().slice(-9)}`;",
      ]);
      await writeNotebook(folder, "02-second", [show, "await finding`The answer is ${42}.`;"]);
      const { code, printed, out } = await run(folder, ["--size", "small"]);
      assertEquals(code, 0, printed);
      assertStringIncludes(printed, "[2/2] 02-second");
      for (const format of ["svg", "png", "pdf", "json"]) {
        assert(await exists(join(out, "figures", `first.${format}`)), format);
      }
      const about = JSON.parse(await Deno.readTextFile(join(out, "figures", "first.json")));
      assertEquals(about.notebook, "01-first");
      const { cells, metadata } = await readNotebook(join(out, "notebooks", "01-first.ipynb"));
      assertEquals(metadata.c2s?.ok, true);
      const shown = outputs(cells);
      assertEquals(shown.length, 5);
      assertEquals(Object.keys(shown[0]?.data ?? {}).sort(), [
        "application/vnd.vegalite.v5+json",
        "image/png",
        "text/plain",
      ]);
      const last = (shown[4]?.data?.["text/markdown"] as string[]).join("");
      assertEquals(last, "01-first on simulated in notebooks");
      const progress = (shown[3]?.data?.["text/plain"] as string[]).join("");
      assertMatch(progress, /^Work: 40 of 40 in /);
      const report = await Deno.readTextFile(join(out, "report.html"));
      assertStringIncludes(report, "The answer is 42.");
      assertStringIncludes(report, '<figure id="figure-first">');
      assertStringIncludes(report, `<td>Deno</td><td>${Deno.version.deno}</td>`);
      assertStringIncludes(report, "it is no evidence about real cells");
      assert(await exists(join(out, "figures", "contact-sheet.png")));
    }),
});

Deno.test({
  name: "story's report names methods with the values that their settings had",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-first", [
        'import { groupContrast } from "../lib/chem/group_contrast.ts";',
        `const setting = { permutations: 3 ** 4 }, seeds = [7, 8];
const near = { rows: 3, cols: 3, data: Float64Array.of(1, 0.5, 0, 0.5, 1, 0, 0, 0, 1) };
const results = seeds.map((seed) =>
  groupContrast(near, ["a", "a", "b"], { ...setting, seed })
);`,
      ]);
      await Deno.symlink(join(projectRoot, "lib"), join(folder, "lib"));
      const { code, printed, out } = await run(folder);
      assertEquals(code, 0, printed);
      const report = await Deno.readTextFile(join(out, "report.html"));
      assertStringIncludes(report, "Compares similarities (or distances) within groups");
      // `seed` is local to a function, so its code stands for its values.
      assertStringIncludes(report, "<td>permutations: 81; seed: seed</td>");
    }),
});

Deno.test({
  name: "story names notebook, cell, source and error of a failing cell and keeps what there is",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-good", ["1 + 1"]);
      await writeNotebook(folder, "02-bad", [
        "# Title",
        "console.log('before');",
        "const wells = 3;\nthrow new TypeError(`no plate of ${wells} wells`);",
        "console.log('never');",
      ]);
      await writeNotebook(folder, "03-later", ["1 + 1"]);
      const { code, printed, out } = await run(folder);
      assertEquals(code, 1);
      assertStringIncludes(printed, "02-bad: code cell 2 of 3 (cell 3 of the notebook) failed");
      assertStringIncludes(printed, "  2 | throw new TypeError(`no plate of ${wells} wells`);");
      assertStringIncludes(printed, "TypeError: no plate of 3 wells");
      assertStringIncludes(printed, "failed after");
      const { cells, metadata } = await readNotebook(join(out, "notebooks", "02-bad.ipynb"));
      assertEquals(metadata.c2s?.ok, false);
      assertEquals(outputs(cells).map((output) => output.output_type), ["stream", "error"]);
      assertEquals(await exists(join(out, "notebooks", "03-later.ipynb")), false);
      const report = await Deno.readTextFile(join(out, "report.html"));
      assertStringIncludes(report, '<pre class="error">TypeError: no plate of 3 wells');
    }),
});

Deno.test({
  name: "story fails when an output that was shown is not in the executed copy",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-lossy", [
        show,
        "await finding`Seen ${1}`;",
        `const real = Deno.jupyter.broadcast;
Deno.jupyter.broadcast = () => Promise.resolve();
await finding\`Lost \${2}\`;
Deno.jupyter.broadcast = real;`,
      ]);
      const { code, printed } = await run(folder);
      assertEquals(code, 1);
      assertStringIncludes(printed, "1 of 2 outputs lost (number 2)");
    }),
});

Deno.test({
  name: "story reports a syntax error with the parser's message",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-typo", ["const = 3;"]);
      const { code, printed } = await run(folder);
      assertEquals(code, 1);
      assertStringIncludes(printed, "  1 | const = 3;");
      assertStringIncludes(printed, "SyntaxError: Unexpected token");
    }),
});

Deno.test({
  name: "story reports a kernel that ends in the middle of a cell",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-exit", ["1 + 1", "Deno.exit(3)", "2 + 2"]);
      const { code, printed, out } = await run(folder);
      assertEquals(code, 1);
      assertStringIncludes(printed, "Kernel died: the kernel ended while this cell ran");
      const { cells } = await readNotebook(join(out, "notebooks", "01-exit.ipynb"));
      assertEquals(outputs(cells).map((output) => output.output_type), ["execute_result", "error"]);
    }),
});

Deno.test({
  name: "story stops a cell that runs longer than --timeout",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-endless", ["while (true);"]);
      const { code, printed } = await run(folder, ["--timeout", "1"]);
      assertEquals(code, 1);
      assertStringIncludes(printed, "Timeout: the cell ran longer than 1");
    }),
});

Deno.test({
  name: "story stopped by Ctrl-C ends the kernel, saves what there is and says so",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      const mark = join(folder, "pid");
      await writeNotebook(folder, "01-long", [
        `console.log("begun"); Deno.writeTextFileSync(${JSON.stringify(mark)}, String(Deno.pid));
await new Promise((go) => setTimeout(go, 60_000));`,
      ]);
      const stop = new AbortController();
      const running = run(folder, [], stop.signal);
      while (!await exists(mark)) await new Promise((go) => setTimeout(go, 50));
      stop.abort();
      const { code, printed, out } = await running;
      assertEquals(code, 130);
      assertStringIncludes(printed, "Stopped by Ctrl-C");
      assertStringIncludes(printed, "0 of 1 notebooks are done");
      const { cells } = await readNotebook(join(out, "notebooks", "01-long.ipynb"));
      assertEquals(outputs(cells).map((output) => output.output_type), ["stream"]);
      const pid = Number(await Deno.readTextFile(mark));
      const alive = await new Deno.Command("kill", { args: ["-0", String(pid)], stderr: "null" })
        .output();
      assertEquals(alive.success, false, "the kernel still runs");
    }),
});

Deno.test("story says that a file is in the way of its folder, before it runs a notebook", () =>
  withFolder(async (folder) => {
    await writeNotebook(folder, "01-one", ["throw new Error('run');"]);
    await Deno.writeTextFile(join(folder, "out"), "");
    const { code, printed, out } = await run(folder);
    assertEquals(code, 2);
    assertStringIncludes(printed, `Cannot make a folder: ${out}: found "a file"`);
  }));

Deno.test({
  name: "story refuses two figures of one id and accepts them again in the next run",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-one", [show, figure("same")]);
      assertEquals((await run(folder)).code, 0);
      assertEquals((await run(folder)).code, 0);
      await writeNotebook(folder, "02-two", [show, figure("same")]);
      const { code, printed } = await run(folder);
      assertEquals(code, 1);
      assertStringIncludes(printed, "01-one has shown a figure of this id");
    }),
});

const exercise = (solution: string) =>
  `## Exercise\n\n<details><summary>Solution</summary>\n\n\`\`\`ts\n${solution}\n\`\`\`\n\n</details>\n`;

Deno.test({
  name: "story --save runs cells and solution, and writes what they showed into the notebook",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      const path = await writeNotebook(folder, "01-first", [
        show,
        figure("first"),
        "const wells = 60;",
        exercise("await finding`${wells / 2} wells are left.`;"),
      ]);
      const { code, printed, out } = await run(folder, ["--save"]);
      assertEquals(code, 0, printed);
      assertMatch(printed, /outputs saved in .*01-first\.ipynb, \d+ kB/);
      const saved = await readNotebook(path);
      assertEquals(saved.cells.map((cell) => cell.execution_count), [1, 2, 3, undefined]);
      assertEquals(saved.cells[1]?.outputs?.length, 2);
      const [solution] = saved.metadata.c2s?.solutions ?? [];
      assertEquals(solution?.cell, 4);
      assertEquals(solution?.outputs[0]?.data?.["text/plain"], "30 wells are left.");
      assertEquals(await keptProblems(saved), []);
      const again = await run(folder, ["--save", "--stale"]);
      assertEquals(again.code, 0);
      assertStringIncludes(again.printed, "All notebooks have outputs of the code they hold");
      const executed = await readNotebook(join(out, "notebooks", "01-first.ipynb"));
      assertEquals(executed.cells.length, 4, "the solution stayed in the executed copy as a cell");
    }),
});

Deno.test({
  name: "story --solutions fails at a solution that fails, and leaves the notebook as it is",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      const path = await writeNotebook(folder, "01-first", [
        "const wells = 60;",
        exercise("wells.none.at;"),
      ]);
      const before = await Deno.readTextFile(path);
      const { code, printed } = await run(folder, ["--solutions"]);
      assertEquals(code, 1);
      assertStringIncludes(printed, "01-first: the solution in cell 2 failed");
      assertStringIncludes(printed, "  1 | wells.none.at;");
      assertEquals(await Deno.readTextFile(path), before);
      assertEquals((await run(folder)).code, 0, "without --solutions it is not run");
    }),
});

Deno.test("story runs only the notebooks of --only and names those there are", async () => {
  await withFolder(async (folder) => {
    await writeNotebook(folder, "01-one", ["1"]);
    await writeNotebook(folder, "07-seven", ["7"]);
    const { code, printed } = await run(folder, ["--only", "7,9"]);
    assertEquals(code, 2);
    assertEquals(
      printed,
      'story: Cannot run the story: --only: found "09", allowed: 01, 07\n',
    );
  });
});

Deno.test("story explains a wrong command line and --help", async () => {
  await withFolder(async (folder) => {
    await writeNotebook(folder, "01-one", ["1"]);
    assertStringIncludes((await run(folder, ["--help"])).printed, "Usage: deno task story");
    const cases: [string[], string][] = [
      [["--data", "nowhere"], '--data: found "nowhere", allowed: simulated, real, or a folder'],
      [["--mirror", "nowhere"], '--mirror: found "nowhere"'],
      [["--save", "--data", "real"], 'Cannot save the outputs: --save: found "--data real"'],
      [["--timeout", "soon"], '--timeout: found "soon", allowed: seconds above 0'],
      [["--dta", "real"], "See deno task story --help"],
    ];
    for (const [args, said] of cases) {
      const { code, printed } = await run(folder, args);
      assertEquals(code, 2, printed);
      assertStringIncludes(printed, said);
    }
  });
});
