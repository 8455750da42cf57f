import { assertEquals, assertRejects } from "@std/assert";
import { finding, findingText, percent, points, showText } from "../../lib/show/text.ts";
import { inFakeKernel } from "./fake_kernel.ts";

Deno.test("finding() shows a sentence with its numbers as Markdown", async () => {
  const sent = await inFakeKernel(() => finding`${13200} fields, **${0.5}** of them bright.`);
  assertEquals(sent[0]?.data["text/markdown"], "13\u202F200 fields, **0.5** of them bright.");
});

Deno.test("finding() refuses a sentence without a computed value", async () => {
  // @ts-expect-error The types ask for a value, too.
  await assertRejects(() => finding`There are 12 mechanisms.`, TypeError);
});

Deno.test("findingText() escapes Markdown in values, not in the sentence", () => {
  assertEquals(findingText`*${"a_b*c|<d>$e$"}*`, "*a\\_b\\*c\\|\\<d\\>\\$e\\$*");
});

Deno.test("findingText() drops the zeros that rounding leaves", () => {
  assertEquals(findingText`${0.3} ${1.25} ${100.04} ${0.1 + 0.2} ${5n}`, "0.3 1.25 100 0.3 5");
});

Deno.test("percent() rounds to one decimal and keeps 0 and 100 whole", () => {
  assertEquals([0, 0.1234, 1].map((share) => percent(share)), ["0 %", "12.3 %", "100 %"]);
  assertEquals(percent(0.1234, 0), "12 %");
});

Deno.test("showText() shows Markdown as it is", async () => {
  const sent = await inFakeKernel(() => showText("**bold**"));
  assertEquals(sent[0]?.data, { "text/markdown": "**bold**", "text/plain": "**bold**" });
});

Deno.test("points() has a minus sign, and none where it rounds to 0", () => {
  const found = [0.0012, -0.0981, -0.0004].map(points);
  assertEquals(found, ["0.1 points", "−9.8 points", "0.0 points"]);
});

Deno.test("findingText() shows entities of HTML in a name as they were written", () => {
  assertEquals(findingText`${"A&lt;B"} acts.`, "A\\&lt;B acts.");
});
