import { assertAlmostEquals, assertEquals } from "@std/assert";
import { zeros } from "../../../lib/core/matrix.ts";
import { Random } from "../../../lib/core/random.ts";
import { kMeans } from "../../../lib/profile/harmony/k_means.ts";

Deno.test("kMeans() finds clusters that lie apart, whatever the seed", () => {
  const noise = new Random(1), rows = zeros(90, 2);
  for (let i = 0; i < 90; i++) {
    rows.data[2 * i] = 100 * (i % 3) + noise.normal();
    rows.data[2 * i + 1] = noise.normal();
  }
  for (let seed = 0; seed < 5; seed++) {
    const { data } = kMeans(rows, { clusters: 3, random: new Random(seed) });
    const found = [data[0]!, data[2]!, data[4]!].sort((a, b) => a - b);
    for (let k = 0; k < 3; k++) {
      let mean = 0;
      for (let i = k; i < 90; i += 3) mean += rows.data[2 * i]! / 30;
      assertAlmostEquals(found[k]!, mean, 1e-9);
    }
  }
});

Deno.test("kMeans() copes with as many clusters as rows, and with rows that are all the same", () => {
  const rows = { rows: 3, cols: 1, data: new Float64Array([1, 2, 4]) };
  const { data } = kMeans(rows, { clusters: 3, random: new Random(1) });
  assertEquals([...data].sort(), [1, 2, 4]);
  const same = { rows: 4, cols: 1, data: new Float64Array([7, 7, 7, 7]) };
  assertEquals([...kMeans(same, { clusters: 2, random: new Random(1) }).data], [7, 7]);
});
