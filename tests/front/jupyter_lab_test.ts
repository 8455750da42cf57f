import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { readNotebook } from "../../lib/show/notebook.ts";
import { kernelThere, withFolder, writeNotebook } from "../cli/notebook_files.ts";
import { startBrowser } from "./browser.ts";
import { findChromium, noChromium } from "./chromium.ts";
import { startJupyterLab } from "./jupyter_lab.ts";
import { type Look, NotebookPage } from "./notebook_page.ts";

const chromium = await findChromium();
if (chromium === undefined) console.error(noChromium);

const cells = [
  "# A lesson\n\nThe distance is\n\n$$d = \\sqrt{x^2 + y^2}$$\n\nin the plane, $x > 0$.",
  `import { barChart, finding, imagePanels, showFigure, showProgress, showTable } from "../../lib/show/mod.ts";
const runs = Reflect.get(globalThis, "runs") ?? 0;
Reflect.set(globalThis, "runs", runs + 1);
console.log(\`run \${runs + 1} of this kernel\`);`,
  `await showFigure(barChart([{ name: "DMSO", value: 330 }, { name: "taxol", value: 60 }], { value: "Wells" }),
  { id: "wells", alt: "DMSO fills more wells than taxol.", caption: "Wells." });`,
  `const pixels = Uint8Array.from({ length: 4096 }, (_, i) => i % 64 * 4);
await showFigure(await imagePanels([{ title: "Ramp", width: 64, height: 64, data: pixels }]),
  { id: "ramp", alt: "The ramp gets brighter to the right." });`,
  `await showTable([{ plate: "A", wells: 60 }, { plate: "B", wells: 9 }]);
await finding\`There are \${69} wells.\`;`,
  `const progress = await showProgress(30, { label: "Work", interval: 50 });
for (let i = 0; i < 30; i++) {
  await new Promise((go) => setTimeout(go, 60));
  progress.tick();
}
await progress.done();`,
];

const long = [
  `import { showProgress } from "../../lib/show/mod.ts"; let kept = 42;`,
  `const long = await showProgress(2000, { label: "Long", interval: 50 });
for (let i = 0; i < 2000; i++) { await new Promise((go) => setTimeout(go, 60)); long.tick(); }`,
  `console.log("looping"); for (let i = 0; i < 1e13; i++) {}`,
  "console.log(`kept ${kept}`)",
];

const shown = (id: string, data: string) =>
  `await Deno.jupyter.broadcast("display_data", { data: { "image/png": ${data} },
  metadata: { c2s: { seq: 1, figure: { id: "${id}", alt: "A figure with a fault." } } } });`;

/** What the look at a notebook must find. */
const faulty = [
  "import { toPng } from '../../lib/show/png.ts';",
  `const size = 'width="90" height="90"';
const empty = { svg: \`<svg xmlns="http://www.w3.org/2000/svg" \${size}><rect \${size} fill="#fff"/></svg>\`, width: 90, height: 90 };`,
  shown("blank", "toPng(empty).toBase64()"),
  shown("broken", '"bm90IGEgcGljdHVyZQ=="'),
  `await Deno.jupyter.broadcast("display_data", { metadata: {},
  data: { "text/html": '<div style="overflow-x:auto"><div style="width:5000px">wide</div></div>' } });`,
];

function wrong(look: Look[]): string[] {
  return look.filter(({ faults }) => faults.length > 0).map((part) => JSON.stringify(part));
}

Deno.test({
  name: "a notebook in JupyterLab: Run All, charts, progress, Stop, restart, save and open again",
  ignore: !kernelThere || chromium === undefined,
  fn: (test) =>
    withFolder(async (folder) => {
      const path = await writeNotebook(folder, "lesson", cells);
      await writeNotebook(folder, "long", long);
      await writeNotebook(folder, "faulty", faulty);
      await using lab = await startJupyterLab(join(folder, "notebooks"));
      await using browser = await startBrowser(chromium as string);
      const page = await NotebookPage.open(browser.page, lab.address("lesson.ipynb"));

      await test.step("Run All runs every cell without an error", async () => {
        const { errors, executed, cells: all } = await page.runAll(60);
        assertEquals(errors, []);
        assertEquals([executed, all], [5, 5]);
      });

      await test.step("every chart, table and formula is drawn, none twice", async () => {
        const look = await page.look();
        assertEquals(wrong(look), []);
        assertEquals(look.filter(({ id }) => id !== null).map(({ id }) => id), ["wells", "ramp"]);
        assertEquals(look.filter(({ table }) => table).length, 1);
        assertEquals(await page.prose(), []);
        assertEquals(page.complaints, []);
      });

      await test.step("a progress bar moves in one place and ends as a line", async () => {
        await page.run(5);
        await page.until(({ running }) => running > 0, 10, "the cell runs");
        const values: number[] = [];
        let now = await page.bars(5);
        for (; now.running; now = await page.bars(5)) {
          assert(now.outputs <= 1, `${now.outputs} outputs`);
          values.push(...now.values);
        }
        const distinct = [...new Set(values)];
        assert(distinct.length >= 4, `the bar showed ${distinct}`);
        assertEquals(values, values.toSorted((a, b) => a - b));
        assertEquals([now.outputs, now.values], [1, []]);
        assertMatch(now.text, /^Work: 30 of 30 in/);
      });

      await test.step("Restart and Run All asks, starts a fresh kernel and runs every cell", async () => {
        await page.button("notebook:restart-run-all");
        await page.until(({ dialog }) => dialog !== null, 10, "it asks");
        await page.accept();
        await page.until(({ running }) => running > 0, 60, "cells run again");
        assertEquals((await page.ran(60)).errors, []);
        assertMatch((await page.bars(1)).text, /run 1 of this kernel/);
      });

      await test.step("what is saved shows the same when it is opened again", async () => {
        await page.button("docmanager:save");
        await page.until(({ dirty }) => !dirty, 20, "it is saved");
        const { cells: saved } = await readNotebook(path);
        assertEquals(saved.filter(({ outputs = [] }) => outputs.length > 0).length, 5);
        await page.goTo(lab.address("lesson.ipynb"));
        const look = await page.look();
        assertEquals(wrong(look), []);
        assertEquals(look.filter(({ id }) => id !== null).length, 2);
        assertEquals(page.complaints, []);
      });

      await test.step("Stop ends a cell in the middle, and what was computed is kept", async () => {
        await page.goTo(lab.address("long.ipynb"));
        await page.run(1);
        await page.until(({ executed }) => executed === 1, 60, "the first cell has run");
        await page.run(2);
        await seen(page, 2, ({ values }) => values.some((value) => value > 0));
        await page.button("notebook:interrupt-kernel");
        await page.until(({ running }) => running === 0, 20, "the cell has ended");
        const waited = (await page.bars(2)).text;
        assertMatch(waited, /^Long: \d+ of 2000 in [\d.]+ s, then stopped/);
        assertMatch(waited, /Stopped: Long: stopped at \d+ of 2000/);
        assertMatch(waited, /what earlier cells computed is kept/);
        if (Deno.build.os !== "windows") {
          await page.run(3);
          await seen(page, 3, ({ text }) => text.includes("looping"));
          await page.button("notebook:interrupt-kernel");
          await page.until(({ running }) => running === 0, 20, "the loop has ended");
        }
        await page.run(4);
        await seen(page, 4, ({ text }) => text.includes("kept 42"));
      });

      await test.step("the look itself finds what is blank, broken or cut off", async () => {
        await page.goTo(lab.address("faulty.ipynb"));
        assertEquals((await page.runAll(60)).errors, []);
        const found = (await page.look(1)).map(({ id, faults }) => `${id}: ${faults.join()}`);
        assertEquals(found.length, 3);
        assertEquals(found[0], "blank: its picture is blank");
        assertMatch(found[1] ?? "", /^broken: (its picture has not loaded|no chart is drawn)$/);
        assertMatch(found[2] ?? "", /^null: is \d+ px wider than the page$/);
      });
    }),
});

type Bars = Awaited<ReturnType<NotebookPage["bars"]>>;

/** Waits until a cell shows something. */
async function seen(page: NotebookPage, cell: number, there: (bars: Bars) => boolean) {
  const end = performance.now() + 30_000;
  let bars = await page.bars(cell);
  while (!there(bars)) {
    assert(performance.now() < end, `cell ${cell} shows ${JSON.stringify(bars)}`);
    bars = await page.bars(cell);
  }
}
