import { assertEquals, assertThrows } from "@std/assert";
import { flowColours } from "../../../lib/segment/flows/colours.ts";

/** Red, green and blue of one flow. */
function colourOf(down: number, right: number): number[] {
  return [...flowColours(Float32Array.of(down, right), 1, 1).data].slice(0, 3);
}

Deno.test("flowColours() gives opposite directions complementary colours", () => {
  for (const angle of [0, 1, 2, 3]) {
    const there = colourOf(Math.sin(angle), Math.cos(angle));
    const back = colourOf(-Math.sin(angle), -Math.cos(angle));
    for (const k of [0, 1, 2]) assertEquals(Math.abs(there[k]! + back[k]! - 255) <= 1, true);
  }
});

Deno.test("flowColours() is dimmer where the flow is shorter, and never brighter than a unit one", () => {
  const [short, unit, long] = [0.5, 1, 9].map((length) => colourOf(0, length)[0]!);
  assertEquals([short, unit, long], [128, 255, 255]);
});

Deno.test("flowColours() refuses flows of another size", () => {
  assertThrows(() => flowColours(new Float32Array(3), 1, 1), RangeError, "found 3");
});
