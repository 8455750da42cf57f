import { assertEquals } from "@std/assert";
import { carry } from "../../../lib/segment/flows/integrate.ts";

Deno.test("carry() reads the flow linearly between pixel centres", () => {
  // From 0: 0.5, then half of 0.5 and half of 1 more: 1.25, which lies in pixel 1.
  const flows = new Float32Array([0, 0, 0, 0.5, 1, 0]);
  assertEquals([...carry(flows, new Int32Array([0]), 3, 1, 2)], [1]);
  assertEquals([...carry(flows, new Int32Array([0]), 3, 1, 3)], [2]);
});

Deno.test("carry() keeps pixels in the image", () => {
  const flows = new Float32Array([-9, -9, 9, 9, 9, -9, 9, -9]);
  assertEquals([...carry(flows, new Int32Array([0, 1, 2, 3]), 2, 2, 1)], [1, 0, 3, 2]);
});
