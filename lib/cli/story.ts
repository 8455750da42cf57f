/**
 * `deno task story`: the notebooks in the real kernel, in order: executed copies, figures, report.
 *
 * @module
 */
import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import { exists, projectRoot } from "../core/files.ts";
import type { Tally } from "../show/display.ts";
import { readNotebook } from "../show/notebook.ts";
import { duration } from "../show/progress.ts";
import { writeContactSheet } from "../show/contact_sheet.ts";
import { writeReport } from "../show/report.ts";
import { gatherAppendix } from "./story/appendix.ts";
import { type Chapter, chooseChapters } from "./story/choose.ts";
import { factsCode } from "./story/facts.ts";
import { keepOutputs, staleChapters } from "./story/keep.ts";
import { lostOutputs } from "./story/lost.ts";
import { type Plan, readPlan, usage } from "./story/plan.ts";
import { codeByCell, findMethodCalls } from "./story/method_calls.ts";
import { runNotebook } from "./story/run_notebook.ts";
import { findSolutions } from "./story/solutions.ts";
import { narrate, type Screen } from "./story/terminal.ts";

/** What {@link story} can be told beside its arguments. */
export interface StoryOptions {
  /** Folder of the notebooks; defaults to the project's. */
  notebooks?: string;
  /** Where the lines go; defaults to standard output. */
  screen?: Screen;
  /** Stops the run as Ctrl-C does. */
  signal?: AbortSignal;
  /** Whether report and contact sheet are made at the end; defaults to true. */
  report?: boolean;
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
  const reporting = options.report ?? true;
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
    if (plan.stale) chapters = await staleChapters(chapters);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    say(`story: ${error.message}`);
    return 2;
  }
  if (chapters.length === 0) {
    say("All notebooks have outputs of the code they hold");
    return 0;
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
      problem = await runChapter(chapter, { plan, copies, run, title, screen, signal });
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
  if (reporting && executed.length > 0) {
    const figures = join(plan.out, "figures");
    await writeReport(executed, {
      path: report,
      figures,
      appendix: await gatherAppendix(executed),
    });
    await writeContactSheet(executed, figures);
  }
  const time = duration((performance.now() - started) / 1000);
  if (signal?.aborted) {
    say(`Stopped by Ctrl-C after ${time}: ${done} of ${chapters.length} notebooks are done`);
  } else if (problem !== undefined) {
    say(`The story failed after ${time}, at ${chapters[done]?.name}: ${problem}`);
  } else {
    say(`The story ran in ${time}: ${done} notebook${done === 1 ? "" : "s"}`);
  }
  if (reporting && executed.length > 0) {
    say(`Report: ${report}\nFigures: ${join(plan.out, "figures")}`);
  }
  return signal?.aborted ? 130 : problem === undefined ? 0 : 1;
}

interface Setting {
  plan: Plan;
  copies: string;
  run: string;
  title: string;
  screen: Screen;
  signal?: AbortSignal;
}

/** Runs one notebook; what went wrong as a sentence, or nothing. */
async function runChapter(chapter: Chapter, setting: Setting): Promise<string | undefined> {
  const { plan, copies, run, title, screen, signal } = setting;
  const output = join(copies, `${chapter.name}.ipynb`);
  const tell = narrate(title, screen);
  let problem: string | undefined, tally: Tally | null = null;
  const written = await readNotebook(chapter.path);
  const calls = await findMethodCalls(written, join(projectRoot, "lib"));
  await runNotebook({
    notebook: chapter.path,
    output,
    timeout: plan.timeout,
    signal,
    solutions: plan.solutions ? findSolutions(written) : [],
    ask: factsCode(calls, codeByCell(written)),
    about: { data: plan.data, run, calls },
    env: {
      C2S_OUT: plan.out,
      C2S_DATA: plan.data,
      C2S_NOTEBOOK: chapter.name,
      C2S_RUN: run,
      ...(plan.mirror === undefined ? {} : { C2S_MIRROR: plan.mirror }),
      ...(plan.size === undefined ? {} : { C2S_SIZE: plan.size }),
    },
    onEvent: (event) => {
      tell(event);
      if (event.event === "failed") {
        const what = event.solution
          ? `the solution in cell ${event.cell}`
          : `code cell ${event.number}`;
        problem = `${what} failed (${event.name})`;
      }
      if (event.event === "broken") problem = event.message;
      else if (event.event === "stopped") problem = "stopped";
      else if (event.event === "tally") tally = event.tally;
    },
  });
  if (problem !== undefined) return problem;
  const losses = lostOutputs(await readNotebook(output), tally);
  if (losses.length > 0) return losses.join("; ");
  if (plan.save) {
    const size = await keepOutputs(output, chapter.path);
    screen.write(`    outputs saved in ${chapter.path}, ${Math.ceil(size / 1000)} kB\n`);
  }
  return undefined;
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
