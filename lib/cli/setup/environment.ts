import { delimiter, join } from "node:path";
import { projectRoot } from "../../core/files.ts";

/** Where the project's Jupyter lives, and what a process must be told to use it. */
export interface JupyterEnvironment {
  /** The virtual environment's folder. */
  venv: string;
  /** Folder of its programs: `bin`, on Windows `Scripts`. */
  bin: string;
  /** Its Python. */
  python: string;
  /** The Deno that runs notebook cells, copied there by set-up. */
  kernel: string;
  /** Folder of the kernelspec named `deno`. */
  kernelspec: string;
  /** Variables to lay over the caller's own environment when Python or Jupyter is started. */
  env: Record<string, string>;
}

/** What {@link jupyterEnvironment} can be told. */
export interface JupyterEnvironmentOptions {
  /** The project's folder; defaults to the one this file belongs to. */
  root?: string;
  /** Lay out paths as Windows has them; defaults to whether this is Windows. */
  windows?: boolean;
}

/**
 * Paths of the project's `.venv` and the variables that make Jupyter see only what is in it.
 *
 * Nothing is looked up on disk: `deno task setup` puts things where this function says.
 *
 * @param options Another project folder, another system.
 * @returns Absolute paths, and an environment to lay over the caller's own.
 *
 * @example
 * ```ts
 * import { jupyterEnvironment } from "./environment.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { python, env } = jupyterEnvironment({ root: "/project", windows: false });
 * assertEquals(python, "/project/.venv/bin/python");
 * assertEquals(env.JUPYTER_PATH, "/project/.venv/share/jupyter");
 * ```
 */
export function jupyterEnvironment(options: JupyterEnvironmentOptions = {}): JupyterEnvironment {
  const { root = projectRoot, windows = Deno.build.os === "windows" } = options;
  const venv = join(root, ".venv");
  const bin = join(venv, windows ? "Scripts" : "bin");
  const suffix = windows ? ".exe" : "";
  const share = join(venv, "share", "jupyter");
  return {
    venv,
    bin,
    python: join(bin, `python${suffix}`),
    kernel: join(bin, `deno-kernel${suffix}`),
    kernelspec: join(share, "kernels", "deno"),
    env: {
      VIRTUAL_ENV: venv,
      PATH: [bin, Deno.env.get("PATH") ?? ""].join(delimiter),
      JUPYTER_PATH: share,
      // Without this a kernelspec of the same name in the user's home wins over ours.
      JUPYTER_PREFER_ENV_PATH: "1",
      // The user's own Python packages must not shadow the pinned ones.
      PYTHONNOUSERSITE: "1",
      PYTHONPATH: "",
      PYTHONHOME: "",
    },
  };
}
