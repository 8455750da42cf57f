import { assertAlmostEquals, assertEquals } from "@std/assert";
import { logSoftmax } from "../../lib/learn/log_softmax.ts";

Deno.test("logSoftmax() gives the logarithms of what exponentials share, row by row", () => {
  const found = logSoftmax([1, 2, 3, 0, 0, 0], 3);
  const all = Math.E + Math.E ** 2 + Math.E ** 3;
  [1, 2, 3].forEach((score, i) =>
    assertAlmostEquals(Math.exp(found[i]!), Math.exp(score) / all, 1e-12)
  );
  for (const value of found.subarray(3)) assertAlmostEquals(value, -Math.log(3), 1e-12);
});

Deno.test("logSoftmax() neither overflows nor loses a class that is far behind", () => {
  assertEquals([...logSoftmax([1e4, -1e4], 2)], [0, -2e4]);
  assertEquals(logSoftmax([], 2).length, 0);
});
