import { assertEquals } from "@std/assert";
import { estimateText, signWord } from "../../lib/show/estimate.ts";

Deno.test("estimateText() writes value and interval with a true minus and no minus zero", () => {
  assertEquals(estimateText({ value: 0.4244, low: 0.3, high: 0.5 }), "0.42 (0.30 to 0.50)");
  assertEquals(estimateText({ value: -1.26, low: -2, high: 0 }, 1), "−1.3 (−2.0 to 0.0)");
  assertEquals(estimateText({ value: -0.001, low: -0.004, high: 0.1 }), "0.00 (0.00 to 0.10)");
});

Deno.test("estimateText() is empty for what is missing", () => {
  assertEquals(estimateText(undefined), "");
  assertEquals(estimateText({ value: NaN, low: NaN, high: NaN }), "");
});

Deno.test("signWord() says nothing clear where the interval holds or touches 0", () => {
  const words = ["up", "down", "level"] as const;
  const word = (low: number, high: number) =>
    signWord({ value: (low + high) / 2, low, high }, words);
  assertEquals([word(0.1, 1), word(-1, -0.1), word(-1, 1)], ["up", "down", "level"]);
  assertEquals([word(0, 1), word(-1, 0), word(NaN, NaN)], ["level", "level", "level"]);
});
