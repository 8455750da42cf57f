import { join } from "node:path";
import { InputError } from "../core/errors.ts";
import { projectRoot } from "../core/files.ts";
import { joined, readNotebook } from "../show/notebook.ts";
import { chooseChapters } from "./story/choose.ts";

/** A notebook of the course, as its first two cells introduce it. */
export interface CourseNotebook {
  /** Two digits. */
  number: string;
  /** File name. */
  file: string;
  /** Its title, without the number. */
  title: string;
  /** The question that it answers. */
  question: string;
  /** How long it takes [min]. */
  minutes: number;
  /** Numbers of the notebooks that should be read before, without those that they need themselves. */
  needs: string[];
}

/**
 * The notebooks of the course, in order, from what their first two cells say.
 *
 * @param folder Folder of the notebooks; defaults to the project's.
 * @returns All from 01 on; 00, the map, is left out. What a notebook needs comes before it.
 * @throws {InputError} where these lack title, question or minutes.
 *
 * @example
 * ```ts
 * import { readCourse } from "./course.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = await readCourse();
 * assertEquals(first?.question, "What was measured, and how unbalanced is it?");
 * assertEquals(first?.needs, []);
 * ```
 */
export async function readCourse(
  folder: string = join(projectRoot, "notebooks"),
): Promise<CourseNotebook[]> {
  const course: CourseNotebook[] = [];
  for (const { number, path, name } of await chooseChapters(folder)) {
    if (number === "00") continue;
    // The report on one's own screen leaves the second cell out, so 15 keeps its minutes there.
    const text = (await readNotebook(path)).cells.slice(0, 2)
      .map(({ source }) => joined(source)).join("\n\n");
    const title = /^# \d\d · (.+)$/m.exec(text)?.[1];
    const question = /^\*\*(.+\?)\*\*$/m.exec(text)?.[1];
    const about = /^_(\d+) minutes([\s\S]*?)_$/m.exec(text);
    if (title === undefined || question === undefined || about === null) {
      throw new InputError("Cannot place the notebook on the map", {
        file: path,
        found: text.slice(0, 80),
        allowed: "# NN · Title, **a question?**, _NN minutes · prerequisites: NN, NN · next: …_",
      });
    }
    // "no prerequisites; 01 says …" names a notebook that may be read, not one that must.
    const named = /prerequisites?: (.*?)(?: · |$)/.exec(about[2]?.replace(/\s+/g, " ") ?? "")?.[1];
    const needs = [...(named ?? "").matchAll(/\b\d\d\b/g)].map(([one]) => one)
      .filter((one) => one < number);
    course.push({
      number,
      file: `${name}.ipynb`,
      title,
      question,
      minutes: Number(about[1]),
      needs,
    });
  }
  return course.map((one) => ({ ...one, needs: direct(one.needs, course) }));
}

/** Without what the others of them need already. */
function direct(needs: readonly string[], course: readonly CourseNotebook[]): string[] {
  const before = (number: string): string[] => {
    const own = course.find((one) => one.number === number)?.needs ?? [];
    return own.flatMap((one) => [one, ...before(one)]);
  };
  return needs.filter((one) =>
    !needs.some((other) => other !== one && before(other).includes(one))
  );
}
