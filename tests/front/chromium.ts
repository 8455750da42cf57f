import { delimiter, join } from "node:path";
import { InputError } from "../../lib/core/errors.ts";
import { exists } from "../../lib/core/files.ts";

/** Where browsers are that are on no PATH. */
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

/** What to say where there is none. */
export const noChromium =
  "No Chromium: the tests of the notebooks in JupyterLab are left out. Install Chromium or Chrome " +
  "(Debian: apt install chromium), or name its program in C2S_CHROMIUM";

/**
 * The program of a Chromium, Chrome or Edge: `C2S_CHROMIUM`, then PATH, then the usual folders.
 *
 * @param env Where the variables are; defaults to this process's.
 * @returns Its path, or nothing where there is none.
 * @throws {InputError} where `C2S_CHROMIUM` names what is not there.
 */
export async function findChromium(
  env: Pick<Deno.Env, "get"> = Deno.env,
): Promise<string | undefined> {
  const named = env.get("C2S_CHROMIUM");
  if (named && await exists(named)) return named;
  if (named) {
    throw new InputError("Cannot start Chromium", {
      file: "C2S_CHROMIUM",
      found: named,
      allowed: "the path of a program",
    });
  }
  const folders = (env.get("PATH") ?? "").split(delimiter).filter((folder) => folder !== "");
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...paths, ...places]) if (await exists(path)) return path;
  return undefined;
}
