import { assertEquals } from "@std/assert";
import { projectRoot } from "../lib/core/files.ts";

/**
 * What each folder of `lib` may import beside itself and `core`. The pure code is at the bottom;
 * what touches disk, network and screen (data, show, cli) stands on top of it.
 */
const allowed: Record<string, string[]> = {
  core: [],
  image: [],
  profile: [],
  chem: [],
  show: [],
  segment: ["image"],
  learn: ["image", "segment"],
  link: ["profile", "chem", "learn"],
  data: ["image"],
  offline: [],
};

/** Folders whose files may use the disk, the network, the screen or the environment. */
const worldly = ["data", "show", "cli", "core/files.ts", "learn/backend"];

async function sources(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...await sources(path));
    else if (path.endsWith(".ts")) found.push(path);
  }
  return found.sort();
}

Deno.test("imports between the folders of lib point downwards only", async () => {
  const wrong: string[] = [];
  const root = `${projectRoot}lib`;
  for (const path of await sources(root)) {
    const name = path.slice(root.length + 1);
    const folder = name.split("/")[0] as string;
    if (folder === "cli") continue;
    for (const [, target] of (await Deno.readTextFile(path)).matchAll(/from "(\.[^"]+)"/g)) {
      const resolved = new URL(target as string, `file://${path}`).pathname;
      const to = resolved.slice(root.length + 1).split("/")[0] as string;
      if (![folder, "core", ...allowed[folder] ?? []].includes(to)) {
        wrong.push(`${name} imports lib/${to}`);
      }
    }
  }
  assertEquals(wrong, []);
});

Deno.test("pure folders of lib do not touch disk, network, screen or environment", async () => {
  const wrong: string[] = [];
  const root = `${projectRoot}lib`;
  for (const path of await sources(root)) {
    const name = path.slice(root.length + 1);
    if (worldly.some((prefix) => name.startsWith(prefix))) continue;
    const code = (await Deno.readTextFile(path)).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    for (const [use] of code.matchAll(/\bDeno\.\w+|\bfetch\(|\bconsole\.\w+/g)) {
      if (use !== "Deno.inspect") wrong.push(`${name} uses ${use}`);
    }
  }
  assertEquals(wrong, []);
});
