import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { Candidates } from "../../../lib/profile/reduce/candidates.ts";

Deno.test("Candidates keep exactly what is within the slack of the k-th smallest", () => {
  const random = new Random(1), values = Array.from({ length: 2000 }, () => random.uniform());
  const candidates = new Candidates(2, 10, new Float64Array([0, 0.05]));
  for (const row of [0, 1]) {
    for (const [i, value] of values.entries()) candidates.add(row, i, value);
  }
  const limit = values.toSorted((a, b) => a - b)[9]!;
  for (const [row, slack] of [[0, 1e-7], [1, 0.05]] as const) {
    const expected = values.flatMap((value, i) => value <= limit + slack ? [i] : []);
    assertEquals([...candidates.take(row)].sort((a, b) => a - b), expected);
  }
});

Deno.test("Candidates grow where all are equally near", () => {
  const candidates = new Candidates(1, 2, new Float64Array(1));
  for (let i = 0; i < 500; i++) candidates.add(0, i, 1);
  assertEquals(candidates.take(0).length, 500);
});
