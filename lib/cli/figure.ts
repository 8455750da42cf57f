/**
 * `deno task figure ID`: one figure of the course as a file, from the last story or by running its
 * notebook alone.
 *
 * @module
 */
import { extname, join, resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import { exists, projectRoot, writeAtomic } from "../core/files.ts";
import { toPng } from "../show/png.ts";
import { optionsOf, readCommandLine } from "./command_line.ts";
import { findFigure, listFigures } from "./figure/find.ts";
import { story } from "./story.ts";

const usage = `Writes one figure as a file, from the last story or by running its notebook alone.

Usage: deno task figure ID [options]; without ID it lists the figures

  --out PATH       a file that ends in .svg, .png or .pdf, or a folder for all three; defaults to .
                   (a folder that is there, or a name without a dot)
  --from DIR       where the story has left its files; defaults to out
  --dpi N          resolution of a PNG; defaults to 300
  --rerun          run the notebook, also where the last story has the figure
  --data WHAT      what the notebook runs on, as for the story; runs it
  --help           show this

For example: deno task figure b7 --out b7.pdf`;

const options = optionsOf(["out", "from", "dpi", "data"], ["rerun"]);

/** What {@link figure} can be told beside its arguments. */
export interface FigureCommandOptions {
  /** Folder of the notebooks; defaults to the project's. */
  notebooks?: string;
  /** Takes each line; defaults to the console. */
  print?: (line: string) => void;
}

/**
 * Writes one figure.
 *
 * @param args The words after `figure`.
 * @param options Folder of the notebooks, where lines go.
 * @returns The exit code: 0, 1 where its notebook fails, 2 for a wrong command line.
 *
 * @example
 * ```ts
 * import { figure } from "./figure.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await figure(["--help"], { print: () => {} }), 0);
 * ```
 */
export async function figure(
  args: string[],
  options: FigureCommandOptions = {},
): Promise<number> {
  const { notebooks = join(projectRoot, "notebooks"), print = (line) => console.log(line) } =
    options;
  try {
    const plan = await readPlan(args);
    if (plan === "help") {
      print(usage);
      return 0;
    }
    if (plan.id === undefined) {
      for (const { id, notebook, caption } of await listFigures(notebooks, plan.from)) {
        print(`${id.padEnd(22)} ${notebook.padEnd(30)} ${caption}`);
      }
      return 0;
    }
    const found = await findFigure(plan.id, notebooks, plan.from);
    const stored = join(plan.from, "figures");
    const there = !plan.rerun && found.fresh && await exists(join(stored, `${plan.id}.svg`));
    if (there) return await write(plan, stored, print);
    if (found.stale && !plan.rerun) print(`${found.notebook} has changed since the last story`);
    const scratch = await Deno.makeTempDir({ prefix: "c2s-figure-" });
    try {
      const only = ["--only", found.notebook.slice(0, 2), "--out", scratch];
      const data = plan.data === undefined ? [] : ["--data", plan.data];
      const screen = { live: false, write: (text: string) => print(text.trimEnd()) };
      const code = await story([...only, ...data], { notebooks, screen, report: false });
      return code === 0 ? await write(plan, join(scratch, "figures"), print) : 1;
    } finally {
      await Deno.remove(scratch, { recursive: true });
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    print(`figure: ${error.message}`);
    return 2;
  }
}

interface Plan {
  id?: string;
  out: string;
  /** `.svg`, `.png` or `.pdf`; all three, into a folder, where it is empty. */
  format: string;
  from: string;
  dpi: number;
  rerun: boolean;
  data?: string;
}

async function readPlan(args: string[]): Promise<Plan | "help"> {
  const { text, flag, positionals } = readCommandLine(args, options, {
    help: "deno task figure --help",
    positionals: true,
  });
  if (flag("help")) return "help";
  const refuse = (file: string, found: unknown, allowed: string) => {
    throw new InputError("Cannot write the figure", { file, found, allowed });
  };
  const dpi = Number(text("dpi") ?? 300), out = text("out") ?? ".", data = text("data");
  if (positionals.length > 1) refuse("figure", positionals, "one id at a time");
  if (!(dpi >= 30 && dpi <= 2400)) refuse("--dpi", text("dpi"), "30 to 2400 dots an inch");
  const format = await isFolder(out) ? "" : extname(out);
  if (!["", ".svg", ".png", ".pdf"].includes(format)) {
    refuse("--out", out, "a name that ends in .svg, .png or .pdf, or a folder that is there");
  }
  return {
    id: positionals[0],
    out: resolve(out),
    format,
    from: resolve(text("from") ?? join(projectRoot, "out")),
    dpi,
    rerun: flag("rerun") || data !== undefined,
    data,
  };
}

async function isFolder(path: string): Promise<boolean> {
  return await exists(path) && (await Deno.stat(path)).isDirectory;
}

/** Copies the figure's files; a PNG of another resolution is drawn again from the SVG. */
async function write(plan: Plan, folder: string, print: (line: string) => void): Promise<number> {
  const { id, out, format, dpi } = plan;
  const paths = format === ""
    ? [".svg", ".png", ".pdf"].map((ending) => join(out, `${id}${ending}`))
    : [out];
  for (const path of paths) {
    const source = join(folder, `${id}${extname(path)}`);
    const bytes = extname(path) === ".png" && dpi !== 300
      ? await drawAgain(join(folder, `${id}.svg`), dpi)
      : await Deno.readFile(source);
    await writeAtomic(path, bytes);
    print(path);
  }
  return 0;
}

async function drawAgain(path: string, dpi: number): Promise<Uint8Array> {
  const svg = await Deno.readTextFile(path);
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return toPng({ svg, width: Number(width), height: Number(height) }, dpi);
}

if (import.meta.main) Deno.exit(await figure(Deno.args));
