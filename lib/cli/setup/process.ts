import { delimiter, join } from "node:path";

/** How a program ended. */
export interface Outcome {
  /** Exit code; 127 where the program is not there, 124 where it ran out of time. */
  code: number;
  /** Standard output. */
  out: string;
  /** Standard error. */
  err: string;
}

/** How {@link run} starts a program. */
export interface RunOptions {
  /** Folder it starts in; defaults to the caller's. */
  cwd?: string;
  /** Variables laid over the caller's environment. */
  env?: Record<string, string>;
  /** Ends the program; `run` then throws the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds after which it is ended with code 124; defaults to no limit. */
  timeout?: number;
}

/**
 * Runs a program to its end and keeps what it wrote.
 *
 * @param program Name on PATH, or a path.
 * @param args Its arguments.
 * @param options Folder, environment, limits.
 * @returns How it ended; a missing program is an outcome, not an error.
 * @throws The reason of `options.signal` once that is aborted.
 *
 * @example
 * ```ts
 * import { run } from "./process.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals((await run("no-such-program", [])).code, 127);
 * ```
 */
export async function run(
  program: string,
  args: string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const { cwd, env, signal, timeout } = options;
  signal?.throwIfAborted();
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener("abort", abort);
  const timer = timeout === undefined ? undefined : setTimeout(abort, timeout);
  try {
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args,
      signal: stop.signal,
      stdin: "null",
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
    }).output();
    signal?.throwIfAborted();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code: stop.signal.aborted ? 124 : code, out: text(stdout), err: text(stderr) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied) {
      return { code: 127, out: "", err: error.message };
    }
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/**
 * The last line of a program's complaints that says something, without colours.
 *
 * @example
 * ```ts
 * import { lastWords } from "./process.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const outcome = { code: 1, out: "", err: "ERROR: no wheel\nhint: none\n" };
 * assertEquals(lastWords(outcome), "ERROR: no wheel");
 * ```
 */
export function lastWords(outcome: Outcome): string {
  const lines = `${outcome.out}\n${outcome.err}`
    // deno-lint-ignore no-control-regex
    .replaceAll(/\x1b\[[0-9;]*m/g, "").split(/\r?\n/).map((line) => line.trim());
  const told = lines.filter((line) => line !== "");
  const errors = told.filter((line) => /error/i.test(line));
  return errors.at(-1) ?? told.at(-1) ?? `exit code ${outcome.code}`;
}

/**
 * The full path of a program, or undefined.
 *
 * @param program Its name, without a suffix.
 * @param path Where to look; defaults to PATH.
 *
 * @example
 * ```ts
 * import { which } from "./process.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await which("no-such-program"), undefined);
 * ```
 */
export async function which(
  program: string,
  path = Deno.env.get("PATH") ?? "",
): Promise<string | undefined> {
  const names = Deno.build.os === "windows" ? [`${program}.exe`, `${program}.cmd`] : [program];
  for (const folder of path.split(delimiter).filter((part) => part !== "")) {
    for (const name of names) {
      const file = await Deno.stat(join(folder, name)).catch(() => undefined);
      if (file?.isFile) return join(folder, name);
    }
  }
  return undefined;
}
