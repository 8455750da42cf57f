import { assert, assertEquals } from "@std/assert";
import { padding, taper, tileStarts } from "../../../lib/learn/cellpose/tiles.ts";
import { expected, largestDifference, unpack } from "./fixture.ts";

Deno.test("padding() and tileStarts() equal the Python package", () => {
  const sizes = [[1, 16], [224, 209], [33, 50]];
  assertEquals(sizes.map(([h, w]) => [...padding(h!), ...padding(w!)]), expected.tiles.pads);
  const rows = tileStarts(304, 224, 0.1), columns = tileStarts(512, 224, 0.1);
  assertEquals(rows.flatMap((y) => columns.map((x) => [y, x])), expected.tiles.at);
});

Deno.test("taper() equals the Python package, for tiles smaller than 224 too", async () => {
  const row = new Float64Array(await unpack(expected.tiles.taper));
  const down = taper(224), across = taper(96);
  assert(largestDifference(across.map((weight) => weight * down[100]!), row) < 1e-12);
});

Deno.test("tileStarts() covers every pixel, whatever the length", () => {
  for (let length = 1; length < 1500; length += 7) {
    const starts = tileStarts(length, 224, 0.1);
    assertEquals(starts[0], 0);
    assertEquals(starts.at(-1), Math.max(0, length - 224));
    starts.forEach((start, i) => assert(start - (starts[i - 1] ?? 0) <= 224));
  }
});
