import { assertEquals } from "@std/assert";
import { sampleEvery, stretch } from "../../../../lib/segment/measure/granularity/resample.ts";

Deno.test("sampleEvery() takes rows and columns at the same step", () => {
  const data = Float64Array.from({ length: 30 }, (_, i) => i);
  assertEquals([...sampleEvery({ width: 6, height: 5, data }, 2, 3, 2)], [0, 2, 4, 12, 14, 16]);
});

Deno.test("stretch() is linear between the pixels and 0 beyond the first and last", () => {
  const plane = { width: 2, height: 2, data: new Float64Array([0, 2, 4, 6]) };
  assertEquals([...stretch(plane, 3, 3, 0.5, 0.5)], [0, 1, 2, 2, 3, 4, 4, 5, 6]);
  assertEquals([...stretch(plane, 2, 1, 1.5, 1)], [0, 0]);
  const one = { width: 1, height: 1, data: new Float64Array([9]) };
  assertEquals([...stretch(one, 2, 2, -0.1, -0.1)], [9, 0, 0, 0]);
});
