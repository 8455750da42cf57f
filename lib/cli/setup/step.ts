import { join } from "node:path";
import { exists, writeAtomic } from "../../core/files.ts";
import type { JupyterEnvironment } from "./environment.ts";

/** What every step is given. */
export interface Context {
  /** The project's folder. */
  root: string;
  /** Where Python and Jupyter live. */
  place: JupyterEnvironment;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Variables laid over the caller's environment for the programs that steps start. */
  env?: Record<string, string>;
}

/** One part of the set-up. */
export interface Step {
  /** Short name for its line and its stamp. */
  name: string;
  /** A text that changes whenever the step has to be done again. */
  fingerprint: (context: Context) => Promise<string>;
  /** Files and folders that it leaves behind; where one is missing, the stamp does not count. */
  outputs: (context: Context) => string[];
  /** Does the work and says in a few words what was got. */
  run: (context: Context) => Promise<string>;
}

/** A part that cannot be had here; its message says which, why, and what takes its place. */
export class Shortfall extends Error {
  override readonly name = "Shortfall";
}

/** How a step went. */
export interface StepResult {
  /** `ready` was there already, `done` is there now, `missing` cannot be had. */
  state: "ready" | "done" | "missing";
  /** What was got, or what is missing and what takes its place. */
  note: string;
  /** How long it took, seconds. */
  seconds: number;
}

/**
 * Does a step unless its stamp says that it was done with the same inputs.
 *
 * The stamp is removed before the work and written after it, so a run that was killed or failed
 * leaves no stamp and the next run does the step again.
 *
 * @param step What to do.
 * @param context Where.
 * @returns How it went; a {@link Shortfall} is a result, any other error is thrown.
 */
export async function perform(step: Step, context: Context): Promise<StepResult> {
  const start = performance.now();
  const result = (state: StepResult["state"], note: string): StepResult => ({
    state,
    note,
    seconds: (performance.now() - start) / 1000,
  });
  context.signal.throwIfAborted();
  const stamp = join(context.place.venv, "setup", step.name.replaceAll(" ", "-"));
  const known = await Deno.readTextFile(stamp).catch(() => undefined);
  if (known !== undefined) {
    const [fingerprint, ...note] = known.split("\n");
    const there = await Promise.all(step.outputs(context).map(exists));
    if (there.every(Boolean) && fingerprint === await digest(step, context)) {
      return result("ready", note.join("\n"));
    }
    await Deno.remove(stamp);
  }
  try {
    const note = await step.run(context);
    // Taken afterwards: installing may write into the very files that the fingerprint is made of.
    await writeAtomic(stamp, `${await digest(step, context)}\n${note}`);
    return result("done", note);
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof Shortfall) return result("missing", error.message);
    throw error;
  }
}

async function digest(step: Step, context: Context): Promise<string> {
  const text = `${context.root}\n${await step.fingerprint(context)}`;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex();
}
