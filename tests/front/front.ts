/**
 * `deno task front`: Run All on the notebooks in JupyterLab, a look at every output, screenshots.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { optionsOf, readCommandLine } from "../../lib/cli/command_line.ts";
import { InputError } from "../../lib/core/errors.ts";
import { type Chapter, chooseChapters } from "../../lib/cli/story/choose.ts";
import { projectRoot } from "../../lib/core/files.ts";
import { duration } from "../../lib/show/progress.ts";
import { tableText } from "../../lib/show/table.ts";
import { startBrowser } from "./browser.ts";
import { findChromium, noChromium } from "./chromium.ts";
import { startJupyterLab } from "./jupyter_lab.ts";
import { NotebookPage } from "./notebook_page.ts";

const usage = `Runs the notebooks in JupyterLab, in a headless browser, and looks at every output.

Usage: deno task front [options]

  --only NUMBERS   only these notebooks, for example 01,10
  --out DIR        where the screenshots go; defaults to out/front
  --timeout S      longest time for one notebook, in seconds; defaults to 1800
  --help           show this

The exit code is 0 where every cell has run and everything that it shows can be seen.`;

const options = optionsOf(["only", "out", "timeout"], []);

/** What became of one notebook. */
interface Row {
  notebook: string;
  cells: string;
  figures: number;
  tables: number;
  faults: number;
  seconds: number;
}

/**
 * Runs the notebooks and prints a table.
 *
 * @param args The words after `front`.
 * @param find Finds the browser; defaults to where browsers are.
 * @returns The exit code: 0, 1 where something is missing, 2 for a wrong command line.
 */
export async function front(args: string[], find = findChromium): Promise<number> {
  let plan: { only?: string[]; out: string; timeout: number };
  let chapters: Chapter[], chromium: string | undefined;
  try {
    const { text, flag } = readCommandLine(args, options, { help: "deno task front --help" });
    if (flag("help")) {
      console.log(usage);
      return 0;
    }
    const timeout = Number(text("timeout") ?? 1800), only = text("only");
    if (!(timeout > 0)) {
      throw new InputError("Cannot run the notebooks", {
        file: "--timeout",
        found: text("timeout"),
        allowed: "seconds above 0",
      });
    }
    plan = {
      ...(only === undefined ? {} : { only: only.split(",") }),
      out: resolve(text("out") ?? join(projectRoot, "out", "front")),
      timeout,
    };
    chromium = await find();
    chapters = await chooseChapters(join(projectRoot, "notebooks"), plan.only);
  } catch (error) {
    console.error(`front: ${(error as Error).message}`);
    return 2;
  }
  if (chromium === undefined) {
    console.error(noChromium);
    return 1;
  }
  await Deno.mkdir(plan.out, { recursive: true });
  // Copies beside `notebooks/`, so that `../lib` is where the cells look for it.
  const folder = await Deno.makeTempDir({ dir: projectRoot, prefix: ".front-" });
  const rows: Row[] = [], faults: string[] = [];
  try {
    for (const { name, path } of chapters) await Deno.copyFile(path, join(folder, `${name}.ipynb`));
    await using lab = await startJupyterLab(folder);
    for (const chapter of chapters) {
      // A browser of its own, so that nothing of the notebook before is left.
      await using browser = await startBrowser(chromium);
      const { row, found } = await visit(chapter, browser.page, { ...plan, lab });
      rows.push(row);
      faults.push(...found);
      console.log(`${chapter.name}  ${row.cells} cells  ${duration(row.seconds)}`);
      for (const fault of found) console.log(`  ${fault}`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  console.log(`\n${tableText(rows, { maxRows: rows.length, units: { seconds: "s" } })}`);
  console.log(`Screenshots: ${plan.out}`);
  return faults.length === 0 ? 0 : 1;
}

interface Setting {
  out: string;
  timeout: number;
  lab: Awaited<ReturnType<typeof startJupyterLab>>;
}

/** Opens, runs and looks at one notebook; a notebook that cannot be run is a fault, not an end. */
async function visit(
  { name }: Chapter,
  browser: Parameters<typeof NotebookPage.open>[0],
  { out, timeout, lab }: Setting,
): Promise<{ row: Row; found: string[] }> {
  const started = performance.now();
  const found: string[] = [];
  const row: Row = {
    notebook: name,
    cells: "0 of 0",
    figures: 0,
    tables: 0,
    faults: 0,
    seconds: 0,
  };
  try {
    const page = await NotebookPage.open(browser, lab.address(`${name}.ipynb`));
    const { cells, executed, errors } = await page.runAll(timeout);
    row.cells = `${executed} of ${cells}`;
    row.seconds = (performance.now() - started) / 1000;
    for (const { cell, name, message } of errors) {
      found.push(`code cell ${cell}: ${name}: ${message.slice(0, 300)}`);
    }
    if (executed < cells) found.push(`${cells - executed} cells have not run`);
    const looks = await page.look();
    row.figures = looks.filter(({ id }) => id !== null).length;
    row.tables = looks.filter(({ table }) => table).length;
    for (const { cell, output, id, faults } of looks) {
      const what = id === null ? `output ${output}` : `figure ${id}`;
      for (const fault of faults) found.push(`code cell ${cell}, ${what}: ${fault}`);
    }
    found.push(...await page.prose());
    await page.resize(1440, 2000);
    for (const theme of ["light", "dark"] as const) {
      await page.theme(theme);
      await page.screenshots(join(out, `${name}-${theme}`));
      await page.figurePictures(join(out, `${name}-${theme}`));
    }
    await page.shutDown();
    found.push(...page.complaints.map((said) => `the page's console: ${said.slice(0, 300)}`));
  } catch (error) {
    if (row.seconds === 0) row.seconds = (performance.now() - started) / 1000;
    found.push((error as Error).message);
  }
  row.faults = found.length;
  return { row, found };
}

if (import.meta.main) Deno.exit(await front(Deno.args));
