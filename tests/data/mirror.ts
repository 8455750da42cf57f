import { exists, projectRoot } from "../../lib/core/files.ts";

/**
 * Finds a file of the mirror by the end of its path, or undefined where there is no mirror; tests
 * that need it are ignored then, and the reason is printed.
 */
export async function mirrored(end: string): Promise<string | undefined> {
  const mirror = Deno.env.get("C2S_MIRROR") ?? `${projectRoot}../shared/mirror`;
  const found = await exists(mirror) ? await search(mirror, end) : undefined;
  if (found === undefined) {
    console.warn(`A test on real data is ignored: no mirror with ${end} is here (set C2S_MIRROR)`);
  }
  return found;
}

async function search(folder: string, end: string): Promise<string | undefined> {
  for await (const { name } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (path.endsWith(`/${end}`)) return path;
    if ((await Deno.stat(path)).isDirectory) {
      const below = await search(path, end);
      if (below !== undefined) return below;
    }
  }
  return undefined;
}
