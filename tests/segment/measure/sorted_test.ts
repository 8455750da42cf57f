import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { deviationOf, quantileOf, sortWords } from "../../../lib/segment/measure/sorted.ts";

Deno.test("sortWords() sorts any 16-bit values, and only as many as asked for", () => {
  const random = new Random(1);
  const values = Uint16Array.from({ length: 500 }, () => 65536 * random.uniform());
  const into = new Uint16Array(500).fill(7);
  sortWords(values, 400, into, new Uint16Array(500));
  assertEquals(into.subarray(0, 400), values.slice(0, 400).sort());
  assertEquals(into[400], 7);
});

Deno.test("quantileOf() never goes beyond the last value", () => {
  assertEquals(quantileOf(new Uint16Array([5]), 1, 0.5), 5);
  assertEquals(quantileOf(new Uint16Array([1, 3]), 2, 0.75), 3);
  assertEquals(quantileOf(new Uint16Array([0, 10]), 2, 0.25), 5);
});

Deno.test("deviationOf() equals sorting the deviations", () => {
  const random = new Random(2);
  for (let n = 1; n < 60; n++) {
    const sorted = Uint16Array.from({ length: n }, () => 50 * random.uniform()).sort();
    const centre = quantileOf(sorted, n, 0.5);
    const deviations = Array.from(sorted, (value) => Math.abs(value - centre))
      .sort((a, b) => a - b);
    const low = Math.min(Math.floor(n / 2), n - 1), part = n / 2 - low;
    const high = deviations[Math.min(low + 1, n - 1)]!;
    assertEquals(deviationOf(sorted, n, centre), deviations[low]! * (1 - part) + high * part);
  }
});
