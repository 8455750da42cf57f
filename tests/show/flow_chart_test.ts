import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { flowChart } from "../../lib/show/flow_chart.ts";
import { textWidth } from "../../lib/show/fonts.ts";

const box = (id: string, text?: string) => ({ id, title: `Box ${id}`, ...(text ? { text } : {}) });
const columns = [
  {
    title: "One & two",
    boxes: [box("a", "a long text that needs more than one line of the box"), box("b")],
  },
  { title: "Three", boxes: [box("c")] },
];

Deno.test("flowChart() draws every box once, its text broken into lines that fit", () => {
  const { svg, width, height } = flowChart(columns, []);
  assertEquals(svg.match(/stroke-width="2"/g)?.length, 3);
  assert(svg.includes("One &amp; two"));
  const lines = [...svg.matchAll(/font-size="11"[^>]*>([^<]+)</g)].map(([, text = ""]) => text);
  assert(lines.length > 1 && lines.every((line) => textWidth(line, 11) <= 140), lines.join("|"));
  assertEquals(lines.join(" "), columns[0]?.boxes[0]?.text);
  const boxes = [
    ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx/g),
  ]
    .map((match) => match.slice(1).map(Number));
  for (const [x, y, w, h] of boxes) assert(x! + w! < width && y! + h! < height);
  assertEquals(new Set(boxes.map(([x, y]) => `${x} ${y}`)).size, 3);
});

Deno.test("flowChart() leads arrows down within a column and to the right between columns", () => {
  const { svg } = flowChart(columns, [["a", "b"], ["b", "c"]]);
  const paths = [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)(V|C)[^"]*?([\d.]+)"/g)];
  assertEquals(paths.map(([, , , kind]) => kind), ["V", "C"]);
  assert(Number(paths[0]?.[4]) > Number(paths[0]?.[2]));
});

Deno.test("flowChart() breaks long titles, and leads arrows over the columns between", () => {
  const title = "A title that is far too long for one line";
  const far = [...columns, { title: "Far", boxes: [{ id: "d", title }] }];
  const { svg } = flowChart(far, [["b", "d"]]);
  const words = [...svg.matchAll(/font-size="12"[^>]*>([^<]+)</g)].map(([, text = ""]) => text);
  assert(words.every((line) => textWidth(line, 12, true) <= 140), words.join("|"));
  assert(words.join(" ").includes(title));
  const top = Math.min(
    ...[...svg.matchAll(/<rect x="[\d.]+" y="([\d.]+)"[^>]* rx/g)].map((m) => Number(m[1])),
  );
  const [, up] = /<path d="M[\d.]+ [\d.]+H[\d.]+V([\d.]+)H/.exec(svg) ?? [];
  assert(Number(up) < top, `${up} of ${top}`);
});

Deno.test("flowChart() refuses an arrow to a box that is not there", () => {
  assertThrows(() => flowChart(columns, [["a", "d"]]), InputError, 'found "d", allowed: a, b, c');
});
