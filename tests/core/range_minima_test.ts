import { assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { rangeMinima } from "../../lib/core/range_minima.ts";

Deno.test("rangeMinima() are those of every stretch, also of none", () => {
  const random = new Random(3);
  for (const n of [0, 1, 2, 3, 7, 8, 9, 33]) {
    const values = Array.from({ length: n }, () => random.integer(20)), least = rangeMinima(values);
    for (let from = 0; from <= n; from++) {
      for (let to = from; to <= n; to++) {
        assertEquals(
          least(from, to),
          Math.min(...values.slice(from, to)),
          `${from} to ${to} of ${n}`,
        );
      }
    }
  }
});
