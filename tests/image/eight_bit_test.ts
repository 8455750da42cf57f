import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { eightBitCost, throughEightBit, toEightBit } from "../../lib/image/eight_bit.ts";
import { histogram } from "../../lib/image/intensity.ts";
import { drawn } from "./drawn.ts";

Deno.test("toEightBit() rounds halves upwards and clips at both limits", () => {
  const data = new Uint16Array([9, 10, 11, 12, 519, 520, 521]);
  assertEquals([...toEightBit(data, { low: 10, high: 520 })], [0, 0, 1, 1, 255, 255, 255]);
});

Deno.test("toEightBit() is one to one between 0 and 255", () => {
  const data = Uint16Array.from({ length: 256 }, (_, i) => i);
  assertEquals([...toEightBit(data, { low: 0, high: 255 })], [...data]);
});

Deno.test("toEightBit() refuses limits that are equal, swapped or not numbers", () => {
  for (const limits of [{ low: 5, high: 5 }, { low: 9, high: 5 }, { low: 0, high: NaN }]) {
    assertThrows(() => toEightBit(new Uint16Array(1), limits), InputError, "8 bits");
  }
});

Deno.test("eightBitCost() equals the error counted pixel by pixel", () => {
  const data = drawn(60, 80, 3), limits = { low: 400, high: 3000 };
  const bytes = toEightBit(data, limits);
  const step = (limits.high - limits.low) / 255;
  const error = data.reduce((sum, v, i) => sum + (v - limits.low - step * bytes[i]!) ** 2, 0);
  const cost = eightBitCost(histogram(data), limits);
  assertAlmostEquals(cost.rms, Math.sqrt(error / data.length), 1e-9);
  assertEquals(cost.levels16, new Set(data).size);
  assertEquals(cost.levels8, new Set(bytes).size);
  assertAlmostEquals(cost.clippedLow, data.filter((v) => v < 400).length / data.length, 1e-12);
  assertAlmostEquals(cost.clippedHigh, data.filter((v) => v > 3000).length / data.length, 1e-12);
});

Deno.test("eightBitCost() of even grey values without clipping is a step over √12", () => {
  const data = Uint16Array.from({ length: 65536 }, (_, i) => i);
  const cost = eightBitCost(histogram(data), { low: 0, high: 65535 });
  assertAlmostEquals(cost.rms, 257 / Math.sqrt(12), 0.1);
  assertEquals(cost.rms, cost.rmsRounding);
  assertEquals(cost.dark, { levels16: 32768, levels8: 128 });
});

Deno.test("throughEightBit() moves no value between the limits by more than half a step", () => {
  const data = Uint16Array.from({ length: 3000 }, (_, i) => i);
  const back = throughEightBit(data, { low: 0, high: 2999 });
  back.forEach((value, i) => assertAlmostEquals(value, i, 2999 / 255 / 2 + 0.5));
  assertEquals(new Set(back).size, 256);
});
