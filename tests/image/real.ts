import { exists, projectRoot } from "../../lib/core/files.ts";

/**
 * The folder of the four real CPJUMP1 example fields in a mirror, or undefined where there is no
 * mirror; tests that need it are ignored then, and the reason is printed.
 */
export const exampleImages: string | undefined = await find();

if (exampleImages === undefined) {
  console.warn("Tests on real fields are ignored: no mirror with them is here (set C2S_MIRROR)");
}

async function find(): Promise<string | undefined> {
  const mirror = Deno.env.get("C2S_MIRROR") ?? `${projectRoot}../shared/mirror`;
  return await exists(mirror) ? await search(mirror) : undefined;
}

async function search(folder: string): Promise<string | undefined> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (!isDirectory) continue;
    if (name === "example_images") return `${folder}/${name}`;
    const below = await search(`${folder}/${name}`);
    if (below !== undefined) return below;
  }
  return undefined;
}
