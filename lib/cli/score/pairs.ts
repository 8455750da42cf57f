import { basename } from "node:path";
import { InputError } from "../../core/errors.ts";

/** Files of several folders that belong together. */
export interface FilePairs {
  /** For each name found in all folders, its path in each; the stem is the name without folders. */
  pairs: { name: string; stem: string; paths: Record<string, string> }[];
  /** Files that lack a partner, by folder, in order. */
  unmatched: Record<string, string[]>;
}

/**
 * The name by which an image and its label image are taken as one: the path below its folder without
 * the extension (`.tif`, `.tiff`, `.ome.tif`, `.ome.tiff`, `.png`) and without one ending of `_mask`,
 * `_masks`, `_label`, `_labels` or `_cp_masks`. Upper and lower case differ.
 *
 * @param path Path below the folder, `/` between folders.
 * @returns The name, or undefined for a file that is no image.
 *
 * @example
 * ```ts
 * import { pairName } from "./pairs.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pairName("P1/B02_1_cp_masks.png"), "P1/B02_1");
 * assertEquals(pairName("notes.txt"), undefined);
 * ```
 */
export function pairName(path: string): string | undefined {
  const stem = path.replace(/(\.ome)?\.(tiff?|png)$/i, "");
  return stem === path ? undefined : stem.replace(/_(cp_masks|masks?|labels?)$/, "");
}

/**
 * Matches the image files of folders, folders within them included, by {@link pairName}.
 *
 * @param folders Folders by what they hold, for example `{ images: "…", labels: "…" }`.
 * @throws {InputError} for a folder that is not there, two files of one name in a folder, or where no
 * name is in all folders.
 *
 * @example
 * ```ts
 * import { pairFiles } from "./pairs.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * for (const file of ["i/a.tif", "i/b.tif", "l/a_mask.png"]) {
 *   await Deno.mkdir(`${folder}/${file[0]}`, { recursive: true });
 *   await Deno.writeTextFile(`${folder}/${file}`, "");
 * }
 * const { pairs, unmatched } = await pairFiles({ images: `${folder}/i`, labels: `${folder}/l` });
 * assertEquals(pairs.map(({ name }) => name), ["a"]);
 * assertEquals(unmatched, { images: [`${folder}/i/b.tif`], labels: [] });
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function pairFiles(folders: Record<string, string>): Promise<FilePairs> {
  const named: Record<string, Map<string, string>> = {};
  for (const [kind, folder] of Object.entries(folders)) named[kind] = await namesIn(folder, kind);
  const [first = new Map<string, string>(), ...others] = Object.values(named);
  const common = [...first.keys()].filter((name) => others.every((one) => one.has(name))).sort();
  if (common.length === 0) {
    throw new InputError("No file of one folder belongs to a file of the other", {
      found: Object.entries(named).map(([kind, files]) => {
        const [example] = files.values();
        return `${files.size} ${kind} in ${folders[kind]}` +
          (example ? `, such as ${example}` : "");
      }).join("; "),
      allowed: "the same name but for the extension and an ending of _mask(s) or _label(s)",
    });
  }
  const both = new Set(common);
  return {
    pairs: common.map((name) => ({
      name,
      stem: basename(name),
      paths: Object.fromEntries(
        Object.entries(named).map(([kind, files]) => [kind, files.get(name) as string]),
      ),
    })),
    unmatched: Object.fromEntries(
      Object.entries(named).map((
        [kind, files],
      ) => [kind, [...files].filter(([name]) => !both.has(name)).map(([, path]) => path).sort()]),
    ),
  };
}

async function namesIn(folder: string, kind: string): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const below of await filesBelow(folder, kind)) {
    const name = pairName(below);
    if (name === undefined) continue;
    const path = `${folder.replace(/\/$/, "")}/${below}`, other = names.get(name);
    if (other !== undefined) {
      throw new InputError(`Two ${kind} have one name`, {
        file: path,
        found: other,
        allowed: "each name once; the extension does not count",
      });
    }
    names.set(name, path);
  }
  return names;
}

async function filesBelow(folder: string, kind: string, below = ""): Promise<string[]> {
  const files: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(`${folder}/${below}`)) {
      if (isDirectory) files.push(...await filesBelow(folder, kind, `${below}${name}/`));
      else files.push(below + name);
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`Cannot read the folder of ${kind}`, {
      file: folder,
      found: cause instanceof Deno.errors.NotFound ? "no such folder" : String(cause),
      cause,
    });
  }
  return files;
}
