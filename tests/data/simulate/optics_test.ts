import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { expose, SATURATION } from "../../../lib/data/simulate/optics.ts";

const channel = {
  gain: 1,
  offset: 42,
  haze: 1,
  illumination: { x: 0.5, y: 0.5, drop: 0 },
};
const exposure = () => ({
  channel,
  sharp: 0.6,
  focus: 0,
  haze: 0.2,
  gain: 1,
  random: new Random(1),
});

function stats(pixels: Uint16Array): { mean: number; spread: number } {
  const mean = pixels.reduce((a, b) => a + b, 0) / pixels.length / 16;
  const square = pixels.reduce((a, b) => a + (b / 16 - mean) ** 2, 0) / pixels.length;
  return { mean, spread: Math.sqrt(square) };
}

Deno.test("expose() adds offset, read noise and shot noise as measured on real crops", () => {
  const dark = stats(expose(new Float32Array(128 * 128), 128, 128, exposure()));
  assertAlmostEquals(dark.mean, 42, 0.1);
  assertAlmostEquals(dark.spread, 2.2, 0.1);
  const lit = stats(expose(new Float32Array(128 * 128).fill(470), 128, 128, exposure()));
  assertAlmostEquals(lit.mean, 512, 0.3);
  assertAlmostEquals(lit.spread, 5.4, 0.3);
});

Deno.test("expose() gives 12-bit counts times 16 and saturates where BBBC021's camera does", () => {
  const pixels = expose(new Float32Array(64 * 64).fill(9000), 64, 64, exposure());
  assertEquals(new Set(pixels), new Set([16 * SATURATION]));
});

Deno.test("expose() is darker in the corner by as much as the illumination says", () => {
  const dimmed = {
    ...exposure(),
    channel: { ...channel, illumination: { x: 0.5, y: 0.5, drop: 0.4 } },
  };
  const pixels = expose(new Float32Array(100 * 100).fill(2000), 100, 100, dimmed);
  const corner = (pixels[0]! / 16 - 42) / (pixels[5050]! / 16 - 42);
  assert(Math.abs(corner - 0.6) < 0.03, String(corner));
});
