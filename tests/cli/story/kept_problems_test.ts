import { assertEquals } from "@std/assert";
import { projectRoot } from "../../../lib/core/files.ts";
import { keptProblems } from "../../../lib/cli/story/kept_problems.ts";
import { sourceDigests } from "../../../lib/cli/story/sources.ts";
import type { Cell, Notebook, Output } from "../../../lib/show/notebook.ts";

const text = (plain: string): Output => ({
  output_type: "display_data",
  data: { "text/plain": plain },
});
const code = (source: string, count: number | null, ...outputs: Output[]): Cell => ({
  cell_type: "code",
  source,
  execution_count: count,
  outputs,
});
const exercise: Cell = {
  cell_type: "markdown",
  source:
    "<details><summary>Solution</summary>\n\n```ts\nawait finding`${1}`;\n```\n\n</details>\n",
};

async function notebook(
  cells: Cell[],
  solutions: Output[][] = [],
  sources?: string[],
): Promise<Notebook> {
  const bare = { cells, metadata: {} };
  const own = sources ?? await sourceDigests(bare);
  const held = solutions.map((outputs) => ({ cell: cells.length, outputs }));
  return { cells, metadata: { c2s: { ok: true, sources: own, solutions: held } } };
}

Deno.test("keptProblems() finds nothing where every cell ran and shows something", async () => {
  const whole = await notebook([
    code("const a = 1;", 1),
    code("const show = async () => {\n  await showText(a);\n};", 2),
    code("await finding`${a}`;", 3, text("1, see https://example.org/a")),
    { cell_type: "markdown", source: "See [it](https://example.org)." },
    exercise,
  ], [[text("2")]]);
  assertEquals(await keptProblems(whole), []);
});

Deno.test("keptProblems() asks for outputs that are not there and for a run that ended well", async () => {
  assertEquals(await keptProblems({ cells: [], metadata: {} }), ["has no outputs"]);
  assertEquals(
    await keptProblems({ cells: [], metadata: { c2s: { ok: false, sources: [] } } }),
    ["its run did not end well"],
  );
});

Deno.test("keptProblems() names the cells whose code has changed since", async () => {
  const cells = [code("const a = 1;", 1), code("const b = 2;", 2), exercise];
  const sources = await sourceDigests({ cells, metadata: {} });
  const changed = [{ ...cells[0]!, source: "const a = 2;" }, cells[1]!, {
    ...exercise,
    source: String(exercise.source).replace("{1}", "{3}"),
  }];
  assertEquals(await keptProblems(await notebook(changed, [[text("1")]], sources)), [
    "its outputs come from other code in cell 1, the solution in cell 3",
  ]);
  const fewer = await notebook(cells.slice(0, 1), [], sources);
  assertEquals(await keptProblems(fewer), [
    "its outputs come from 3 pieces of code, and now there are 1",
  ]);
});

Deno.test("keptProblems() names cells that did not run, ran out of order, failed or show nothing", async () => {
  const cells = [
    code("const a = 1;", null),
    code("const b = 1;", 7),
    code("await showTable(rows);", 3),
    code("if (a) await showTable(rows);", 4),
    code("a.b.c;", 5, { output_type: "error", ename: "TypeError", evalue: "no b" }),
    exercise,
  ];
  assertEquals(await keptProblems(await notebook(cells)), [
    "cell 1 has not run",
    "cell 2 ran as number 7",
    "cell 3 shows nothing",
    "cell 4 shows nothing",
    "the solution in cell 6 has not run",
    "holds an error: TypeError: no b",
  ]);
  assertEquals(await keptProblems(await notebook([exercise], [[]])), [
    "the solution in cell 1 shows nothing",
  ]);
});

Deno.test("keptProblems() names outputs without content, without picture, and bars that stand", async () => {
  const shown = (data: Record<string, unknown>): Output => ({ output_type: "display_data", data });
  const cells = [code(
    "await showFigure(chart);",
    1,
    shown({}),
    shown({ "text/plain": " \n" }),
    { output_type: "stream", text: "\n" },
    shown({ "application/vnd.vegalite.v5+json": {}, "text/plain": "a chart" }),
    {
      ...shown({ "image/png": "abc", "text/plain": "A figure." }),
      metadata: { c2s: { seq: 1, figure: { id: "a1", alt: "A figure." } } },
    },
    shown({ "text/html": "Work <progress max=3 value=1>", "text/plain": "Work: 1 of 3" }),
  )];
  assertEquals(await keptProblems(await notebook(cells)), [
    "holds an output without content",
    "holds an output without content",
    "holds an empty stream",
    "holds a chart without a picture",
    "shows figure a1 without caption",
    "holds a progress bar that has not ended: Work: 1 of 3",
  ]);
});

Deno.test("keptProblems() names paths of the machine and hosts that nobody has named", async () => {
  const picture = { "image/png": "aaa/home/bbb", "text/plain": "and/or, https://a.org/x" };
  const cells = [
    code("1", 1, { output_type: "stream", text: `in ${projectRoot}data\n` }),
    code("2", 2, text("at file:///x.ts:3"), text("saved in /home/me/out.csv")),
    code("3", 3, { output_type: "display_data", data: picture }),
    code("4", 4, text("from https://b.org")),
  ];
  const found = await keptProblems(await notebook(cells), { hosts: ["a.org"] });
  assertEquals(found.filter((one) => !one.includes(projectRoot)), [
    "names the project's folder",
    "names a path: file:///x.ts:3",
    "names a path: /home/me/out.csv",
    "names a host: b.org",
  ]);
});

Deno.test("keptProblems() says by how much a notebook is too large", async () => {
  const found = await keptProblems(await notebook([code("1", 1, text("x".repeat(900)))]), {
    limit: 1000,
  });
  assertEquals(found.map((one) => one.replace(/\d{4} bytes/, "N bytes")), [
    "has N bytes, more than 1000",
  ]);
});

Deno.test("keptProblems() names a finding that gives no number", async () => {
  const cells = [code("await finding`${0 / 0}`;", 1, text("A mean IoU of not a number."))];
  assertEquals(await keptProblems(await notebook(cells)), ["says 'not a number'"]);
});

Deno.test("keptProblems() names values that were printed because they came last", async () => {
  const value: Output = { output_type: "execute_result", data: { "text/plain": "Map(2) {\n}" } };
  assertEquals(await keptProblems(await notebook([code("seen.set(1, 2)", 1, value)])), [
    "prints the value of a cell's last line, which nobody chose to show: Map(2) {",
  ]);
});
