import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { exists, projectRoot } from "../../core/files.ts";
import { lastWords, run } from "../setup/process.ts";
import { findPython } from "../setup/python.ts";

/**
 * Makes the environment of the peers, `.venv-peers`, beside the project's own, and puts packages in.
 *
 * @param packages Pinned packages for pip; those that are there already cost nothing.
 * @param signal Stops it.
 * @returns Path of its Python.
 * @throws {InputError} with pip's last words where a package cannot be had.
 */
export async function peerPython(packages: string[], signal: AbortSignal): Promise<string> {
  const folder = join(projectRoot, ".venv-peers");
  const windows = Deno.build.os === "windows";
  const python = join(folder, windows ? "Scripts" : "bin", windows ? "python.exe" : "python");
  if (!await exists(python)) {
    const { program, args } = await findPython({ signal });
    const made = await run(program, [...args, "-m", "venv", folder], { signal });
    if (made.code !== 0) throw missing(lastWords(made));
  }
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries", "0"];
  const outcome = await run(python, ["-m", "pip", "install", ...quiet, ...packages], {
    signal,
    env: { PIP_USER: "0" },
  });
  if (outcome.code !== 0) throw missing(lastWords(outcome));
  return python;
}

function missing(found: string): InputError {
  return new InputError("The programs to compare with cannot be had", {
    found,
    hint: "Without --peers only our own times are measured",
  });
}
