import { assertEquals } from "@std/assert";
import { projectRoot } from "../../../lib/core/files.ts";
import { methodRows } from "../../../lib/cli/story/methods.ts";

const call = (cell: number, given: [string, string][], defaults = {}) => ({
  name: "mantel",
  module: "link/mantel.ts",
  summary: "Mantel's test.",
  cell,
  given: given.map(([name, source]) => ({ name, source })),
  defaults,
});

Deno.test("methodRows() puts calls with the same settings into one row, and others apart", () => {
  const rows = methodRows(
    [
      call(3, [["seed", "s"]]),
      call(5, [["seed", "1"]]),
      call(5, [["seed", "1"]]),
      call(7, [["seed", "2"]]),
    ],
    [["1"], ["1"], ["1"], ["2"]],
  );
  assertEquals(rows.map(({ cells, settings }) => [cells, settings]), [
    [[3, 5], [{ name: "seed", value: "1" }]],
    [[7], [{ name: "seed", value: "2" }]],
  ]);
});

Deno.test("methodRows() shows code where no value is known, and options of a variable by name", () => {
  const [row] = methodRows(
    [call(3, [["by", "one.by"], ["", "fewer"], ["", "rest(a)"], ["split", "s"], ["onDone", "f"]], {
      permutations: "9999",
      seed: "1",
      log: "the console",
    })],
    [[null, { permutations: "99" }, null, { by: '"plate"' }, "a function"]],
  );
  assertEquals(row?.settings, [
    { name: "by", value: "one.by" },
    { name: "permutations", value: "99" },
    { name: "…", value: "rest(a)" },
    { name: "split", value: '{ by: "plate" }' },
  ]);
  assertEquals(row?.defaults, [{ name: "seed", value: "1" }]);
});

Deno.test("methodRows() falls back to code where a run said nothing", () => {
  assertEquals(methodRows([call(3, [["seed", "s"]])], [])[0]?.settings, [
    { name: "seed", value: "s" },
  ]);
});

Deno.test("methodRows() leaves out where the project lies", () => {
  const [row] = methodRows([call(3, [["file", "f"]])], [[`"${projectRoot}data/a.csv"`]]);
  assertEquals(row?.settings, [{ name: "file", value: '"data/a.csv"' }]);
});
