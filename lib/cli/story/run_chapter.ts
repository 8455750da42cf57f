import { join } from "node:path";
import type { Tally } from "../../show/display.ts";
import { readNotebook } from "../../show/notebook.ts";
import type { Chapter } from "./choose.ts";
import { lostOutputs } from "./lost.ts";
import { type RunEvent, runNotebook } from "./run_notebook.ts";
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
  /** How the chapter is called in the terminal. */
  title: string;
  /** The terminal. */
  screen: Screen;
  /** Stops the run. */
  signal?: AbortSignal;
  /** Called for everything that happens; defaults to nothing beside the terminal's lines. */
  onEvent?: (event: RunEvent) => void;
}

/** Notebooks above this size [bytes] are slow to open and to review. */
const noteAbove = 500_000;

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
  { copies, env, about, timeout, title, screen, signal, onEvent }: ChapterRun,
): Promise<string | undefined> {
  const output = join(copies, `${chapter.name}.ipynb`);
  const tell = narrate(title, screen);
  let problem: string | undefined, tally: Tally | null = null;
  await runNotebook({
    notebook: chapter.path,
    output,
    timeout,
    signal,
    about,
    env: { ...env, C2S_NOTEBOOK: chapter.name },
    onEvent: (event) => {
      tell(event);
      onEvent?.(event);
      if (event.event === "failed") problem = `code cell ${event.number} failed (${event.name})`;
      else if (event.event === "broken") problem = event.message;
      else if (event.event === "stopped") problem = "stopped";
      else if (event.event === "tally") tally = event.tally;
    },
  });
  if (problem !== undefined) return problem;
  const { size } = await Deno.stat(output);
  if (size > noteAbove) {
    screen.write(`    its executed copy is large: ${(size / 1e6).toFixed(1)} MB of outputs\n`);
  }
  const losses = lostOutputs(await readNotebook(output), tally);
  return losses.length === 0 ? undefined : losses.join("; ");
}
