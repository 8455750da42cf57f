import { assert, assertEquals } from "@std/assert";
import { labelsToFlows } from "../../../lib/segment/flows/diffuse.ts";

Deno.test("labelsToFlows() gives unit vectors inside and nothing outside", () => {
  const labels = Int32Array.from({ length: 400 }, (_, i) => {
    const x = i % 20, y = Math.floor(i / 20);
    return (x - 9) ** 2 + (y - 8) ** 2 < 50 ? 3 : 0;
  });
  const flows = labelsToFlows(labels, 20, 20);
  labels.forEach((label, i) => {
    const length = Math.hypot(flows[i]!, flows[400 + i]!);
    const expected = label === 0 || i === 8 * 20 + 9 ? 0 : 1;
    assert(Math.abs(length - expected) < 1e-6, `pixel ${i}: ${length}`);
  });
});

Deno.test("labelsToFlows() leaves an object of one pixel without a flow", () => {
  assertEquals(labelsToFlows(new Int32Array([0, 1, 0]), 3, 1), new Float32Array(6));
});
