import { dirname, join } from "node:path";
import { jupyterEnvironment } from "../../../lib/cli/setup/environment.ts";
import type { Context } from "../../../lib/cli/setup/step.ts";

/**
 * Runs a test in a project folder of its own.
 *
 * @param files What lies in it: text by path. A text that starts with `#!` becomes a program.
 * @param test Gets the context that steps run in; `env` may be filled in.
 */
export async function inProject(
  files: Record<string, string>,
  test: (context: Context & { env: Record<string, string> }) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = join(root, path);
      await Deno.mkdir(dirname(file), { recursive: true });
      await Deno.writeTextFile(file, text);
      if (text.startsWith("#!")) await Deno.chmod(file, 0o755);
    }
    const { signal } = new AbortController();
    await test({ root, place: jupyterEnvironment({ root }), signal, env: {} });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Whether the small shell programs that stand in for real ones can run here. */
export const hasShell = Deno.build.os !== "windows";
