import { assertEquals } from "@std/assert";
import { sayEstimate } from "../../../lib/cli/train/say_estimate.ts";

Deno.test("sayEstimate() gives three digits and the interval", () => {
  assertEquals(sayEstimate({ value: 1, low: 0.8615, high: 1 }), "1.000 (0.862 to 1.000)");
});
