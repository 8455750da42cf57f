import { join } from "node:path";
import { labCommand } from "../../lib/cli/lab.ts";
import { projectRoot } from "../../lib/core/files.ts";

/** A running JupyterLab. */
export interface JupyterLab extends AsyncDisposable {
  /** Folder that it serves. */
  folder: string;
  /** Address that opens a notebook of the folder. */
  address: (notebook: string) => string;
}

/** What {@link startJupyterLab} can be told. */
export interface LabOptions {
  /** `light` or `dark`; defaults to `light`. */
  theme?: "light" | "dark";
  /** Longest time until it answers [s]; defaults to 120. */
  timeout?: number;
}

/**
 * Starts JupyterLab as `deno task lab` does, on a free port of this machine, with empty settings.
 *
 * @param folder Folder of the notebooks.
 * @param options Theme.
 */
export async function startJupyterLab(
  folder: string,
  options: LabOptions = {},
): Promise<JupyterLab> {
  const { theme = "light", timeout = 120 } = options;
  const home = await Deno.makeTempDir({ prefix: "c2s-lab-" });
  await writeSettings(join(home, "settings"), theme);
  const token = crypto.randomUUID(), port = freePort();
  const args = [
    "--no-browser",
    `--ServerApp.port=${port}`,
    "--ServerApp.port_retries=0",
    "--ServerApp.ip=127.0.0.1",
    `--IdentityProvider.token=${token}`,
    `--LabApp.user_settings_dir=${join(home, "settings")}`,
    `--LabApp.workspaces_dir=${join(home, "workspaces")}`,
    "--LabApp.expose_app_in_browser=True",
    // Root is who runs things in a container.
    "--allow-root",
  ];
  const env = {
    JUPYTER_CONFIG_DIR: join(home, "config"),
    JUPYTER_DATA_DIR: join(home, "data"),
    JUPYTER_RUNTIME_DIR: join(home, "runtime"),
  };
  const child = labCommand(args, folder, projectRoot, {
    env,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const said = new Response(child.stderr).text();
  let ended = false;
  const end = child.status.then(() => void (ended = true));
  const stop = async () => {
    try {
      // Two at once mean yes to its question, and it ends the kernels first.
      child.kill("SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await end;
    await said;
    await Deno.remove(home, { recursive: true });
  };
  const base = `http://127.0.0.1:${port}`;
  const until = performance.now() + timeout * 1000;
  while (!await answers(`${base}/api/status?token=${token}`)) {
    if (!ended && performance.now() < until) continue;
    await stop();
    throw new Error(`JupyterLab does not start: ${(await said).slice(-800)}`);
  }
  return {
    folder,
    address: (notebook) => `${base}/lab/tree/${encodeURIComponent(notebook)}?reset&token=${token}`,
    [Symbol.asyncDispose]: stop,
  };
}

/** No questions about news, which would lie over the notebook. */
async function writeSettings(folder: string, theme: "light" | "dark"): Promise<void> {
  const plugin = join(folder, "@jupyterlab", "apputils-extension");
  await Deno.mkdir(plugin, { recursive: true });
  const write = (name: string, settings: unknown) =>
    Deno.writeTextFile(join(plugin, `${name}.jupyterlab-settings`), JSON.stringify(settings));
  await write("notification", { fetchNews: "false", checkForUpdates: false });
  await write("themes", { theme: theme === "dark" ? "JupyterLab Dark" : "JupyterLab Light" });
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function answers(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address);
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    await new Promise((go) => setTimeout(go, 200));
    return false;
  }
}
