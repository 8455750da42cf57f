import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { scan } from "../../../lib/data/table/scan.ts";

const scanned = (text: string) => scan(new TextEncoder().encode(text), "t.csv", 44);

Deno.test("scan() finds what is no record and how many lines that puts between, in order", () => {
  const { header, rows, blanks, shifts } = scanned('sep=,\na,b\n\n1,"x\ny"\n2,3\n,\n\n');
  assertEquals([header, rows], [[6, 9], 2]);
  // What follows the last line end is an empty line of its own.
  assertEquals(blanks, [[0, 6], [10, 11], [23, 25], [25, 26], [26, 26]]);
  assertEquals(shifts, [{ row: 0, lines: 1 }, { row: 1, lines: 2 }, { row: 2, lines: 3 }]);
});

Deno.test("scan() names the line of what is wrong, and refuses a text of nothing", () => {
  assertThrows(() => scanned("a,b\n\n1\n"), InputError, "t.csv, line 3");
  assertThrows(() => scanned('a,b\n1,"2\n'), InputError, "never ends");
  assertThrows(() => scanned('a,b\n1,x"2\n'), InputError, "line 2");
  assertThrows(() => scanned("\n\n"), InputError, "the file is empty");
});

Deno.test("scan() refuses a carriage return inside a line, and another separator in a header of one field", () => {
  assertThrows(() => scanned("a,b\n1,2\r3,4\n"), InputError, "t.csv, line 2");
  assertEquals(scanned("a,b\r\n1,2\r").rows, 1);
  assertThrows(() => scanned("a;b\n1,5;2\n"), InputError, 'found ";"');
});
