import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { normalize } from "../../../lib/learn/nucleus/normalize.ts";

Deno.test("normalize() does not see gain and offset", () => {
  const data = Uint16Array.from({ length: 500 }, (_, i) => (i * 37) % 211);
  const expected = normalize(data), found = normalize(data.map((value) => 40 * value + 777));
  found.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-6));
});

Deno.test("normalize() bounds hot pixels and takes a constant image as black", () => {
  const data = Uint16Array.from({ length: 2000 }, (_, i) => i === 7 ? 65535 : i % 100);
  assertEquals(Math.max(...normalize(data)), 2);
  assert(normalize(new Uint16Array(9).fill(65535)).every((value) => value === 0));
});

Deno.test("normalize() takes the least and the largest value where the percentiles are one value", () => {
  const data = new Uint16Array(2000).fill(300);
  data.set([900, 500, 100]);
  const found = normalize(data);
  assertEquals([...found.subarray(0, 4)], [1, 0.5, 0, 0.25]);
});
