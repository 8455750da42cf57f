import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { distances } from "../../../lib/profile/distance.ts";
import { batchMixing } from "../../../lib/profile/grade/mixing.ts";

const batch = Array.from({ length: 90 }, (_, row) => row % 3);
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / 90;

async function mixing(shift: number, seed: number) {
  const random = new Random(seed);
  const data = Float64Array.from(
    { length: 90 * 4 },
    (_, i) => random.normal() + (i % 4 === 0 ? shift * batch[i >> 2]! : 0),
  );
  return batchMixing(
    await distances({ rows: 90, cols: 4, data }, { metric: "euclidean" }),
    batch,
    3,
  );
}

Deno.test("batchMixing() is at chance without a batch, at 1 where batches lie apart", async () => {
  const seeds = [1, 2, 3, 4, 5];
  const found = await Promise.all(seeds.map((seed) => mixing(0, seed)));
  const same = found.reduce((sum, { same }) => sum + mean(same) / seeds.length, 0);
  assertAlmostEquals(mean(found[0]!.chance), 29 / 89, 1e-12);
  assert(Math.abs(same - 29 / 89) < 0.06, String(same));
  assertEquals(mean((await mixing(100, 1)).same), 1);
});

Deno.test("batchMixing() shares places among rows at the same distance, whatever their order", () => {
  const distances = { rows: 4, cols: 4, data: new Float32Array(16) };
  for (const neighbours of [1, 2]) {
    const { same, chance } = batchMixing(distances, ["P1", "P1", "P2", "P2"], neighbours);
    for (const row of [0, 1, 2, 3]) assertAlmostEquals(same[row]!, 1 / 3, 1e-12);
    assertAlmostEquals(chance[0]!, 1 / 3, 1e-12);
  }
});

Deno.test("batchMixing() asks at most as many neighbours as there are", () => {
  const distances = { rows: 2, cols: 2, data: Float32Array.of(0, 1, 1, 0) };
  assertEquals([...batchMixing(distances, ["P1", "P2"], 9).same], [0, 0]);
});
