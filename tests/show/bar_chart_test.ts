import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { type Bar, barChart } from "../../lib/show/bar_chart.ts";
import { draw } from "../../lib/show/svg.ts";
import { neutral } from "../../lib/show/theme.ts";

const bars = [{ name: "few", value: 3 }, { name: "DMSO", value: 1320 }, {
  name: "some",
  value: 96,
}];

const order = (svg: string) =>
  ["few", "DMSO", "some"].sort((a, b) => {
    const y = (name: string) =>
      Number(new RegExp(`,([\\d.]+)\\)"[^>]*>${name}</text>`).exec(svg)?.[1]);
    return y(a) - y(b);
  });

Deno.test("barChart() puts the longest bar on top, or keeps the order given", async () => {
  assertEquals(order((await draw(barChart(bars, { value: "Wells" }))).svg), [
    "DMSO",
    "some",
    "few",
  ]);
  const given = await draw(barChart(bars, { value: "Wells", sort: "given" }));
  assertEquals(order(given.svg), ["few", "DMSO", "some"]);
});

Deno.test("barChart() mutes what is there for comparison and writes the values", async () => {
  const { svg } = await draw(barChart(bars, { value: "Wells", muted: ["DMSO"] }));
  assertEquals(svg.split(`fill="${neutral}"`).length - 1, 1);
  assert(svg.includes(">1\u202F320</text>"));
});

Deno.test("barChart() draws an interval for each bar that has one", async () => {
  const [few, dmso] = bars as [typeof bars[0], typeof bars[0]];
  const withIntervals = [{ ...few!, low: 1, high: 5 }, { ...dmso!, low: 1300, high: 1340 }];
  const { svg } = await draw(barChart(withIntervals, { value: "Wells", labels: false }));
  assertEquals([...svg.matchAll(/aria-roledescription="rule mark"/g)].length, 2);
});

Deno.test("barChart() on a logarithmic axis draws points, since a bar would have no foot", async () => {
  const { svg } = await draw(barChart(bars, { value: "Wells", log: true }));
  assertEquals([...svg.matchAll(/aria-roledescription="point"/g)].length, 3);
  assertEquals(svg.includes('aria-roledescription="bar"'), false);
});

Deno.test("barChart() of shares reads in percent, on the axis and at the bars", async () => {
  const shares = [{ name: "few", value: 0.0512 }, { name: "all", value: 1 }];
  const { svg } = await draw(barChart(shares, { value: "Share", percent: true }));
  for (const text of [">5.1%<", ">100%<", ">40%<"]) assert(svg.includes(text), text);
});

Deno.test("barChart() leaves out numbers of the axis that would nearly touch", async () => {
  const { svg } = await draw(barChart([{ name: "DMSO", value: 138 }], { value: "Fields" }));
  const seen = [...svg.matchAll(/opacity="1">(1[0-4]0)<\/text>/g)].map(([, number]) => number);
  assertEquals(seen, ["100", "120", "140"]);
});

Deno.test("barChart() writes the number of a bar without an interval where others have one", async () => {
  const some = [{ name: "a", value: 0.5, low: 0.4, high: 0.6 }, { name: "guess", value: 0.08 }];
  const { svg } = await draw(barChart(some, { value: "Share", percent: true }));
  for (const text of [">50%</text>", ">8%</text>"]) assertStringIncludes(svg, text);
  assertEquals([...svg.matchAll(/aria-roledescription="rule mark"/g)].length, 1);
});

Deno.test("barChart() draws no interval of which one end is missing", async () => {
  const some = [{ name: "a", value: 3, low: 2, high: 5 }, { name: "b", value: 2, low: 1 }];
  const { svg } = await draw(barChart(some, { value: "Wells" }));
  assertEquals([...svg.matchAll(/aria-roledescription="rule mark"/g)].length, 1);
});

Deno.test("barChart() refuses what cannot be drawn, naming the row", () => {
  const refuses = (wrong: Bar[], said: string, log = false) =>
    assertThrows(() => barChart(wrong, { value: "Wells", log }), InputError, said);
  refuses([], "no bar");
  refuses([...bars, { name: "hole", value: NaN }], "row 4, column hole: found NaN");
  refuses([{ name: "a", value: 1, low: 0, high: NaN }], "row 1, column a: found NaN");
  refuses([...bars, bars[0]!], 'row 4, column few: found "the name twice"');
  refuses([...bars, { name: "none", value: 0 }], "found 0, allowed: numbers above 0", true);
  refuses([{ name: "a", value: 1, low: -1, high: 2 }], "found -1, allowed: numbers above 0", true);
});
