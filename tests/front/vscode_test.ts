import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { projectRoot } from "../../lib/core/files.ts";
import { jupyterEnvironment } from "../../lib/cli/setup/environment.ts";
import { kernelThere, withFolder } from "../cli/notebook_files.ts";
import { type Message, talk } from "./talk.ts";

async function json(...path: string[]) {
  return JSON.parse(await Deno.readTextFile(join(projectRoot, ...path)));
}

/**
 * The form of an output that VS Code shows: the first in its order that it can render.
 *
 * The order is that of the extension Jupyter; Vega-Lite needs the extension Jupyter Notebook
 * Renderers, everything else is built in.
 */
function shownInCode(data: Record<string, unknown>, withRenderers: boolean): string | undefined {
  return [
    ...(withRenderers ? ["application/vnd.vegalite.v5+json"] : []),
    "text/html",
    "text/latex",
    "text/markdown",
    "image/png",
    "image/svg+xml",
    "image/jpeg",
    "application/json",
    "text/plain",
  ].find((type) => type in data);
}

Deno.test("VS Code is recommended what draws the notebooks, and README says to install it", async () => {
  const { recommendations } = await json(".vscode", "extensions.json");
  for (
    const id of [
      "denoland.vscode-deno",
      "ms-toolsai.jupyter",
      "ms-toolsai.jupyter-renderers",
      "ms-python.python",
    ]
  ) assert(recommendations.includes(id), id);
  const readme = await Deno.readTextFile(join(projectRoot, "README.md"));
  assertStringIncludes(readme.replace(/\s+/g, " "), "install the recommended extensions");
});

Deno.test({
  name: "VS Code's settings name the Python and the kernel that set-up makes",
  ignore: !kernelThere || Deno.build.os === "windows",
  fn: async () => {
    const settings = await json(".vscode", "settings.json");
    const { python, kernelspec } = jupyterEnvironment();
    assertEquals(settings["deno.enable"], true);
    assertEquals(
      settings["python.defaultInterpreterPath"].replace("${workspaceFolder}/", projectRoot),
      python,
    );
    // README says which kernel to pick.
    const readme = await Deno.readTextFile(join(projectRoot, "README.md"));
    const { display_name } = JSON.parse(await Deno.readTextFile(join(kernelspec, "kernel.json")));
    assertStringIncludes(readme.replace(/\s+/g, " "), `pick the kernel "${display_name}" of`);
  },
});

Deno.test({
  name: "the kernel sends each output in a form that VS Code shows, and updates progress in place",
  ignore: !kernelThere,
  fn: () =>
    withFolder(async (folder) => {
      const messages = await talk(folder, [
        {
          code: `import { barChart, finding, imagePanels, showFigure, showProgress, showTable } from
              "../lib/show/mod.ts";
            await showFigure(barChart([{ name: "DMSO", value: 330 }], { value: "Wells" }),
              { id: "wells", alt: "DMSO fills 330 wells.", caption: "Wells." });`,
        },
        {
          code: `const data = new Uint8Array(64 * 64).fill(90);
            await showFigure(await imagePanels([{ data, width: 64, height: 64, title: "DAPI" }]),
              { id: "field", alt: "A field of one grey." });`,
        },
        {
          code: `await showTable([{ plate: "A", wells: 60 }]); await finding\`There are \${60}.\`;`,
        },
        {
          code: `const bar = await showProgress(20, { label: "Work", interval: 20 });
            for (let i = 0; i < 20; i++) {
              await new Promise((go) => setTimeout(go, 20));
              bar.tick();
            }
            await bar.done();`,
        },
      ]);
      assertEquals(messages.filter(({ type }) => type === "error" || type === "timeout"), []);
      const forms = (cell: number, withRenderers: boolean) =>
        messages.filter((message) => message.cell === cell)
          .map(({ content }) => shownInCode(content.data ?? {}, withRenderers));
      assertEquals(forms(1, true), ["application/vnd.vegalite.v5+json", "text/markdown"]);
      assertEquals(forms(1, false), ["image/png", "text/markdown"]);
      assertMatch(forms(2, false).join(), /^image\/(png|jpeg)$/);
      assertEquals(forms(3, false), ["text/html", "text/markdown"]);
      for (const message of messages) assertText(message);
      checkChart(messages[0]?.content.data ?? {});
      checkProgress(messages.filter(({ cell }) => cell === 4));
    }),
});

/** Every output has a form for who sees only text. */
function assertText({ content }: Message): void {
  assert(String(content.data?.["text/plain"] ?? "").length > 3, JSON.stringify(content));
}

/** The picture that stands in for the chart is a real one, and the chart is of the right version. */
function checkChart(data: Record<string, unknown>): void {
  const spec = data["application/vnd.vegalite.v5+json"] as { $schema: string };
  assertStringIncludes(spec.$schema, "vega-lite/v5");
  const png = Uint8Array.fromBase64(data["image/png"] as string);
  assertEquals([...png.subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
  assert(png.length > 2000, `${png.length} bytes`);
}

/** One display that is updated again and again, and ends as a line. */
function checkProgress(messages: Message[]): void {
  const [first, ...updates] = messages;
  assertEquals(first?.type, "display_data");
  assert(updates.length >= 4, `${updates.length} updates`);
  const id = first?.content.transient?.display_id;
  assert(id !== undefined);
  for (const { type, content } of updates) {
    assertEquals([type, content.transient?.display_id], ["update_display_data", id]);
  }
  const values = messages.map(({ content }) =>
    /value="(\d+)"/.exec(String(content.data?.["text/html"]))?.[1]
  );
  assertEquals([values[0], values.at(-1)], ["0", undefined]);
  assertMatch(String(updates.at(-1)?.content.data?.["text/plain"]), /^Work: 20 of 20 in /);
}
