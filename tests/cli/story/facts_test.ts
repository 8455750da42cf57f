import { assertEquals } from "@std/assert";
import { factsCode } from "../../../lib/cli/story/facts.ts";

const ask = (sources: string[], cell = "", scope: Record<string, unknown> = {}) => {
  const call = {
    name: "f",
    module: "a.ts",
    summary: "",
    cell: 2,
    defaults: {},
    given: sources.map((source) => ({ name: "k", source })),
  };
  const names = Object.keys(scope);
  const answer = new Function(...names, `return ${factsCode([call], { 2: cell })}`);
  return JSON.parse(answer(...names.map((name) => scope[name])));
};
const values = (sources: string[], cell?: string, scope?: Record<string, unknown>) =>
  ask(sources, cell, scope).values[0];

Deno.test("factsCode() asks for numbers, texts, names and what is computed of them", () => {
  const scope = { plates: ["A", "B"], controls: [true, false, true], share: 1 / 3 };
  assertEquals(
    values(["3", '"a(b"', "share", "plates", "plates.length - 1", "controls", "[1, 2]"], "", scope),
    ["3", '"a(b"', "0.333333", '["A", "B"]', "1", "2 of 3 rows", "[1, 2]"],
  );
  const wells = { meta: { height: 60 }, features: ["a"], values: [] };
  assertEquals(
    values(["wells", "many", "none", "table", "f"], "", {
      wells,
      many: new Float64Array(99),
      none: null,
      table: { height: 3, width: 2 },
      f: () => 0,
    }),
    ["profiles, 60 rows of 1 features", "99 values", "null", "a table of 3 rows", "a function"],
  );
});

Deno.test("factsCode() gives an object's values by name", () => {
  const options = { permutations: 999, split: { by: "plate" }, deep: { a: { b: { c: 1 } } } };
  assertEquals(values(["options", "{ a: options.permutations }"], "", { options }), [
    { permutations: "999", split: '{ by: "plate" }', deep: "{ a: { b: … } }" },
    { a: "999" },
  ]);
});

Deno.test("factsCode() asks for nothing that acts, is gone with its function, or was changed", () => {
  const scope = { a: 1, b: 2, count: 5, acted: () => assertEquals("called", "not called") };
  assertEquals(values(["acted()", "`${a}`", "a = 3", "a++", "await a"], "", scope), [
    null,
    null,
    null,
    null,
    null,
  ]);
  const cell = "rows.map((a, i) => f(a, { k: a }));\nfor (const b of rows) f(b);";
  assertEquals(values(["a", "b", "i", "unknown", "count"], cell, scope), [
    null,
    null,
    null,
    null,
    "5",
  ]);
  assertEquals(values(["count", "a"], "let count = 0, other = 1;", scope), [null, "1"]);
  assertEquals(values(["a"], "const g = () => {\n  const a = 7;\n};", scope), [null]);
});

Deno.test("factsCode() asks for versions", () => {
  assertEquals(ask([]).versions.deno, Deno.version.deno);
});
