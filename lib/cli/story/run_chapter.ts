import { join } from "node:path";
import { projectRoot } from "../../core/files.ts";
import type { Tally } from "../../show/display.ts";
import { readNotebook } from "../../show/notebook.ts";
import type { Chapter } from "./choose.ts";
import { factsCode } from "./facts.ts";
import { lostOutputs } from "./lost.ts";
import { codeByCell, findMethodCalls } from "./method_calls.ts";
import { type RunEvent, runNotebook } from "./run_notebook.ts";
import { findSolutions } from "./solutions.ts";
import { narrate, type Screen } from "./terminal.ts";

/** How a chapter is run. */
export interface ChapterRun {
  /** Folder of the executed copies; it must exist. */
  copies: string;
  /** Environment of the kernel beside `C2S_NOTEBOOK`. */
  env: Record<string, string>;
  /** Kept in the executed copy's metadata. */
  about: Record<string, unknown>;
  /** Longest time for one cell [s]. */
  timeout: number;
  /** Whether the folded solutions are run after the cells; defaults to false. */
  solutions?: boolean;
  /** How the chapter is called in the terminal. */
  title: string;
  /** The terminal. */
  screen: Screen;
  /** Stops the run. */
  signal?: AbortSignal;
  /** Called for everything that happens; defaults to nothing beside the terminal's lines. */
  onEvent?: (event: RunEvent) => void;
}

/**
 * Runs one notebook, saves its executed copy, and looks whether an output was lost.
 *
 * @param chapter The notebook.
 * @param run How.
 * @returns What went wrong as a sentence, or nothing.
 * @throws {InputError} where set-up has not run.
 */
export async function runChapter(
  chapter: Pick<Chapter, "name" | "path">,
  run: ChapterRun,
): Promise<string | undefined> {
  const { copies, env, about, timeout, solutions = false, title, screen, signal, onEvent } = run;
  const output = join(copies, `${chapter.name}.ipynb`);
  const tell = narrate(title, screen);
  let problem: string | undefined, tally: Tally | null = null;
  const written = await readNotebook(chapter.path);
  const calls = await findMethodCalls(written, join(projectRoot, "lib"));
  await runNotebook({
    notebook: chapter.path,
    output,
    timeout,
    signal,
    solutions: solutions ? findSolutions(written) : [],
    ask: factsCode(calls, codeByCell(written)),
    about: { ...about, calls },
    env: { ...env, C2S_NOTEBOOK: chapter.name },
    onEvent: (event) => {
      tell(event);
      onEvent?.(event);
      if (event.event === "failed") {
        const what = event.solution
          ? `the solution in cell ${event.cell}`
          : `code cell ${event.number}`;
        problem = `${what} failed (${event.name})`;
      } else if (event.event === "broken") problem = event.message;
      else if (event.event === "stopped") problem = "stopped";
      else if (event.event === "tally") tally = event.tally;
    },
  });
  if (problem !== undefined) return problem;
  const losses = lostOutputs(await readNotebook(output), tally);
  return losses.length === 0 ? undefined : losses.join("; ");
}
