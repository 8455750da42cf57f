import { join } from "node:path";
import { InputError } from "../../core/errors.ts";

/** A notebook of the story. */
export interface Chapter {
  /** Two digits. */
  number: string;
  /** File name without `.ipynb`. */
  name: string;
  /** Path of the file. */
  path: string;
}

/**
 * The notebooks of a folder that are named `NN-….ipynb`, in order.
 *
 * @param folder The folder, usually `notebooks/`.
 * @param only Numbers to keep, such as `["03", "7"]`; defaults to all.
 * @returns The chapters in the order of their numbers.
 * @throws {InputError} for a number that no notebook has, for no number at all, for two notebooks of
 * one number, and for a folder without notebooks.
 *
 * @example
 * ```ts
 * import { chooseChapters } from "./choose.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/03-cells.ipynb`, "{}");
 * const [chapter] = await chooseChapters(folder, ["3"]);
 * assertEquals(chapter?.name, "03-cells");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function chooseChapters(folder: string, only?: string[]): Promise<Chapter[]> {
  const chapters: Chapter[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    const match = /^(\d\d)-.+\.ipynb$/.exec(name);
    if (!isFile || match === null) continue;
    const stem = name.replace(/\.ipynb$/, "");
    chapters.push({ number: match[1] as string, name: stem, path: join(folder, name) });
  }
  chapters.sort((a, b) => a.name < b.name ? -1 : 1);
  const twin = chapters.find((chapter, i) => chapter.number === chapters[i - 1]?.number);
  if (twin !== undefined) {
    throw new InputError("Cannot order the notebooks", {
      file: folder,
      found: chapters.filter(({ number }) => number === twin.number).map(({ name }) => name),
      allowed: "one notebook a number",
    });
  }
  if (chapters.length === 0) {
    throw new InputError("Cannot run the story", {
      file: folder,
      found: "no notebooks",
      allowed: "files named NN-title.ipynb",
    });
  }
  if (only === undefined) return chapters;
  const numbers = only.map((number) => number.trim()).filter((number) => number !== "");
  if (numbers.length === 0) {
    throw new InputError("Cannot run the story", {
      file: "--only",
      found: "no number",
      allowed: "numbers of notebooks, for example 03,07",
    });
  }
  const wanted = new Set(numbers.map((number) => number.padStart(2, "0")));
  for (const number of wanted) {
    if (!chapters.some((chapter) => chapter.number === number)) {
      throw new InputError("Cannot run the story", {
        file: "--only",
        found: number,
        allowed: chapters.map((chapter) => chapter.number).join(", "),
      });
    }
  }
  return chapters.filter((chapter) => wanted.has(chapter.number));
}
