import { assert } from "@std/assert";
import { granularity, granularityFeatures } from "../../../lib/segment/measure/granularity.ts";
import { boxes } from "../../../lib/segment/flows/boxes.ts";
import { assertClose, expected, measured, words } from "../reference.ts";
import cases from "../fixtures/granularity.json" with { type: "json" };

Deno.test("granularity() equals CellProfiler's spectrum", () => {
  const wanted = expected("Granularity");
  assert(Object.keys(wanted).length === 32);
  assertClose(measured("Granularity"), wanted, { tolerance: 1e-6, except: [11] });
});

Deno.test("granularity() samples sides that are no multiples of 4 as CellProfiler does", () => {
  for (const { width, height, labels: packed, image, spectrum } of cases) {
    const labels = Int32Array.from(words(packed)), objects = boxes(labels, width, height);
    const channel = { name: `${width} × ${height}`, data: words(image) };
    const found = granularity([channel], labels, objects, width, height);
    const names = granularityFeatures(channel.name);
    const own = names.map((name, step) => [name, objects.map((_, o) => found[o * 16 + step]!)]);
    const wanted = names.map((name, step) => [name, spectrum[step]!]);
    assertClose(Object.fromEntries(own), Object.fromEntries(wanted), { tolerance: 1e-6 });
  }
});

Deno.test("granularity() of a field too small for it is NaN", () => {
  const data = new Uint16Array(9).fill(5), labels = new Int32Array(9).fill(1);
  const box = { label: 1, area: 9, left: 0, top: 0, right: 2, bottom: 2 };
  assert(granularity([{ name: "a", data }], labels, [box], 3, 3).every(Number.isNaN));
});
