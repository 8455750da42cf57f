import { assertEquals, assertThrows } from "@std/assert";
import { propagate } from "../../lib/segment/propagate.ts";
import cases from "./fixtures/propagate.json" with { type: "json" };

Deno.test("propagate() gives every pixel to the label that CellProfiler's Propagation gives it to", () => {
  for (const { width, weight, image, mask, labels, found } of cases) {
    const own = propagate(Float32Array.from(image), Int32Array.from(labels), width, {
      mask: Uint8Array.from(mask),
      regularisation: weight,
    });
    assertEquals([...own], found);
  }
});

Deno.test("propagate() divides a flat image by distance", () => {
  const labels = new Int32Array(11);
  labels[1] = 1;
  labels[8] = 2;
  const found = propagate(new Float32Array(11), labels, 11);
  assertEquals([...found], [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
});

Deno.test("propagate() keeps labels outside the mask and leaves what none can reach", () => {
  const mask = new Uint8Array([0, 1, 0, 1]);
  assertEquals([...propagate(new Float32Array(4), new Int32Array([5, 0, 0, 0]), 4, { mask })], [
    5,
    5,
    0,
    0,
  ]);
  assertEquals([...propagate(new Float32Array(2), new Int32Array(2), 2)], [0, 0]);
});

Deno.test("propagate() refuses a regularisation that is not above 0", () => {
  for (const regularisation of [0, -1, NaN]) {
    const run = () => propagate(new Float32Array(1), new Int32Array(1), 1, { regularisation });
    assertThrows(run, RangeError, "above 0");
  }
});
