import { assertEquals, assertThrows } from "@std/assert";
import { blanked } from "../../../lib/learn/attention/blanked.ts";

const image = { shape: [2, 2, 2], data: Float32Array.from({ length: 8 }, (_, i) => i + 1) };
const map = { width: 2, height: 2, data: new Float32Array([0.1, 0.9, 0.5, 0.2]) };

Deno.test("blanked() takes all channels of the pixels where the map is highest or lowest", () => {
  const highest = blanked(image, map, { share: 0.5, which: "highest" });
  assertEquals([...highest.data], [1, 2, 0, 0, 0, 0, 7, 8]);
  const lowest = blanked(image, map, { share: 0.25, which: "lowest" });
  assertEquals([...lowest.data], [0, 0, 3, 4, 5, 6, 7, 8]);
  assertEquals([...image.data], [1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("blanked() refuses a map of another size, and a share that is none", () => {
  const small = { width: 1, height: 1, data: new Float32Array(1) };
  assertThrows(() => blanked(image, small, { share: 0.5, which: "lowest" }), RangeError, "1 × 1");
  assertThrows(() => blanked(image, map, { share: 1.5, which: "lowest" }), RangeError, "1.5");
});
