import { assertAlmostEquals, assertEquals } from "@std/assert";
import { correct } from "../../../lib/profile/harmony/correct.ts";

/** Two batches whose second is 4 higher, in one cluster. */
const rows = { rows: 4, cols: 1, data: new Float64Array([1, 3, 5, 7]) };
const batches = {
  of: new Int32Array([0, 0, 1, 1]),
  variables: 1,
  count: 2,
  share: new Float64Array([0.5, 0.5]),
};

Deno.test("correct() takes off the ridge estimate of what a batch adds", () => {
  const membership = { rows: 4, cols: 1, data: new Float64Array([1, 1, 1, 1]) };
  // By symmetry the intercept is 4 and a batch adds ±2 · 2 / (2 + λ).
  for (const ridge of [1e-9, 1, 3]) {
    const { data } = correct(rows, membership, batches, ridge);
    const added = 4 / (2 + ridge);
    for (const [i, value] of [1 + added, 3 + added, 5 - added, 7 - added].entries()) {
      assertAlmostEquals(data[i]!, value, 1e-7);
    }
  }
});

Deno.test("correct() corrects in clusters apart, and passes over one without rows", () => {
  const membership = {
    rows: 4,
    cols: 3,
    data: new Float64Array([1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0]),
  };
  const { data } = correct(rows, membership, batches, 1e-9);
  for (const [i, value] of [4, 4, 4, 4].entries()) assertAlmostEquals(data[i]!, value, 1e-6);
  assertEquals([...rows.data], [1, 3, 5, 7]);
});
