import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { cellModule, checkCells } from "../../lib/cli/check_cells.ts";
import { withFolder, writeNotebook } from "./notebook_files.ts";

const cell = (source: string, tags: string[] = []) => ({
  cell_type: "code",
  source,
  metadata: { tags },
});

Deno.test("cellModule() keeps a cell that starts with a bracket apart from the one before", () => {
  const { text } = cellModule({ cells: [cell("const a = 1"), cell("[a].length")], metadata: {} });
  assertEquals(text, "const a = 1;\n[a].length\nexport {};\n");
});

Deno.test("cellModule() leaves out prose, empty cells and cells tagged skip-check", () => {
  const prose = { cell_type: "markdown", source: "# Title" };
  const cells = [prose, cell(""), cell("wrong(", ["skip-check"]), cell("1 + 1;\n2;")];
  const { text, lines } = cellModule({ cells, metadata: {} });
  assertEquals(text, "1 + 1;\n2;\nexport {};\n");
  assertEquals(lines, [{ cell: 4, line: 1 }, { cell: 4, line: 2 }]);
});

Deno.test("cellModule() puts the solution of the exercise after all cells, under its own cell", () => {
  const fold = "<details><summary>Solution</summary>\n\n```ts\na + 1;\n```\n\n</details>\n";
  const prose = { cell_type: "markdown", source: fold };
  const { text, lines } = cellModule({ cells: [prose, cell("const a = 1;")], metadata: {} });
  assertEquals(text, "const a = 1;\na + 1;\nexport {};\n");
  assertEquals(lines, [{ cell: 2, line: 1 }, { cell: 1, line: 1 }]);
});

Deno.test("checkCells() accepts await, names of earlier cells and imports from lib", async () => {
  await withFolder(async (folder) => {
    await Deno.mkdir(join(folder, "lib"));
    await Deno.writeTextFile(join(folder, "lib", "two.ts"), "export const two = 2;\n");
    await writeNotebook(folder, "01-good", [
      "# Two",
      'import { two } from "../lib/two.ts";\nconst value: number = await Promise.resolve(two);',
      "value + two;",
    ]);
    assertEquals(await checkCells(join(folder, "notebooks")), { notebooks: 1, problems: "" });
  });
});

Deno.test("checkCells() names notebook, cell and line of a wrong type and of a lint", async () => {
  await withFolder(async (folder) => {
    await writeNotebook(folder, "01-types", [
      "# Title",
      "const wells = 60;",
      "console.log(wells);\nconst plate: string = wells;\nconsole.log(plate);",
    ]);
    await writeNotebook(folder, "02-lint", ["const unused = 1;"]);
    await writeNotebook(folder, "03-meta", ["1;", "2;", "console.log(import.meta.url);"]);
    const { notebooks, problems } = await checkCells(join(folder, "notebooks"));
    assertEquals(notebooks, 3);
    assertStringIncludes(problems, "Type 'number' is not assignable to type 'string'");
    assertStringIncludes(problems, "01-types.ipynb, cell 3, line 2:7");
    assertStringIncludes(problems, "`unused` is never used");
    assertStringIncludes(problems, "02-lint.ipynb, cell 1, line 1:7");
    assertStringIncludes(problems, "import.meta is a syntax error in a notebook");
    assertStringIncludes(problems, "03-meta.ipynb, cell 3, line 1");
    assertEquals(problems.includes(".cells-"), false, problems);
  });
});

Deno.test("checkCells() leaves nothing behind and says nothing about a folder without notebooks", async () => {
  await withFolder(async (folder) => {
    await writeNotebook(folder, "01-bad", ["const x: string = 1;"]);
    await checkCells(join(folder, "notebooks"));
    const left = Array.from(Deno.readDirSync(folder), ({ name }) => name);
    assertEquals(left, ["notebooks"]);
    await Deno.mkdir(join(folder, "empty"));
    assertEquals(await checkCells(join(folder, "empty")), { notebooks: 0, problems: "" });
  });
});

Deno.test("checkCells() names the cells that deno fmt would change", async () => {
  await withFolder(async (folder) => {
    await writeNotebook(folder, "01-untidy", ["# Title", "1;", "[ 1,2 ]"]);
    const { problems } = await checkCells(join(folder, "notebooks"));
    assertEquals(problems, "01-untidy.ipynb, cell 3: not formatted; run deno fmt notebooks");
  });
});
