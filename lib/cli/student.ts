/**
 * `deno task student`: copies of the notebooks without outputs and solutions, to be worked on.
 *
 * @module
 */
import { isAbsolute, join, relative, resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import { exists, projectRoot, writeAtomic } from "../core/files.ts";
import { readNotebook } from "../show/notebook.ts";
import { optionsOf, readCommandLine } from "./command_line.ts";
import { type Chapter, chooseChapters } from "./story/choose.ts";
import { notebookText } from "./story/kept.ts";
import { studentCopy } from "./story/student_copy.ts";

const usage = `Writes copies of the notebooks without outputs and solutions, to be worked on.

Usage: deno task student [options]

  --out DIR        folder of the copies, within the project; defaults to out/student
  --only NUMBERS   only these notebooks, for example 03,07
  --no-answers     take the answers of the quiz out, too
  --force          replace copies that are there, with what has been written into them
  --help           show this

For example: deno task student --out out/monday --only 01,02`;

const options = optionsOf(["out", "only"], ["no-answers", "force"]);

/** What {@link student} can be told beside its arguments. */
export interface StudentOptions {
  /** Folder of the notebooks; defaults to the project's. */
  notebooks?: string;
  /** Takes each line; defaults to the console. */
  print?: (line: string) => void;
}

/**
 * Writes the copies.
 *
 * @param args The words after `student`.
 * @param options Folder of the notebooks, where lines go.
 * @returns The exit code: 0, or 2 for a wrong command line.
 *
 * @example
 * ```ts
 * import { student } from "./student.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await student(["--help"], { print: () => {} }), 0);
 * ```
 */
export async function student(args: string[], options: StudentOptions = {}): Promise<number> {
  const { notebooks = join(projectRoot, "notebooks"), print = (line) => console.log(line) } =
    options;
  try {
    const plan = readPlan(args);
    if (plan === "help") {
      print(usage);
      return 0;
    }
    const chapters = await chooseChapters(notebooks, plan.only);
    await refuseToReplace(chapters, plan);
    const lib = relative(plan.out, join(projectRoot, "lib")).replaceAll("\\", "/");
    for (const { name, path } of chapters) {
      const copy = studentCopy(await readNotebook(path), { lib, answers: plan.answers });
      await writeAtomic(join(plan.out, `${name}.ipynb`), notebookText(copy));
    }
    print(`${chapters.length} notebooks without solutions are in ${plan.out}`);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    print(`student: ${error.message}`);
    return 2;
  }
}

interface Plan {
  out: string;
  only?: string[];
  answers: boolean;
  force: boolean;
}

function readPlan(args: string[]): Plan | "help" {
  const { text, flag } = readCommandLine(args, options, { help: "deno task student --help" });
  if (flag("help")) return "help";
  const out = resolve(text("out") ?? join(projectRoot, "out", "student"));
  const within = relative(projectRoot, out);
  if (within === "" || within.startsWith("..") || isAbsolute(within)) {
    throw new InputError("Cannot write the copies", {
      file: "--out",
      found: out,
      allowed: "a folder within the project, whose deno.json names the packages",
    });
  }
  if (within === "notebooks") {
    throw new InputError("Cannot write the copies over the notebooks", { file: "--out" });
  }
  return {
    out,
    only: text("only")?.split(","),
    answers: !flag("no-answers"),
    force: flag("force"),
  };
}

/** A copy may hold an hour's work. */
async function refuseToReplace(chapters: Chapter[], { out, force }: Plan): Promise<void> {
  if (force) return;
  for (const { name } of chapters) {
    const path = join(out, `${name}.ipynb`);
    if (!await exists(path)) continue;
    throw new InputError("Cannot write the copies", {
      file: path,
      found: "a copy that somebody may have worked on",
      hint: "Choose another --out, or say --force",
    });
  }
}

if (import.meta.main) Deno.exit(await student(Deno.args));
