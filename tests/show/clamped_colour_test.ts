import { assertEquals } from "@std/assert";
import { clampedColour } from "../../lib/show/clamped_colour.ts";

const texts = (...args: Parameters<typeof clampedColour>) =>
  JSON.parse(/^\[[^\]]*\]/.exec(clampedColour(...args).legend.labelExpr ?? "[]")![0]);

Deno.test("clampedColour() changes nothing where all values lie within the scale", () => {
  assertEquals(clampedColour([1, 9]), { scale: {}, legend: {} });
  assertEquals(clampedColour([0, 2, NaN], [0, 2]), { scale: { domain: [0, 2] }, legend: {} });
  const rounded = clampedColour([-2e-16, 2 + 1e-15], [0, 2]);
  assertEquals(rounded, { scale: { domain: [0, 2] }, legend: {} });
});

Deno.test("clampedColour() says at which end values lie beyond", () => {
  assertEquals(texts([1, 2.1], [0, 2]), ["0", "1", "2 or more"]);
  assertEquals(texts([-1, 2], [0, 2]), ["0 or less", "1", "2"]);
  assertEquals(texts([-1, 3], [0, 0.25]), ["0 or less", "0.125", "0.250 or more"]);
  assertEquals(texts([-2, 1], [-1, 1], 0), ["−1 or less", "0", "1"]);
});

Deno.test("clampedColour() keeps a scale that runs downwards", () => {
  assertEquals(texts([3], [2, 0]), ["2 or more", "1", "0"]);
  assertEquals(clampedColour([3], [2, 0]).scale.domain, [2, 0]);
});
