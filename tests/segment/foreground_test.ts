import { assert, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { histogram } from "../../lib/image/intensity.ts";
import { otsu } from "../../lib/image/threshold.ts";
import { foreground } from "../../lib/segment/foreground.ts";

const random = new Random(8);
const sample = (parts: [count: number, mean: number, spread: number][]) =>
  Uint16Array.from(
    parts.flatMap(([length, mean, spread]) =>
      Array.from({ length }, () => Math.min(65535, Math.max(0, random.normal(mean, spread))))
    ),
  );

Deno.test("foreground() without dim objects is Otsu's threshold, and lies lower the dimmer they may be", () => {
  const levels = sample([[8000, 2000, 300], [1500, 12000, 1500], [200, 60000, 2000]]);
  const thresholds = [0, 0.5, 1].map((dim) => foreground(levels, dim).threshold);
  assertEquals(Math.round(thresholds[0]!), otsu(histogram(levels)));
  assert(thresholds[2]! < thresholds[1]! && thresholds[1]! < thresholds[0]!);
  assert(thresholds[2]! > 2500 && thresholds[2]! < 12000, `${thresholds[2]}`);
});

Deno.test("foreground() tells objects from noise by their contrast", () => {
  assert(foreground(sample([[9000, 30000, 5000]]), 0.8).contrast < 3.5);
  assert(foreground(sample([[9000, 3000, 400], [900, 9000, 800]]), 0.8).contrast > 10);
});

Deno.test("foreground() of one level has no contrast", () => {
  assertEquals(foreground(new Uint16Array(9), 0.8).contrast, 0);
});
