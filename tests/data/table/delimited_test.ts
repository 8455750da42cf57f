import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { gzipSync } from "node:zlib";
import { InputError } from "../../../lib/core/errors.ts";
import {
  checkDelimited,
  readDelimited,
  separatorOf,
  splitRecord,
} from "../../../lib/data/table/delimited.ts";
import { inFolder } from "../folder.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const check = (text: string, separator = ",") => {
  const { bytes, header, rows } = checkDelimited(encode(text), "t.csv", separator);
  return { text: new TextDecoder().decode(bytes), header, rows };
};

Deno.test("checkDelimited() accepts a byte-order mark, CRLF and a missing last line end", () => {
  const { header, rows, text } = check("\uFEFFplate,well\r\nP1,A01\r\nP1,A02");
  assertEquals([header, rows], [["plate", "well"], 2]);
  assertEquals(text.startsWith("plate"), true);
});

Deno.test("checkDelimited() takes out blank lines wherever they stand", () => {
  assertEquals(check("\n\na,b\r\n\r\n1,2\n\n\n3,4\n\n"), {
    text: "a,b\r\n1,2\n3,4\n",
    header: ["a", "b"],
    rows: 2,
  });
});

Deno.test("checkDelimited() tells the line of each row, blank lines and cells of several lines counted", () => {
  const text = '\n"a\nb",c\n1,2\n\n"x\ny\n",4\r\n5,6\n';
  const { rows, lineOf } = checkDelimited(encode(text), "t.csv");
  // Found with an editor: 1 blank, 2 and 3 header, 4, 5 blank, 6 to 8, 9.
  assertEquals(Array.from({ length: rows }, (_, i) => lineOf(i + 1)), [4, 6, 9]);
  const late = assertThrows(() => check(`${text}7,"8" "\n`), InputError);
  assertEquals(late.problem.line, 10);
});

Deno.test("checkDelimited() counts no separator and no line end inside quotes", () => {
  const { header, rows } = check('"a,1",b\n"x, ""y""\nz\n\n",2\n');
  assertEquals([header, rows], [["a,1", "b"], 1]);
});

Deno.test("checkDelimited() names the line where a quote stands inside a field", () => {
  for (const row of ['5" plate,6', '"5" plate,6', '"a""b"c,1']) {
    const error = assertThrows(() => check(`a,b\n1,2\n${row}\n`), InputError, "a quote stands");
    assertEquals(error.problem.line, 3, row);
  }
  assertEquals(check('a,b\n"5"" plate",""\n').rows, 1);
});

Deno.test("checkDelimited() names the line with too few or too many fields", () => {
  const few = assertThrows(() => check("a,b\n1,2\n\n3\n4,5\n"), InputError);
  assertEquals([few.problem.line, few.problem.found, few.problem.allowed], [4, "1 fields", "2"]);
  const many = assertThrows(() => check("a,b\n1,2,3\n"), InputError);
  assertEquals([many.problem.line, many.problem.found], [2, "3 fields"]);
});

Deno.test("checkDelimited() asks for the separator where the header is one field", () => {
  assertThrows(() => check("well dose\nA01 0,1\n"), InputError, "are they separated by ,?");
});

Deno.test("checkDelimited() says that a file may have been cut off in its last row", () => {
  assertThrows(() => check("a,b\n1,2\n3"), InputError, "may have been cut off");
  assertThrows(() => check('a,b\n1,2\n3,"x'), InputError, "a quoted field never ends");
});

Deno.test("checkDelimited() refuses empty files, UTF-16, nameless and doubled columns", () => {
  for (const text of ["", "\n\r\n", "\uFEFF"]) {
    assertThrows(() => check(text), InputError, "the file is empty: t.csv");
  }
  const utf16 = Uint8Array.of(0xff, 0xfe, 0x61, 0);
  assertThrows(() => checkDelimited(utf16, "t.csv"), InputError, "UTF-16");
  assertThrows(() => check("a,,c\n"), InputError, 'found "column 2 of 3"');
  assertThrows(() => check("a,b,a\n"), InputError, "column a");
});

Deno.test("checkDelimited() names the line of text that is not UTF-8, and shows it", () => {
  const latin = Uint8Array.from('a,b\n1,"x\ny"\n2,0.3 µM\n', (char) => char.charCodeAt(0));
  const error = assertThrows(() => checkDelimited(latin, "t.csv"), InputError, "UTF-8");
  assertEquals([error.problem.line, error.problem.found], [4, "2,0.3 µM"]);
});

Deno.test("checkDelimited() reads tabs where it is told", () => {
  assertEquals(check("a\tb,c\n1\t2\n", "\t").header, ["a", "b,c"]);
});

Deno.test("readDelimited() tells gzip by its bytes, not by its name, and reads all members", () =>
  inFolder(async (folder) => {
    await Deno.writeFile(`${folder}/a.csv`, gzipSync("a,b\n1,2\n"));
    await Deno.writeTextFile(`${folder}/b.csv.gz`, "a,b\n1,2\n");
    const members = [gzipSync("a,b\n"), gzipSync("1,2\n")].map((member) => [...member]);
    await Deno.writeFile(`${folder}/c.gz`, Uint8Array.from(members.flat()));
    for (const name of ["a.csv", "b.csv.gz", "c.gz"]) {
      assertEquals((await readDelimited(`${folder}/${name}`)).rows, 1);
    }
  }));

Deno.test("readDelimited() says what is wrong with a missing file, a folder and a damaged gzip", () =>
  inFolder(async (folder) => {
    await assertRejects(() => readDelimited(`${folder}/no.csv`), InputError, "no such file");
    await assertRejects(() => readDelimited(folder), InputError, folder);
    const whole = gzipSync("a,b\n1,2\n");
    await Deno.writeFile(`${folder}/a.gz`, whole.subarray(0, whole.length - 6));
    await assertRejects(() => readDelimited(`${folder}/a.gz`), InputError, "cut off or damaged");
  }));

Deno.test("separatorOf() goes by the ending, gzip or not", () => {
  assertEquals(["a.csv", "a.csv.gz", "a"].map(separatorOf), [",", ",", ","]);
  assertEquals(["a.tsv", "a.TXT", "a.tsv.gz"].map(separatorOf), ["\t", "\t", "\t"]);
});

Deno.test("splitRecord() takes quotes off and doubled quotes apart", () => {
  assertEquals(splitRecord('a,"b,c","d ""e""",,""'), ["a", "b,c", 'd "e"', "", ""]);
});

Deno.test("readDelimited() takes a tab between the fields of a .tsv, as readTable() does", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/t.tsv`, "plate\twell\nP1\tA01\n");
    assertEquals((await readDelimited(`${folder}/t.tsv`)).header, ["plate", "well"]);
    await Deno.writeTextFile(`${folder}/t.csv`, "plate\twell\nP1\tA01\n");
    await assertRejects(() => readDelimited(`${folder}/t.csv`), InputError, 'found "\\t"');
  }));

Deno.test("checkDelimited() knows the line of every row, also where blank lines and long cells lie between", () => {
  const { lineOf } = checkDelimited(encode('a\n\n1\n2\n"3\n3"\n4\n\n\n5\n'), "t.csv");
  assertEquals([1, 2, 3, 4, 5].map(lineOf), [3, 4, 5, 7, 10]);
});

Deno.test("checkDelimited() passes over what spreadsheets write around a table", () => {
  const { text, rows } = check("sep=,\r\na,b\r\n1,2\r\n,\r\n3,\r\n,\r\n\r\n,\r\n");
  assertEquals([rows, text], [3, "a,b\r\n1,2\r\n,\r\n3,\r\n"]);
  assertEquals(check('a,b\n1,2\n"",\n').rows, 2);
  assertEquals(check("a,b\n1,2\n,").rows, 1);
  assertEquals(check("a\tb\n1\t2\n\t\n", "\t").rows, 1);
});

Deno.test("checkDelimited() says what stands between the fields where that is no comma", () => {
  const message = 'something else stands between its fields: t.csv: found ";", allowed: a comma';
  assertThrows(() => check("plate;well\nP1;A01\n"), InputError, message);
  // Commas in numbers, as a German spreadsheet writes them, do not hide what is wrong.
  assertThrows(() => check("well;x\nA01;0,5\n"), InputError, message);
  assertThrows(() => check("plate,well\nP1,A01\n", "\t"), InputError, "a tab");
});

Deno.test("checkDelimited() reads lines that end in CR, and refuses a mixture", () => {
  const cr = checkDelimited(encode("a,b\r1,2\r\r3,4\r"), "t.csv");
  assertEquals([cr.rows, cr.lineOf(2), new TextDecoder().decode(cr.bytes)], [
    2,
    4,
    "a,b\n1,2\n3,4\n",
  ]);
  assertEquals(check("a,b\r1,2").rows, 1);
  for (const text of ["a,b\n1,2\r3,4\r\n", "a,b\r1,2\n", "a,b\r\r\n1,2\r\r\n"]) {
    assertThrows(() => check(text), InputError, "a carriage return alone");
  }
  assertEquals(check('a,b\n"1\r2",3\n').rows, 1);
});
