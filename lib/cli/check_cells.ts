/**
 * Checks types, lint and format of the code cells of every notebook, which `deno check` and
 * `deno lint` do not read.
 *
 * @module
 */
import { basename, join } from "node:path";
import { InputError } from "../core/errors.ts";
import { projectRoot } from "../core/files.ts";
import { findSolutions } from "./story/solutions.ts";
import { joined, type Notebook, readNotebook } from "../show/notebook.ts";

/** A notebook's code as one module, and which cell each line comes from. */
export interface CellModule {
  /** The module's text. */
  text: string;
  /** For each line of the module, from its first: cell (of all cells) and line in it, from 1. */
  lines: { cell: number; line: number }[];
}

/**
 * The code cells of a notebook one after the other, as the kernel sees them, and the solutions of
 * its exercises after them.
 *
 * Cells that are tagged `skip-check` are left out.
 *
 * @param notebook The notebook.
 *
 * @example
 * ```ts
 * import { cellModule } from "./check_cells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cell = (source: string) => ({ cell_type: "code", source });
 * const { text, lines } = cellModule({ cells: [cell("const a = 1;"), cell("a")], metadata: {} });
 * assertEquals(text, "const a = 1;\na\nexport {};\n");
 * assertEquals(lines[1], { cell: 2, line: 1 });
 * ```
 */
export function cellModule(notebook: Notebook): CellModule {
  const texts: string[] = [];
  const lines: CellModule["lines"] = [];
  const own = notebook.cells.flatMap(({ cell_type, metadata, source }, index) =>
    cell_type !== "code" || metadata?.tags?.includes("skip-check")
      ? []
      : [{ cell: index + 1, source: joined(source) }]
  );
  for (const { cell, source: text } of [...own, ...findSolutions(notebook)]) {
    const source = text.trimEnd();
    if (source === "") continue;
    const before = texts.at(-1);
    // Each cell is its own script: a bracket must not continue the cell before.
    if (before !== undefined && /^\s*[([`+\-/*]/.test(source) && !/[;}]$/.test(before)) {
      texts[texts.length - 1] = `${before};`;
    }
    for (const [line, text] of source.split("\n").entries()) {
      texts.push(text);
      lines.push({ cell, line: line + 1 });
    }
  }
  // Without an import or export the text would be a script, where `await` is an error.
  return { text: [...texts, "export {};", ""].join("\n"), lines };
}

/** What {@link checkCells} found. */
export interface CellReport {
  /** Number of notebooks. */
  notebooks: number;
  /** What Deno said, places given as notebook, cell and line; empty where all is well. */
  problems: string;
}

/**
 * Checks the cells of all notebooks of a folder with `deno check`, `deno lint` and `deno fmt`.
 *
 * @param folder The folder with the notebooks; relative imports resolve as from there.
 * @returns What was found.
 * @throws {InputError} for a file that is no notebook.
 */
export async function checkCells(folder: string): Promise<CellReport> {
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (isFile && name.endsWith(".ipynb")) names.push(name);
  }
  names.sort();
  if (names.length === 0) return { notebooks: 0, problems: "" };
  // Beside the notebooks' folder, so that `../lib/…` means the same as in a cell.
  const scratch = await Deno.makeTempDir({ dir: join(folder, ".."), prefix: ".cells-" });
  try {
    const modules = new Map<string, { notebook: string; lines: CellModule["lines"] }>();
    const problems: string[] = [];
    for (const name of names) {
      const { text, lines } = cellModule(await readNotebook(join(folder, name)));
      const file = join(scratch, name.replace(/\.ipynb$/, ".ts"));
      await Deno.writeTextFile(file, text);
      modules.set(basename(file), { notebook: name, lines });
      problems.push(...withoutMeta(name, text, lines));
    }
    const files = [...modules.keys()].map((file) => join(scratch, file));
    for (const words of [["check", "--quiet"], ["lint", "--quiet"]]) {
      const said = await deno([...words, ...files], scratch);
      if (said !== "") problems.push(placed(said, modules));
    }
    problems.push(...await unformatted(folder, names, scratch));
    return { notebooks: names.length, problems: problems.join("\n") };
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

function withoutMeta(notebook: string, text: string, lines: CellModule["lines"]): string[] {
  return text.split("\n").flatMap((code, i) => {
    const place = lines[i];
    if (place === undefined || !/\bimport\.meta\b/.test(code)) return [];
    return [
      `import.meta is a syntax error in a notebook\n    at ${where(notebook, place)}`,
    ];
  });
}

/** `deno fmt --check` of Deno 2.8 refuses every notebook it has not written itself, so compare. */
async function unformatted(folder: string, names: string[], scratch: string): Promise<string[]> {
  const copies = names.map((name) => join(scratch, name));
  for (const name of names) await Deno.copyFile(join(folder, name), join(scratch, name));
  const said = await deno(["fmt", "--quiet", ...copies], scratch);
  if (said !== "") return [said];
  const problems: string[] = [];
  for (const name of names) {
    const { cells } = await readNotebook(join(folder, name));
    const tidy = (await readNotebook(join(scratch, name))).cells;
    const wrong = cells.flatMap((cell, i) =>
      joined(cell.source) === joined(tidy[i]?.source ?? "") ? [] : [i + 1]
    );
    if (wrong.length === 0) continue;
    problems.push(`${name}, cell ${wrong.join(", ")}: not formatted; run deno fmt notebooks`);
  }
  return problems;
}

async function deno(args: string[], cwd: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
  }).output();
  if (success) return "";
  const decoder = new TextDecoder();
  return `${decoder.decode(stdout)}${decoder.decode(stderr)}`.trim();
}

function placed(
  said: string,
  modules: Map<string, { notebook: string; lines: CellModule["lines"] }>,
): string {
  const place = /(?:file:\/\/)?[^\s"'()]*?\.cells-[^/\\\s]+[/\\]([^\s"'():]+\.ts):(\d+):(\d+)/g;
  return said.replace(place, (whole, file, line, column) => {
    const module = modules.get(decodeURIComponent(file));
    const cell = module?.lines[Number(line) - 1];
    if (module === undefined || cell === undefined) return whole;
    return where(module.notebook, cell, column);
  });
}

function where(notebook: string, { cell, line }: { cell: number; line: number }, column?: string) {
  return `${notebook}, cell ${cell}, line ${line}${column === undefined ? "" : `:${column}`}`;
}

if (import.meta.main) {
  try {
    const { notebooks, problems } = await checkCells(join(projectRoot, "notebooks"));
    if (problems !== "") console.error(problems);
    console.log(`Checked the cells of ${notebooks} notebook${notebooks === 1 ? "" : "s"}`);
    Deno.exit(problems === "" ? 0 : 1);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
