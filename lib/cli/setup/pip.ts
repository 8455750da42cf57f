import { join } from "node:path";
import { exists } from "../../core/files.ts";
import { lastWords, run } from "./process.ts";
import { type Context, Shortfall } from "./step.ts";

const probes = new WeakMap<AbortSignal, Promise<string>>();

/**
 * Runs one pip command of the project's `.venv`.
 *
 * Before the first one a small package is asked for: where an index that pip is told to use does
 * not answer, every package would cost eight seconds of retries although another index has it,
 * so pip is then told not to retry.
 *
 * @param context Where.
 * @param args What pip is to do, for example `["install", "nbclient"]`.
 * @param purpose What is wanted, as the start of the sentence where it cannot be had.
 * @throws {Shortfall} where pip fails, with its last error.
 */
export async function pip(context: Context, args: string[], purpose: string): Promise<void> {
  const { place, signal } = context;
  if (!await exists(place.python)) throw new Shortfall(`${purpose} needs Python, see above`);
  const known = probes.get(signal) ?? probe(context);
  probes.set(signal, known);
  const retries = await known;
  const outcome = await call(context, [...args, "--retries", retries]);
  if (outcome.code !== 0) {
    const why = retries === "0" ? "; a package index that it is told to use does not answer" : "";
    throw new Shortfall(`${purpose} cannot be had from pip (${lastWords(outcome)}${why})`);
  }
}

async function probe(context: Context): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const small = ["download", "--no-deps", "--dest", folder, "six==1.17.0", "--retries", "1"];
    const { code, err } = await call(context, small);
    return code === 0 && !/retrying|connection/i.test(err) ? "5" : "0";
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function call({ place, signal, env: more = {} }: Context, args: string[]) {
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  // A user's `user = true` in pip's own configuration cannot work inside a virtual environment.
  const env = { ...place.env, PIP_USER: "0", ...more };
  return run(place.python, ["-m", "pip", ...args, ...quiet], { env, signal, cwd: place.venv });
}

/** The pinned packages that Jupyter needs, as pip reads them. */
export const requirements: string = join(import.meta.dirname ?? ".", "requirements.txt");
