/**
 * `deno task setup [--need jupyter]`: gets everything that the other tasks stand on.
 *
 * Loads no package, because packages are what it installs.
 *
 * @module
 */
import { join } from "node:path";
import { projectRoot } from "../core/files.ts";
import { binding } from "./setup/binding.ts";
import { jupyterEnvironment } from "./setup/environment.ts";
import { jsr } from "./setup/jsr.ts";
import { jupyter } from "./setup/jupyter.ts";
import { kernel } from "./setup/kernel.ts";
import { npm } from "./setup/npm.ts";
import { type Context, perform, type Step } from "./setup/step.ts";
import { tensorflow } from "./setup/tensorflow.ts";

/** All steps, in the order in which they need one another. */
export const steps: readonly Step[] = [jsr, npm, jupyter, kernel, tensorflow, binding];

/** Steps without which a caller cannot go on, by the word that follows `--need`. */
const needs: Record<string, readonly Step[]> = { jupyter: [jupyter, kernel] };

const usage = `Usage: deno task setup [--need ${Object.keys(needs).join("|")}]`;

/**
 * Does what is not done yet, with a line a step.
 *
 * @param args The words after `deno task setup`.
 * @param print Takes each line; defaults to the console.
 * @param signal Stops it.
 * @param root The project's folder; defaults to this one.
 * @returns The exit code: 0 also where a part cannot be had, 1 where a needed one cannot,
 *   2 for a wrong command line.
 */
export async function setup(
  args: string[],
  print: (line: string) => void,
  signal: AbortSignal,
  root: string = projectRoot,
): Promise<number> {
  const [flag, word = "", ...rest] = args;
  if (flag === "--help" || flag === "-h") {
    print(usage);
    return 0;
  }
  const needed = flag === undefined ? [] : needs[word];
  if (needed === undefined || (flag !== undefined && flag !== "--need") || rest.length > 0) {
    print(`Cannot read "${args.join(" ")}". ${usage}`);
    return 2;
  }
  const context: Context = { root, place: jupyterEnvironment({ root }), signal };
  using _only = await waitForTurn(context, print);
  let missing = false;
  for (const step of steps) {
    const { state, note, seconds } = await perform(step, context);
    const mark = state === "missing" ? "!" : "✓";
    print(`${mark} ${step.name.padEnd(19)}${`${seconds.toFixed(1)} s`.padStart(7)}  ${note}`);
    if (state === "missing" && needed.includes(step)) missing = true;
  }
  if (missing) print(`This task cannot go on without ${word}; see the line with "!" above`);
  return missing ? 1 : 0;
}

/** Two set-ups at once would write over each other's half-made parts. */
async function waitForTurn(context: Context, print: (line: string) => void) {
  const folder = join(context.place.venv, "setup");
  await Deno.mkdir(folder, { recursive: true });
  const file = await Deno.open(join(folder, "lock"), { create: true, write: true });
  const notice = setTimeout(() => print("Waiting for another set-up of this folder to end"), 1000);
  await file.lock(true);
  clearTimeout(notice);
  return file;
}

if (import.meta.main) {
  const stop = new AbortController();
  let first = Infinity;
  Deno.addSignalListener("SIGINT", () => {
    // One Ctrl-C comes twice, from the terminal and passed on by the task runner.
    if (performance.now() - first > 500) Deno.exit(130);
    first = Math.min(first, performance.now());
    stop.abort(new DOMException("Stopped by Ctrl-C", "AbortError"));
  });
  try {
    Deno.exit(await setup(Deno.args, (line) => console.log(line), stop.signal));
  } catch (error) {
    if (stop.signal.aborted) {
      console.error("Stopped; the next run goes on from here");
      Deno.exit(130);
    }
    console.error(`setup: ${error instanceof Error ? error.message : error}`);
    if (Deno.env.get("C2S_DEBUG")) console.error(error);
    Deno.exit(1);
  }
}
