/**
 * `deno task lab [arguments of JupyterLab]`: JupyterLab in `notebooks/` with the kernel ready.
 *
 * @module
 */
import { join } from "node:path";
import { exists, projectRoot } from "../core/files.ts";
import { jupyterEnvironment } from "./setup/environment.ts";

/**
 * Starts JupyterLab and waits for its end.
 *
 * @param args Passed on, for example `["--no-browser", "--port", "8890"]`.
 * @param root The project's folder; defaults to this one.
 * @returns JupyterLab's exit code, or 1 where it is not installed.
 */
export async function lab(args: string[], root: string = projectRoot): Promise<number> {
  const { python } = jupyterEnvironment({ root });
  if (!await exists(python)) {
    console.error("There is no JupyterLab in .venv yet; run: deno task setup");
    return 1;
  }
  // Ctrl-C reaches JupyterLab too, which then asks; ending before it would leave it behind.
  const ignore = () => {};
  Deno.addSignalListener("SIGINT", ignore);
  try {
    const { code } = await labCommand(args, join(root, "notebooks"), root).spawn().status;
    return code;
  } finally {
    Deno.removeSignalListener("SIGINT", ignore);
  }
}

/**
 * The process of JupyterLab, not yet started.
 *
 * @param args Passed on to JupyterLab.
 * @param folder Folder of the notebooks, which it opens.
 * @param root The project's folder; defaults to this one.
 * @param options What else the process is told, such as where its output goes.
 */
export function labCommand(
  args: string[],
  folder: string,
  root: string = projectRoot,
  options: Deno.CommandOptions = {},
): Deno.Command {
  const { python, env } = jupyterEnvironment({ root });
  return new Deno.Command(python, {
    ...options,
    args: ["-m", "jupyterlab", ...onlyDeno, ...args],
    cwd: folder,
    env: { ...options.env, ...env },
  });
}

/** JupyterLab brings a Python kernel along, which a course without Python had better not offer. */
const onlyDeno = [
  "--MultiKernelManager.default_kernel_name=deno",
  "--KernelSpecManager.allowed_kernelspecs=deno",
];

if (import.meta.main) Deno.exit(await lab(Deno.args));
