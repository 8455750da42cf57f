import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { greyStep, histogram, limitsOf, momentsOf, quantiles } from "../../lib/image/intensity.ts";
import { drawn } from "./drawn.ts";
import reference from "./fixtures/quality.json" with { type: "json" };

Deno.test("the drawn images are those that the references were computed from", () => {
  for (const { height, width, seed, sum } of reference.cases) {
    assertEquals(drawn(height, width, seed).reduce((a, b) => a + b, 0), sum);
  }
});

Deno.test("quantiles() equals numpy.quantile, definition R-7", () => {
  for (const { height, width, seed, quantiles: expected } of reference.cases) {
    const found = quantiles(histogram(drawn(height, width, seed)), reference.probabilities);
    found.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-6));
  }
});

Deno.test("momentsOf() equals NumPy's mean and std with ddof 0", () => {
  for (const { height, width, seed, mean, deviation } of reference.cases) {
    const found = momentsOf(histogram(drawn(height, width, seed)));
    assertAlmostEquals(found.mean, mean, 1e-9 * mean);
    assertAlmostEquals(found.deviation, deviation, 1e-9 * deviation);
  }
});

Deno.test("histogram() of two images added up gives the quantiles of both together", () => {
  const a = drawn(30, 20, 1), b = drawn(10, 50, 2);
  const together = quantiles(histogram(new Uint16Array([...a, ...b])), [0.1, 0.9]);
  assertEquals(quantiles(histogram(b, histogram(a)), [0.1, 0.9]), together);
});

Deno.test("quantiles() counts the largest grey value, 65,535", () => {
  assertEquals(quantiles(histogram(new Uint16Array([0, 65535])), [0, 1]), [0, 65535]);
});

Deno.test("quantiles() refuses an empty image and a percentage in place of a share", () => {
  assertThrows(() => quantiles(new Uint32Array(65536), [0.5]), InputError, "no pixels");
  assertThrows(
    () => quantiles(histogram(new Uint16Array(1)), [99]),
    InputError,
    "found 99, allowed: 0 to 1",
  );
});

Deno.test("limitsOf() keeps the limits of a constant image one grey value apart", () => {
  assertEquals(limitsOf(histogram(new Uint16Array(9).fill(40))), { low: 40, high: 41 });
});

Deno.test("greyStep() sees 12 bits stored in 16, whatever the offset, and a single grey value", () => {
  assertEquals(greyStep(histogram(new Uint16Array([7, 23, 71]))), 16);
  assertEquals(greyStep(histogram(new Uint16Array([7, 23, 72]))), 1);
  assertEquals(greyStep(histogram(new Uint16Array([7, 7]))), 0);
});
