import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { towerBatches } from "../../../lib/link/translator/batches.ts";

const rows = {
  profiles: { rows: 6, cols: 2, data: Float32Array.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6) },
  structures: { rows: 4, cols: 1, data: Float32Array.of(10, 20, 30, 40) },
  compoundOf: Int32Array.of(0, 0, 1, 2, 2, 3),
};

Deno.test("towerBatches() have every compound once, with one of its own profiles", () => {
  const batches = towerBatches(rows, { size: 3, mask: 0 }, new Random(2));
  assertEquals(batches.map(({ targets }) => targets.shape), [[2], [2]]);
  const seen = batches.flatMap(({ targets }) => [...targets.data]);
  assertEquals(seen.toSorted(), [0, 1, 2, 3]);
  for (const { inputs, targets } of batches) {
    [...targets.data].forEach((compound, i) => {
      assertEquals(inputs[1]!.data[i], 10 * (compound + 1));
      assertEquals(rows.compoundOf[inputs[0]!.data[2 * i]! - 1], compound);
    });
  }
});

Deno.test("towerBatches() hide the share of the features asked for and keep the mean", () => {
  const size = 20_000, data = new Float32Array(2 * size).fill(1);
  const wide = {
    profiles: { rows: 2, cols: size, data },
    structures: { rows: 2, cols: size, data },
    compoundOf: Int32Array.of(0, 1),
  };
  const [batch] = towerBatches(wide, { size: 2, mask: 0.25 }, new Random(3));
  const values = batch!.inputs[0]!.data as Float32Array;
  const hidden = values.filter((value) => value === 0).length / values.length;
  assert(Math.abs(hidden - 0.25) < 0.01);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  assert(Math.abs(mean - 1) < 0.02);
});
