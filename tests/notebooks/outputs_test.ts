import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { chooseChapters } from "../../lib/cli/story/choose.ts";
import { catalogHosts } from "../../lib/cli/story/keep.ts";
import { keptProblems } from "../../lib/cli/story/kept_problems.ts";
import { findSolutions } from "../../lib/cli/story/solutions.ts";
import { projectRoot } from "../../lib/core/files.ts";
import { readNotebook } from "../../lib/show/notebook.ts";

/**
 * Notebooks whose outputs have yet to be made, with `deno task story --save --only NN`. The list
 * only gets shorter: a notebook that has outputs must not be in it.
 */
const waiting: string[] = [];

const chapters = await chooseChapters(join(projectRoot, "notebooks"));
const notebooks = await Promise.all(
  chapters.map(async (chapter) => ({ ...chapter, notebook: await readNotebook(chapter.path) })),
);

Deno.test("notebooks are committed with outputs of the code they hold, whole and small", async () => {
  const hosts = await catalogHosts(), problems: string[] = [];
  for (const { name, number, notebook } of notebooks) {
    if (waiting.includes(number)) continue;
    const found = await keptProblems(notebook, { hosts });
    if (found.length === 0) continue;
    problems.push(`${name}: ${found.join("; ")}. Run: deno task story --save --only ${number}`);
  }
  assertEquals(problems, []);
});

Deno.test("notebooks that wait for outputs have none", () => {
  const done = notebooks.filter(({ number, notebook }) =>
    waiting.includes(number) &&
    (notebook.metadata.c2s !== undefined ||
      notebook.cells.some(({ outputs = [] }) => outputs.length > 0))
  );
  assertEquals(done.map(({ name }) => `${name}: take it off the list, or its outputs out`), []);
});

Deno.test("every notebook has one exercise whose folded solution shows something", () => {
  const wrong = notebooks.flatMap(({ name, number, notebook }) => {
    if (number === "00") return [];
    const solutions = findSolutions(notebook);
    if (solutions.length !== 1) return [`${name}: ${solutions.length} solutions`];
    return /\bawait (show[A-Z]\w*|finding)\b/.test(solutions[0]?.source ?? "")
      ? []
      : [`${name}: its solution shows nothing`];
  });
  assertEquals(wrong, []);
});
