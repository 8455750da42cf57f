import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { chooseChapters } from "../../../lib/cli/story/choose.ts";
import { codeByCell, findMethodCalls } from "../../../lib/cli/story/method_calls.ts";
import { projectRoot } from "../../../lib/core/files.ts";
import { readNotebook } from "../../../lib/show/notebook.ts";

const lib = join(projectRoot, "lib");
const code = (source: string) => ({ cell_type: "code", source });

Deno.test("findMethodCalls() finds calls under their own names, with what is given and what is left", async () => {
  const cells = [
    code(
      'import { normalize as scaled, type Method } from "../lib/profile/normalize.ts";\n' +
        'import { showTable } from "../lib/show/mod.ts";',
    ),
    { cell_type: "markdown", source: "scaled(prose, { by: plate })" },
    code("const z = groups.map((one) => scaled(one, { by, ddof: one.f(1, 2), ...more }));"),
    code("normalize(wells); other.scaled(a, { by }); showTable(rows, { maxRows: 3 });"),
    code("scaled(wells)"),
  ];
  const calls = await findMethodCalls({ cells, metadata: {} }, lib);
  assertEquals(calls.map(({ name, cell, given }) => ({ name, cell, given })), [
    {
      name: "normalize",
      cell: 3,
      given: [
        { name: "by", source: "by" },
        { name: "ddof", source: "one.f(1, 2)" },
        { name: "", source: "more" },
      ],
    },
    { name: "normalize", cell: 5, given: [] },
  ]);
  assert(!("ddof" in calls[0]!.defaults) && "method" in calls[0]!.defaults);
  assert("ddof" in calls[1]!.defaults);
});

Deno.test("methods are found in the notebooks of the course that compute", async () => {
  const found: Record<string, number> = {};
  for (const { number, path } of await chooseChapters(join(projectRoot, "notebooks"))) {
    found[number] = (await findMethodCalls(await readNotebook(path), lib)).length;
  }
  for (const number of ["03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"]) {
    assert(found[number]! >= 5, `${number}: ${found[number]} methods`);
  }
});

Deno.test("codeByCell() numbers cells among all cells", () => {
  const cells = [code("a"), { cell_type: "markdown", source: "b" }, code("c")];
  assertEquals(codeByCell({ cells, metadata: {} }), { 1: "a", 3: "c" });
});
