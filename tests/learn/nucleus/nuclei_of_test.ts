import { assertAlmostEquals, assertEquals } from "@std/assert";
import { nucleiOf } from "../../../lib/learn/nucleus/nuclei_of.ts";
import { labelsToFlows } from "../../../lib/segment/flows.ts";
import { discs } from "../discs.ts";

Deno.test("nucleiOf() brings nuclei from a coarser and from a finer grid to the image", () => {
  const { labels } = discs(80, 80, 6, 8, 2);
  const flows = labelsToFlows(labels, 80, 80).map((flow) => 5 * flow);
  const maps = { flows, inside: Float32Array.from(labels, (label) => label > 0 ? 3 : -3) };
  for (const side of [40, 80, 160]) {
    const seen = { maps, grid: { width: 80, height: 80 }, width: side, height: side, diameter: 16 };
    const found = nucleiOf(seen, { threshold: 0, flowError: 0.4, smallest: 5 });
    assertEquals(found.length, side * side);
    assertEquals(Math.max(...found), 6);
    const share = found.filter((label) => label > 0).length / found.length;
    assertAlmostEquals(share, labels.filter((label) => label > 0).length / 6400, 0.02);
  }
});
