import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { figure } from "../../lib/cli/figure.ts";
import { exists } from "../../lib/core/files.ts";
import { kernelThere, withFolder, writeNotebook } from "./notebook_files.ts";

const source = `import { showFigure } from '../../lib/show/mod.ts';
await showFigure({ data: { values: [{ n: 3 }] }, mark: "bar",
  encoding: { x: { field: "n", type: "quantitative" } } },
  { id: "b7", alt: "One bar is three long.", caption: "Three." });`;

async function run(folder: string, args: string[]) {
  const lines: string[] = [];
  const all = ["--from", join(folder, "out"), ...args];
  const print = (line: string) => void lines.push(line);
  const code = await figure(all, { notebooks: join(folder, "notebooks"), print });
  return { code, printed: lines.join("\n") };
}

Deno.test({
  name: "figure runs the notebook of a figure that no story has left, and writes the file alone",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      await writeNotebook(folder, "01-one", [source]);
      await writeNotebook(folder, "02-two", ["throw new Error('must not run');"]);
      const out = join(folder, "mine", "b7.pdf");
      const { code, printed } = await run(folder, ["b7", "--out", out]);
      assertEquals(code, 0, printed);
      assertEquals((await Deno.readTextFile(out)).slice(0, 5), "%PDF-");
      assertEquals(await exists(join(folder, "out")), false);
      assertEquals((await Array.fromAsync(Deno.readDir(join(folder, "mine")))).length, 1);
    }),
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"></svg>';

/** A notebook and what a story would leave of it: the executed copy with its figure, and the files. */
async function leaveFigure(folder: string): Promise<void> {
  const path = await writeNotebook(folder, "01-one", [source]);
  await Deno.mkdir(join(folder, "out", "figures"), { recursive: true });
  await Deno.mkdir(join(folder, "out", "notebooks"), { recursive: true });
  const executed = JSON.parse(await Deno.readTextFile(path));
  const c2s = { seq: 1, figure: { id: "b7", alt: "One bar is three long." } };
  executed.cells[0].outputs = [{ output_type: "display_data", data: {}, metadata: { c2s } }];
  await Deno.writeTextFile(
    join(folder, "out", "notebooks", "01-one.ipynb"),
    JSON.stringify(executed),
  );
  for (const [format, text] of [["svg", svg], ["png", "a PNG"], ["pdf", "a PDF"]]) {
    await Deno.writeTextFile(join(folder, "out", "figures", `b7.${format}`), text!);
  }
}

Deno.test("figure takes what the last story has left, at any resolution", () =>
  withFolder(async (folder) => {
    await leaveFigure(folder);
    const { code, printed } = await run(folder, ["b7", "--out", join(folder, "all")]);
    assertEquals(code, 0, printed);
    assertEquals(await Deno.readTextFile(join(folder, "all", "b7.svg")), svg);
    assertEquals(await Deno.readTextFile(join(folder, "all", "b7.png")), "a PNG");
    assertEquals(await Deno.readTextFile(join(folder, "all", "b7.pdf")), "a PDF");
    const large = join(folder, "large.png");
    assertEquals((await run(folder, ["b7", "--out", large, "--dpi", "600"])).code, 0);
    assertEquals(new DataView((await Deno.readFile(large)).buffer).getUint32(16), 600);
    assertStringIncludes((await run(folder, [])).printed, "b7 ");
  }));

Deno.test("figure writes into a folder that is there, whatever its name", () =>
  withFolder(async (folder) => {
    await leaveFigure(folder);
    const out = join(folder, "figures.v2");
    await Deno.mkdir(out);
    const { code, printed } = await run(folder, ["b7", "--out", out]);
    assertEquals(code, 0, printed);
    assertEquals(await Deno.readTextFile(join(out, "b7.pdf")), "a PDF");
    assertEquals((await run(folder, ["b7", "--out", `${out}.v3`])).code, 2);
  }));

Deno.test("figure explains a wrong command line and --help", () =>
  withFolder(async (folder) => {
    await writeNotebook(folder, "01-one", [source]);
    assertStringIncludes((await run(folder, ["--help"])).printed, "Usage: deno task figure");
    const cases: [string[], string][] = [
      [["b77"], "Did you mean b7?"],
      [["b7", "a1"], "one id at a time"],
      [["b7", "--out", "b7.gif"], ".svg, .png or .pdf"],
      [["b7", "--dpi", "many"], "30 to 2400"],
      [["--ot", "x"], "See deno task figure --help"],
    ];
    for (const [args, said] of cases) {
      const { code, printed } = await run(folder, args);
      assertEquals(code, 2, printed);
      assert(printed.includes(said), `${printed}\n${said}`);
    }
  }));
