import { assertEquals } from "@std/assert";
import { histogram } from "../../lib/image/intensity.ts";
import { otsu } from "../../lib/image/threshold.ts";
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
