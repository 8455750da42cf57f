/** What the project relies on in `@std/csv`; see the note in assert_test.ts. */
import { assertEquals, assertThrows } from "@std/assert";
import { parse, stringify } from "@std/csv";

Deno.test("parse() reads quoted commas, quotes and line breaks, with either line end", () => {
  const text = 'a,"b, c"\r\n"say ""hi""","two\nlines"\n';
  assertEquals(parse(text), [["a", "b, c"], ['say "hi"', "two\nlines"]]);
});

Deno.test("parse() keeps empty fields and drops empty lines", () => {
  assertEquals(parse("a,,c\n\n,,\n"), [["a", "", "c"], ["", "", ""]]);
  assertEquals(parse('a\n""\nb\n'), [["a"], [""], ["b"]]);
  assertEquals(parse(""), []);
});

Deno.test("parse() drops a byte order mark and needs no last line end", () => {
  assertEquals(parse("\ufeffa,b\n1,2"), [["a", "b"], ["1", "2"]]);
});

Deno.test("parse() makes records of the columns that the first row names", () => {
  assertEquals(parse("x,y\n1,2\n", { skipFirstRow: true }), [{ x: "1", y: "2" }]);
});

Deno.test("parse() refuses a record of another length than the header, and says where", () => {
  assertThrows(() => parse("x,y\n1,2\n3\n", { skipFirstRow: true }), Error, "line 3");
});

Deno.test("parse() refuses a quote that is never closed, and one inside a bare field", () => {
  assertThrows(() => parse('a,"b'), Error);
  assertThrows(() => parse('a"b,c'), Error);
});

Deno.test("parse() takes another separator", () => {
  assertEquals(parse("a\tb,c\n", { separator: "\t" }), [["a", "b,c"]]);
});

Deno.test("stringify() writes columns in order under their names, quoted where needed", () => {
  const text = stringify([{ b: 2, a: 'say "hi", twice' }], { columns: ["a", "b"] });
  assertEquals(text, 'a,b\r\n"say ""hi"", twice",2\r\n');
});

Deno.test("stringify() writes rows as they are, and nothing for a missing value", () => {
  assertEquals(stringify([["a", null, undefined, 1.5]]), "a,,,1.5\r\n");
});

Deno.test("parse() reads back what stringify() wrote", () => {
  const rows = [["plain", 'with "quotes"'], ["two\r\nlines", " spaced "], ["", "µm"]];
  assertEquals(parse(stringify(rows)), rows);
});
