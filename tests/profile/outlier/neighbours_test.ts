import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { nearestNeighbours } from "../../../lib/profile/outlier/neighbours.ts";

Deno.test("nearestNeighbours() equals sorting all distances, over several blocks of features", () => {
  const random = new Random(3), n = 40, d = 37;
  const values = Float64Array.from({ length: n * d }, () => random.normal());
  const meta = pl.DataFrame({ row: Array.from({ length: n }, (_, row) => row) });
  const profiles = makeProfiles(meta, Array.from({ length: d }, (_, k) => `f${k}`), values);
  const { rows, distances, count } = nearestNeighbours(profiles, 7);
  assertEquals(count, 7);
  for (let row = 0; row < n; row++) {
    const sorted = Array.from({ length: n }, (_, other) => ({
      other,
      distance: Math.hypot(
        ...Array.from({ length: d }, (_, k) => values[row * d + k]! - values[other * d + k]!),
      ),
    })).filter(({ other }) => other !== row).sort((a, b) => a.distance - b.distance).slice(0, 7);
    assertEquals([...rows.subarray(row * 7, row * 7 + 7)], sorted.map(({ other }) => other));
    for (const [place, { distance }] of sorted.entries()) {
      assertAlmostEquals(distances[row * 7 + place]!, distance, 1e-12);
    }
  }
});

Deno.test("nearestNeighbours() puts the lower row first where distances are equal", () => {
  const meta = pl.DataFrame({ row: [0, 1, 2, 3] });
  const profiles = makeProfiles(meta, ["f"], new Float64Array([0, 1, -1, 1]));
  assertEquals([...nearestNeighbours(profiles, 3).rows.subarray(0, 3)], [1, 2, 3]);
});
