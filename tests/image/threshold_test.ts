import { assert, assertEquals } from "@std/assert";
import { histogram } from "../../lib/image/intensity.ts";
import { otsu, otsuOfLogarithm } from "../../lib/image/threshold.ts";
import { drawn } from "./drawn.ts";
import reference from "./fixtures/quality.json" with { type: "json" };

Deno.test("otsu() equals the definition computed by NumPy in 64 bits", () => {
  for (const { height, width, seed, otsu: expected } of reference.cases) {
    assertEquals(otsu(histogram(drawn(height, width, seed))), expected);
  }
});

Deno.test("otsu() of a constant image is its value, so that nothing is foreground", () => {
  assertEquals(otsu(histogram(new Uint16Array(5).fill(77))), 77);
});

Deno.test("otsuOfLogarithm() keeps dim objects beside bright ones, which otsu() gives up", () => {
  const row = (length: number, level: number) => Array.from({ length }, (_, i) => level + i % 50);
  const counts = histogram(
    Uint16Array.from([row(800, 200), row(150, 5000), row(50, 50000)].flat()),
  );
  const logarithmic = otsuOfLogarithm(counts);
  assert(logarithmic >= 249 && logarithmic < 5000, `${logarithmic}`);
  assert(otsu(counts) >= 5049);
});

Deno.test("otsuOfLogarithm() of a constant image is not below its value", () => {
  for (const value of [0, 77, 65535]) {
    assert(otsuOfLogarithm(histogram(new Uint16Array(5).fill(value))) >= value);
  }
});
