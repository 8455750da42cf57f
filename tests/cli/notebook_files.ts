import { join } from "node:path";
import { exists, projectRoot } from "../../lib/core/files.ts";
import { jupyterEnvironment } from "../../lib/cli/setup/environment.ts";

/** A folder in the project, so that imports resolve from it; removed at the end. */
export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ dir: projectRoot, prefix: ".story-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes a notebook; a cell that starts with `#` is Markdown. */
export async function writeNotebook(
  folder: string,
  name: string,
  cells: readonly string[],
): Promise<string> {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
      language_info: { name: "typescript" },
    },
    cells: cells.map((source, i) => ({
      id: `cell-${i}`,
      metadata: {},
      source,
      ...(source.startsWith("#")
        ? { cell_type: "markdown" }
        : { cell_type: "code", outputs: [], execution_count: null }),
    })),
  };
  await Deno.mkdir(join(folder, "notebooks"), { recursive: true });
  const path = join(folder, "notebooks", `${name}.ipynb`);
  await Deno.writeTextFile(path, JSON.stringify(notebook));
  return path;
}

/** Whether set-up has made the kernel; where it has not, tests that need it are left out. */
export const kernelThere: boolean = await exists(jupyterEnvironment().python) &&
  await exists(jupyterEnvironment().kernelspec);
if (!kernelThere) console.error("No Jupyter in .venv: tests that run notebooks are left out");
