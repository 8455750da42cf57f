import { assert, assertEquals } from "@std/assert";
import { tightenOutlines } from "../../../lib/segment/nuclei/outlines.ts";
import { drawnNuclei } from "../drawn_nuclei.ts";

Deno.test("tightenOutlines() brings a bright and a dim nucleus back to their size from outlines too wide", () => {
  const discs = [[25, 30, 12, 20000], [70, 30, 12, 800]] as const;
  const { data, truth } = drawnNuclei(100, 60, discs.map(([...disc]) => disc));
  const wide = Int32Array.from(data, (_, i) => {
    const x = i % 100, y = Math.floor(i / 100);
    return discs.findIndex(([cx, cy]) => Math.hypot(x - cx, y - cy) < 16) + 1;
  });
  tightenOutlines(wide, data, 100, 400);
  for (const nucleus of [1, 2]) {
    const area = wide.filter((label) => label === nucleus).length;
    const right = truth.filter((label) => label === nucleus).length;
    assert(Math.abs(area / right - 1) < 0.12, `nucleus ${nucleus}: ${area} for ${right}`);
  }
});

Deno.test("tightenOutlines() leaves an empty label image empty", () => {
  assertEquals(tightenOutlines(new Int32Array(6), new Uint16Array(6), 3, 0).some(Boolean), false);
});
