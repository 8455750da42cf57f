import { assertEquals, assertThrows } from "@std/assert";
import { cutCrop, plateLimits, scaledCrop } from "../../lib/learn/crops.ts";

const size = { width: 5, height: 4 };
const plane = Uint16Array.from({ length: 20 }, (_, i) => i);

Deno.test("cutCrop() centres on the cell, interleaves channels, and stays inside the field", () => {
  const other = plane.map((value) => 100 + value);
  assertEquals([...cutCrop([plane, other], size, 2, 2, 1)], [12, 112]);
  assertEquals([...cutCrop([plane], size, 2, 1, 3)], [1, 2, 3, 6, 7, 8, 11, 12, 13]);
  assertEquals([...cutCrop([plane], size, -9, 99, 2)], [10, 11, 15, 16]);
  assertThrows(() => cutCrop([plane], size, 0, 0, 5), RangeError, "5 × 5 px out of 5 × 4");
});

Deno.test("plateLimits() takes all crops of a plate together, channel by channel", () => {
  const crops = [new Uint16Array([1, 1000, 2, 2000]), new Uint16Array([3, 3000, 4, 4000])];
  // R-7 quantiles of 1, 2, 3, 4: position 3 p.
  assertEquals(plateLimits(crops, 2), [
    { low: 1.03, high: 1 + 3 * 0.995 },
    { low: 1030, high: 1000 + 3000 * 0.995 },
  ]);
});

Deno.test("scaledCrop() cuts from the middle, and a bright speck stays finite", () => {
  const crop = Uint16Array.from({ length: 16 }, (_, i) => i).with(5, 65535);
  const { shape, data } = scaledCrop(crop, [{ low: 0, high: 10 }], 4, 2);
  assertEquals(shape, [2, 2, 1]);
  assertEquals([...data], [4, Math.fround(0.6), Math.fround(0.9), 1]);
});
