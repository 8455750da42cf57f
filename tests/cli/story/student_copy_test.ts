import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { chooseChapters } from "../../../lib/cli/story/choose.ts";
import { studentCopy } from "../../../lib/cli/story/student_copy.ts";
import { projectRoot } from "../../../lib/core/files.ts";
import { joined, readNotebook } from "../../../lib/show/notebook.ts";

const outputs = [{ output_type: "stream", text: "3" }];
const exercise = [
  "## Quiz\n\n1. Why?\n   <details><summary>Answer</summary>Because.</details>\n2. How? ",
  "<details><summary>Answer</summary>So.</details>\n\n## Exercise\n\nCount wells.\n\n",
  "<details><summary>Solution</summary>\n\n```ts\nwells\n```\n\nSixty.\n\n</details>\n\n",
  "## References\n\n- One.",
];
const notebook = {
  cells: [
    { cell_type: "code", source: 'import { a } from "../lib/a.ts";', outputs, execution_count: 1 },
    { cell_type: "markdown", id: "last", source: exercise, metadata: { tags: ["x"] } },
  ],
  metadata: { c2s: { ok: true }, kernelspec: { name: "deno" } },
};

Deno.test("studentCopy() leaves an empty cell where the solution was, and no outputs", () => {
  const { cells, metadata } = studentCopy(notebook, { lib: "../../lib" });
  assertEquals(cells.map(({ cell_type, id }) => [cell_type, id]), [
    ["code", undefined],
    ["markdown", "last"],
    ["code", "last-answer-1"],
    ["markdown", "last-1"],
  ]);
  assertEquals(cells[0], {
    cell_type: "code",
    source: 'import { a } from "../../lib/a.ts";',
    outputs: [],
    execution_count: null,
  });
  assert(joined(cells[1]?.source).endsWith("## Exercise\n\nCount wells."));
  assert(joined(cells[1]?.source).includes("Because."));
  assertEquals(cells[3]?.source, "## References\n\n- One.");
  assertEquals(metadata, { kernelspec: { name: "deno" } } as typeof metadata);
  assertEquals(notebook.cells[0]?.outputs, outputs, "the notebook was changed");
});

Deno.test("studentCopy() takes answers of the quiz out where they are not wanted", () => {
  const { cells } = studentCopy(notebook, { answers: false });
  assertEquals(
    cells[1]?.source,
    "## Quiz\n\n1. Why?\n2. How?\n\n## Exercise\n\nCount wells.",
  );
});

Deno.test("no solution is left in the copies of the course, and its question is", async () => {
  for (const { path, name, number } of await chooseChapters(join(projectRoot, "notebooks"))) {
    if (number === "00") continue;
    const copy = studentCopy(await readNotebook(path), { answers: false });
    const text = copy.cells.map(({ source }) => joined(source)).join("\n");
    assert(!/<summary>|<\/?details>/.test(text), name);
    const place = copy.cells.findIndex(({ source }) => joined(source) === "// Your answer");
    assert(/## Exercise\n\n\S/.test(joined(copy.cells[place - 1]?.source)), name);
    assert(joined(copy.cells[place + 1]?.source).startsWith("## References"), name);
    const ids = copy.cells.map(({ id }) => id);
    assertEquals(new Set(ids).size, ids.length, name);
  }
});
