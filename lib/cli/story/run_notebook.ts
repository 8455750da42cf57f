import { dirname } from "node:path";
import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { TextLineStream } from "./lines.ts";
import type { Tally } from "../../show/display.ts";
import type { Solution } from "./solutions.ts";
import { jupyterEnvironment } from "../setup/environment.ts";

/** A code cell, by its number among the code cells and among all cells, both from 1. */
export interface CellPlace {
  /** Number among the code cells. */
  number: number;
  /** Number among all cells. */
  cell: number;
  /** How many code cells there are. */
  of: number;
  /** True for the solution of an exercise, which runs after all cells and counts after them. */
  solution?: boolean;
}

/** What happens while a notebook runs. */
export type RunEvent =
  | { event: "ready"; cells: number }
  | { event: "cell"; source: string } & CellPlace
  | { event: "done"; seconds: number; outputs: number } & CellPlace
  | CellFailure
  | { event: "tally"; tally: Tally | null }
  | { event: "saved"; path: string }
  | { event: "stopped" }
  | { event: "broken"; message: string };

/** A cell that did not run to its end. */
export interface CellFailure extends CellPlace {
  /** Always `failed`. */
  event: "failed";
  /** An error was thrown, the time was up, or the kernel ended. */
  kind: "error" | "timeout" | "died";
  /** What is written in the cell. */
  source: string;
  /** How long it ran [s]. */
  seconds: number;
  /** Kind of the error. */
  name: string;
  /** Its message. */
  message: string;
  /** Where it was thrown. */
  traceback: string;
}

/** What to run and how. */
export interface RunRequest {
  /** The notebook. */
  notebook: string;
  /** Where the executed copy goes, by atomic rename; its folder must exist. */
  output: string;
  /** Longest time for one cell [s]. */
  timeout: number;
  /** Environment of the kernel, laid over this process's. */
  env: Record<string, string>;
  /** Code that runs after the cells, in the same kernel; defaults to none. */
  solutions?: Solution[];
  /** An expression whose value, JSON, is kept in the executed copy as `facts`; defaults to none. */
  ask?: string;
  /** Kept in the executed copy's metadata. */
  about: Record<string, unknown>;
  /** Called for everything that happens, in order. */
  onEvent: (event: RunEvent) => void;
  /** Stops the kernel; the copy is saved as far as it got. */
  signal?: AbortSignal;
}

/**
 * Runs a notebook in the project's kernel and saves the executed copy.
 *
 * Resolves when the kernel has ended, whatever happened to the cells; the events tell.
 *
 * @param request What to run and how.
 * @throws {InputError} where set-up has not run; {Error} where the process that drives the kernel ends without a word.
 */
export async function runNotebook(request: RunRequest): Promise<void> {
  const { notebook, output, timeout, about, onEvent, signal, solutions = [], ask } = request;
  const { python, env } = jupyterEnvironment();
  if (!await exists(python)) {
    throw new InputError("Cannot run a notebook", {
      file: python,
      found: "no Jupyter",
      hint: "Run: deno task setup",
    });
  }
  const driver = decodeURIComponent(new URL("run_notebook.py", import.meta.url).pathname);
  const child = new Deno.Command(python, {
    args: [driver],
    env: { ...request.env, ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stop = () => {
    try {
      child.kill("SIGTERM");
    } catch (error) {
      // It has ended by itself; there is nothing left to stop.
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  };
  signal?.addEventListener("abort", stop);
  const input = child.stdin.getWriter();
  const folder = dirname(notebook);
  const words = { notebook, output, folder, kernel: "deno", timeout, about, solutions, ask };
  await input.write(new TextEncoder().encode(`${JSON.stringify(words)}\n`));
  if (signal?.aborted) stop();
  const complaints = new Response(child.stderr).text();
  let last: RunEvent | undefined;
  try {
    for await (const line of child.stdout.pipeThrough(new TextLineStream())) {
      last = JSON.parse(line) as RunEvent;
      onEvent(last);
    }
    await child.status;
  } finally {
    signal?.removeEventListener("abort", stop);
    await input.close().catch(() => {});
  }
  if (last === undefined && signal?.aborted) onEvent({ event: "stopped" });
  else if (last === undefined) {
    throw new Error(`The notebook's kernel cannot be driven: ${(await complaints).trim()}`);
  }
}
