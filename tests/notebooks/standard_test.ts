import { assertEquals } from "@std/assert";
import { projectRoot } from "../../lib/core/files.ts";

interface Cell {
  cell_type: "code" | "markdown";
  source: string[] | string;
}

const folder = `${projectRoot}notebooks`;
const notebooks: { name: string; kernel: string; cells: { type: string; text: string }[] }[] = [];
for await (const entry of Deno.readDir(folder)) {
  if (!entry.name.endsWith(".ipynb")) continue;
  const { cells, metadata } = JSON.parse(await Deno.readTextFile(`${folder}/${entry.name}`));
  notebooks.push({
    name: entry.name,
    kernel: metadata.kernelspec.name,
    cells: (cells as Cell[]).map(({ cell_type, source }) => ({
      type: cell_type,
      text: Array.isArray(source) ? source.join("") : source,
    })),
  });
}
notebooks.sort((a, b) => a.name < b.name ? -1 : 1);

function complaints(check: (notebook: typeof notebooks[number]) => string[]): string[] {
  return notebooks.flatMap((notebook) =>
    check(notebook).map((text) => `${notebook.name}: ${text}`)
  );
}

Deno.test("notebooks are numbered without a gap, from 00, the map", () => {
  assertEquals(
    notebooks.map(({ name }) => Number(name.slice(0, 2))),
    notebooks.map((_, index) => index),
  );
});

Deno.test("notebooks run in the kernel that set-up installs", () => {
  assertEquals(complaints(({ kernel }) => kernel === "deno" ? [] : [`kernel ${kernel}`]), []);
});

Deno.test("no code cell is longer than 20 lines, and half of them have at most 8", () => {
  assertEquals(
    complaints(({ cells }) => {
      const lines = cells.filter(({ type }) => type === "code")
        .map(({ text }) => text.trim().split("\n").length);
      const median = lines.toSorted((a, b) => a - b)[lines.length >> 1] ?? 0;
      return [
        ...lines.filter((n) => n > 20).map((n) => `a cell of ${n} lines`),
        ...(median > 8 ? [`the median cell has ${median} lines`] : []),
      ];
    }),
    [],
  );
});

Deno.test("every notebook has its question, objectives, limits, quiz, exercise and references", () => {
  const needed = [
    /^# \d\d · /m,
    /After this notebook you can/,
    /^## What we learned/m,
    /^## What could be wrong/m,
    /^## Quiz/m,
    /^## Exercise/m,
    /<details><summary>Solution<\/summary>/,
    /^## References/m,
  ];
  assertEquals(
    complaints(({ cells, name }) => {
      if (name.startsWith("00-")) return [];
      const prose = cells.filter(({ type }) => type === "markdown").map(({ text }) => text)
        .join("\n\n");
      return needed.filter((part) => !part.test(prose)).map((part) => `lacks ${part}`);
    }),
    [],
  );
});

Deno.test("a code section starts with prose that says why", () => {
  assertEquals(
    complaints(({ cells }) => cells[0]?.type === "markdown" ? [] : ["starts with code"]),
    [],
  );
});

Deno.test("cells show through the show helpers, awaited, and never through the console", () => {
  assertEquals(
    complaints(({ cells }) =>
      cells.filter(({ type }) => type === "code").flatMap(({ text }) => [
        ...(/\bconsole\./.test(text) ? ["uses the console"] : []),
        ...[...text.matchAll(/^.*\b(showFigure|showTable|showText|finding)[(`]/gm)]
          .filter(([line]) => !/\bawait\b|^import|^\s+/.test(line))
          .map(([line]) => `not awaited: ${line}`),
      ])
    ),
    [],
  );
});
