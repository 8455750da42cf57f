import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { lineChart } from "../../lib/show/line_chart.ts";
import { draw } from "../../lib/show/svg.ts";

const train = { name: "train", x: [1, 2, 3], y: [0.9, 0.5, 0.4] };
const titles = { x: "Epoch", y: "Loss (nats)" };

Deno.test("lineChart() draws a line for each series and names them where there are several", async () => {
  const two = await draw(lineChart([train, { ...train, name: "validation" }], titles));
  assertEquals([...two.svg.matchAll(/aria-roledescription="line mark"/g)].length, 2);
  assertStringIncludes(two.svg, ">validation</text>");
  const one = await draw(lineChart([train], titles));
  assertEquals(one.svg.includes(">train</text>"), false);
});

Deno.test("lineChart() draws a band of uncertainty where it is given", async () => {
  const band = { ...train, low: [0.8, 0.4, 0.3], high: [1, 0.6, 0.5] };
  const { svg } = await draw(lineChart([band], titles));
  assert(svg.includes('aria-roledescription="area mark"'));
});

Deno.test("lineChart() counts whole positions in whole steps", async () => {
  const { svg } = await draw(lineChart([train], titles));
  assertEquals(svg.includes(">1.5</text>"), false);
});

Deno.test("lineChart() refuses a series with fewer values than positions", () => {
  const error = assertThrows(() => lineChart([{ ...train, y: [1] }], titles), InputError);
  assertStringIncludes(error.message, 'column train: found "3 positions and 1 values"');
});

Deno.test("lineChart() may have logarithmic axes", async () => {
  const line = { name: "hours", x: [1, 10, 100], y: [1000, 100, 10] };
  const [plain, log] = await Promise.all(
    [false, true].map((log) => draw(lineChart([line], { x: "Machines", y: "Hours", log }))),
  );
  // Equal factors are equal steps: the three points lie on one straight line.
  const points = ({ svg }: { svg: string }) =>
    /aria-roledescription="line mark"[^>]* d="M([^"]*)"/.exec(svg)![1]!.split("L")
      .map((point) => point.split(",").map(Number));
  const bend = (all: number[][]) => all[0]![0]! + all[2]![0]! - 2 * all[1]![0]!;
  assert(Math.abs(bend(points(log!))) < 0.01, log!.svg);
  assert(Math.abs(bend(points(plain!))) > 100);
});
