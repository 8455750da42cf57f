/**
 * `deno task story`: the notebooks in the real kernel, in order: executed copies, figures, report.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { InputError } from "../core/errors.ts";
import { exists, projectRoot } from "../core/files.ts";
import { duration } from "../show/progress.ts";
import { writeReport } from "../show/report.ts";
import { type Chapter, chooseChapters } from "./story/choose.ts";
import { runChapter } from "./story/run_chapter.ts";
import type { Screen } from "./story/terminal.ts";

const usage = `Runs the notebooks in order and saves executed copies, figures and one report.

Usage: deno task story [options]

  --data WHAT      simulated, real, or a folder with a screen; defaults to simulated
  --only NUMBERS   only these notebooks, for example 03,07
  --out DIR        where everything goes; defaults to out
  --mirror DIR     read downloads from DIR/<host>/<path> instead of the network
  --size WHAT      size of the simulated screen, handed to the notebooks as C2S_SIZE
  --timeout S      longest time for one cell, in seconds; defaults to 3600
  --help           show this

For example: deno task story --data real --only 01,02`;

/** What {@link story} can be told beside its arguments. */
export interface StoryOptions {
  /** Folder of the notebooks; defaults to the project's. */
  notebooks?: string;
  /** Where the lines go; defaults to standard output. */
  screen?: Screen;
  /** Stops the run as Ctrl-C does. */
  signal?: AbortSignal;
}

/**
 * Runs the story.
 *
 * @param args The words after `story`.
 * @param options Folder of the notebooks, screen.
 * @returns The exit code: 0, 1 where a cell failed or an output was lost, 2 for a wrong command
 * line, 130 after Ctrl-C.
 */
export async function story(args: string[], options: StoryOptions = {}): Promise<number> {
  const { notebooks = join(projectRoot, "notebooks"), screen = standardOutput(), signal } = options;
  const say = (line: string) => screen.write(`${line}\n`);
  const started = performance.now();
  let plan: Plan;
  let all: Chapter[], chapters: Chapter[];
  try {
    const read = await readPlan(args);
    if (read === "help") {
      say(usage);
      return 0;
    }
    plan = read;
    all = await chooseChapters(notebooks);
    chapters = await chooseChapters(notebooks, plan.only);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    say(`story: ${error.message}`);
    return 2;
  }
  const copies = join(plan.out, "notebooks");
  try {
    await Deno.mkdir(copies, { recursive: true });
  } catch (error) {
    say(`story: cannot write to --out ${plan.out}: ${(error as Error).message}`);
    return 2;
  }
  const run = crypto.randomUUID();
  let problem: string | undefined, done = 0;
  for (const [index, chapter] of chapters.entries()) {
    if (signal?.aborted) break;
    const title = `[${index + 1}/${chapters.length}] ${chapter.name}`;
    try {
      problem = await runChapter(chapter, {
        copies,
        env: variablesOf(plan, run),
        about: { data: plan.data, run },
        timeout: plan.timeout,
        title,
        screen,
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problem = error.message;
    }
    if (problem !== undefined) break;
    done++;
  }
  const executed: string[] = [];
  for (const { name } of all) {
    const path = join(copies, `${name}.ipynb`);
    if (await exists(path)) executed.push(path);
  }
  const report = join(plan.out, "report.html");
  if (executed.length > 0) {
    await writeReport(executed, { path: report, figures: join(plan.out, "figures") });
  }
  const time = duration((performance.now() - started) / 1000);
  if (signal?.aborted) {
    say(`Stopped by Ctrl-C after ${time}: ${done} of ${chapters.length} notebooks are done`);
  } else if (problem !== undefined) {
    say(`The story failed after ${time}, at ${chapters[done]?.name}: ${problem}`);
  } else {
    say(`The story ran in ${time}: ${done} notebook${done === 1 ? "" : "s"}`);
  }
  if (executed.length > 0) say(`Report: ${report}\nFigures: ${join(plan.out, "figures")}`);
  return signal?.aborted ? 130 : problem === undefined ? 0 : 1;
}

interface Plan {
  data: string;
  out: string;
  mirror?: string;
  size?: string;
  only?: string[];
  timeout: number;
}

async function readPlan(args: string[]): Promise<Plan | "help"> {
  const text = { type: "string" as const };
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        data: text,
        only: text,
        out: text,
        mirror: text,
        size: text,
        timeout: text,
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error), {
      hint: "See deno task story --help",
    });
  }
  if (values.help) return "help";
  const given = values as Record<string, string | undefined>;
  const timeout = Number(given.timeout ?? 3600);
  if (!(timeout > 0)) {
    throw new InputError("Cannot run the story", {
      file: "--timeout",
      found: given.timeout,
      allowed: "seconds above 0",
    });
  }
  const data = given.data ?? "simulated";
  const named = data === "simulated" || data === "real";
  return {
    data: named ? data : await folder("--data", data, "simulated, real, or a folder that exists"),
    out: resolve(given.out ?? join(projectRoot, "out")),
    mirror: given.mirror && await folder("--mirror", given.mirror, "a folder that exists"),
    size: given.size,
    only: given.only?.split(",").filter((number) => number.trim() !== ""),
    timeout,
  };
}

async function folder(option: string, path: string, allowed: string): Promise<string> {
  if (await exists(path) && (await Deno.stat(path)).isDirectory) return resolve(path);
  throw new InputError("Cannot run the story", { file: option, found: path, allowed });
}

/** What the notebooks are told. */
function variablesOf({ out, data, mirror, size }: Plan, run: string): Record<string, string> {
  return {
    C2S_OUT: out,
    C2S_DATA: data,
    C2S_RUN: run,
    ...(mirror === undefined ? {} : { C2S_MIRROR: mirror }),
    ...(size === undefined ? {} : { C2S_SIZE: size }),
  };
}

function standardOutput(): Screen {
  const encoder = new TextEncoder();
  return {
    live: Deno.stdout.isTerminal(),
    write: (text) => void Deno.stdout.writeSync(encoder.encode(text)),
  };
}

if (import.meta.main) {
  const stop = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    if (stop.signal.aborted) Deno.exit(130);
    console.error("\nStopping the kernel (Ctrl-C again to stop at once)");
    stop.abort();
  });
  Deno.exit(await story(Deno.args, { signal: stop.signal }));
}
