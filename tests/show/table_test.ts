import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { showTable, tableHtml, tableText } from "../../lib/show/table.ts";
import { inFakeKernel } from "./fake_kernel.ts";

Deno.test("tableText() aligns numbers right with one number of decimals a column", () => {
  const rows = [{ drug: "taxol", score: 0.8164, wells: 12345 }, {
    drug: "DMSO",
    score: 0,
    wells: 3,
  }];
  assertEquals(
    tableText(rows, { units: { score: "share" }, caption: "Scores" }),
    "Scores\ndrug   score (share)   wells\ntaxol          0.816  12\u202F345\nDMSO           0.000       3",
  );
});

Deno.test("tableText() says how many rows are not shown", () => {
  const rows = Array.from({ length: 25 }, (_, i) => ({ i }));
  const lines = tableText(rows, { maxRows: 2 }).split("\n");
  assertEquals(lines.slice(-1), ["2 of 25 rows shown, 23 more not shown"]);
  assertEquals(lines.length, 4);
  assertEquals(tableText([]).split("\n").at(-1), "no rows");
});

Deno.test("tableText() shows missing values, infinities, tiny numbers, big integers and dates", () => {
  const column = (values: unknown[]) =>
    tableText(values.map((v) => ({ v }))).split("\n").slice(1).map((line) => line.trim());
  assertEquals(column([1.5, null, undefined, NaN, -Infinity]), [
    "1.50",
    "–",
    "–",
    "not a number",
    "−Infinity",
  ]);
  assertEquals(column([1e-9, 1]), ["1.00 × 10⁻⁹", "1"]);
  assertEquals(column([12345678901234567890n]), [
    "12\u202F345\u202F678\u202F901\u202F234\u202F567\u202F890",
  ]);
  assertEquals(column([new Date(0), true, { a: 1 }]), [
    "1970-01-01T00:00:00.000Z",
    "true",
    '{"a":1}',
  ]);
});

Deno.test("tableText() aligns percentages right as it does numbers", () => {
  assertEquals(tableText([{ share: "5.7 %" }, { share: "56.5 %" }]), " share\n 5.7 %\n56.5 %");
});

Deno.test("tableHtml() escapes what comes from data", () => {
  const html = tableHtml([{ "<i>": '<script>"&' }], { caption: "<b>", units: { "<i>": "<u>" } });
  for (const tag of ["<i>", "<script>", "<b>", "<u>"]) assertEquals(html.includes(tag), false, tag);
  assertStringIncludes(html, "&lt;script&gt;&quot;&amp;");
});

Deno.test("tableHtml() takes colours from the reader's theme", () => {
  const html = tableHtml([{ a: 1 }]);
  assertEquals(/(?<!-)color:|background:(?!transparent)/.test(html), false, html);
});

Deno.test("tableText() keeps the columns asked for, in their order, and refuses others", () => {
  const rows = [{ a: 1, b: "x" }];
  assertEquals(tableText(rows, { columns: ["b", "a"] }), "b  a\nx  1");
  const error = assertThrows(() => tableText(rows, { units: { c: "µm" } }), InputError);
  assertStringIncludes(error.message, "column c: found nothing, allowed: a, b");
});

Deno.test("showTable() reads a polars data frame without fetching all of it", async () => {
  const frame = pl.DataFrame({ well: ["A01", "A02", "A03"], cells: [10, 20, 30] });
  const sent = await inFakeKernel(() => showTable(frame, { maxRows: 2 }));
  assertEquals(
    sent[0]?.data["text/plain"],
    "well  cells\nA01      10\nA02      20\n2 of 3 rows shown, 1 more not shown",
  );
  assert((sent[0]?.data["text/html"] as string).includes("<td"));
});
