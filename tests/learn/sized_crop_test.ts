import { assertEquals } from "@std/assert";
import { scaledCrop } from "../../lib/learn/crops.ts";
import { sizedCrop } from "../../lib/learn/sized_crop.ts";

const limits = [{ low: 0, high: 10 }, { low: 0, high: 100 }];
const crop = new Uint16Array([0, 100, 10, 100, 20, 300, 10, 300]);

Deno.test("sizedCrop() is what training makes where the size fits, bright specks and all", () => {
  const expected = scaledCrop(crop, limits, 2).data as Float32Array;
  assertEquals(sizedCrop(crop, limits, 2, 2), expected);
});

Deno.test("sizedCrop() brings each channel to another size", () => {
  assertEquals([...sizedCrop(crop, limits, 2, 1)], [1, 2]);
});
