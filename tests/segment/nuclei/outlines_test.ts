import { assert, assertEquals } from "@std/assert";
import { drawOutlines } from "../../../lib/segment/nuclei/outlines.ts";
import { drawnNuclei } from "../drawn_nuclei.ts";

Deno.test("drawOutlines() brings a bright and a dim nucleus back to their size from outlines too wide", () => {
  const discs = [[25, 30, 12, 20000], [70, 30, 12, 800]] as const;
  const { data, truth } = drawnNuclei(100, 60, discs.map(([...disc]) => disc));
  const wide = Int32Array.from(data, (_, i) => {
    const x = i % 100, y = Math.floor(i / 100);
    return discs.findIndex(([cx, cy]) => Math.hypot(x - cx, y - cy) < 16) + 1;
  });
  drawOutlines(wide, data, 100, 400, 24);
  for (const nucleus of [1, 2]) {
    const area = wide.filter((label) => label === nucleus).length;
    const right = truth.filter((label) => label === nucleus).length;
    assert(Math.abs(area / right - 1) < 0.12, `nucleus ${nucleus}: ${area} for ${right}`);
  }
});

Deno.test("drawOutlines() widens an outline too narrow up to the edge, by a tenth of the diameter at most", () => {
  const { data, truth } = drawnNuclei(60, 60, [[30, 30, 12, 3000]]);
  const inner = (radius: number) =>
    Int32Array.from(
      data,
      (_, i) => Math.hypot(i % 60 - 30, Math.floor(i / 60) - 30) < radius ? 1 : 0,
    );
  const area = (labels: Int32Array) => labels.filter(Boolean).length;
  const near = area(drawOutlines(inner(10.5), data, 60, 400, 24));
  assert(Math.abs(near / area(truth) - 1) < 0.1, `${near} for ${area(truth)}`);
  const far = area(drawOutlines(inner(6), data, 60, 400, 24));
  assert(far > area(inner(6)) && far < area(inner(8.5)), `${far}`);
});

Deno.test("drawOutlines() leaves an empty label image empty", () => {
  assertEquals(drawOutlines(new Int32Array(6), new Uint16Array(6), 3, 0, 1).some(Boolean), false);
});
