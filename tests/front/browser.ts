import { join } from "node:path";
import { TextLineStream } from "../../lib/cli/story/lines.ts";
import { DevTools } from "./devtools.ts";

/** A headless browser with one page. */
export interface Browser extends AsyncDisposable {
  /** Its page. */
  page: DevTools;
}

/** Size of the window [px]: that of a laptop. */
export const windowSize = { width: 1440, height: 900 };

/**
 * Starts a headless browser with a profile of its own, which is removed at the end.
 *
 * @param program The browser's program.
 */
export async function startBrowser(program: string): Promise<Browser> {
  const profile = await Deno.makeTempDir({ prefix: "c2s-browser-" });
  const child = new Deno.Command(program, {
    args: [
      "--headless=new",
      "--remote-debugging-port=0",
      `--user-data-dir=${join(profile, "data")}`,
      `--window-size=${windowSize.width},${windowSize.height}`,
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-gpu",
      "--hide-scrollbars",
      // A browser run by root, as in most containers, starts only without its sandbox; the pages
      // are our own.
      ...(Deno.build.os !== "windows" && Deno.uid() === 0 ? ["--no-sandbox"] : []),
      // Containers have little shared memory.
      "--disable-dev-shm-usage",
      "about:blank",
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const end = async () => {
    try {
      child.kill("SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await child.status;
    await removeWhenLeft(profile);
  };
  try {
    const { address, rest } = await listening(child.stderr);
    const page = await DevTools.connect(await pageAddress(address));
    for (const domain of ["Page", "Runtime", "Log"]) await page.call(`${domain}.enable`);
    return {
      page,
      [Symbol.asyncDispose]: async () => {
        await page.close();
        await end();
        await rest;
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Reads what the browser says up to its address, and the rest beside. */
async function listening(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<{ address: URL; rest: Promise<void> }> {
  const lines = stream.pipeThrough(new TextLineStream()).getReader();
  const said: string[] = [];
  while (true) {
    const { value, done } = await lines.read();
    if (done) throw new Error(`The browser does not start: ${said.slice(-5).join("\n")}`);
    said.push(value);
    const address = value.match(/DevTools listening on (ws:\S+)/)?.[1];
    if (address === undefined) continue;
    const rest = (async () => {
      while (!(await lines.read()).done);
    })();
    return { address: new URL(address), rest };
  }
}

async function pageAddress(browser: URL): Promise<string> {
  const answer = await fetch(`http://${browser.host}/json/list`);
  const pages = await answer.json() as { type: string; webSocketDebuggerUrl: string }[];
  const page = pages.find(({ type }) => type === "page");
  if (page === undefined) throw new Error("The browser has opened no page");
  return page.webSocketDebuggerUrl;
}

/** The browser's helpers may still write for a moment after it has ended. */
async function removeWhenLeft(folder: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      return await Deno.remove(folder, { recursive: true });
    } catch {
      await new Promise((go) => setTimeout(go, 100));
    }
  }
}
