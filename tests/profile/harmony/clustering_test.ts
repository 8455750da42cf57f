import { assertAlmostEquals, assertEquals } from "@std/assert";
import { zeros } from "../../../lib/core/matrix.ts";
import { Random } from "../../../lib/core/random.ts";
import { Clustering } from "../../../lib/profile/harmony/clustering.ts";
import { unitRows } from "../../../lib/profile/harmony/unit_rows.ts";

/** Two directions, a batch each, and where the clusters settle. */
function settle(diversity: number, softness = 0.1) {
  const random = new Random(1), n = 60, rows = zeros(n, 2), of = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    of[i] = i % 2;
    rows.data[2 * i] = 1 + 0.1 * random.normal();
    rows.data[2 * i + 1] = (i % 2) * 0.8 + 0.1 * random.normal();
  }
  const unit = unitRows(rows), share = new Float64Array([0.5, 0.5]);
  const centers = { rows: 2, cols: 2, data: new Float64Array([1, 0, 1, 0.8]) };
  const clustering = new Clustering(unit, centers, { of, variables: 1, count: 2, share }, {
    diversity: new Float64Array([diversity, diversity]),
    softness,
    blockShare: 0.1,
    rounds: 20,
    tolerance: 1e-5,
    random: new Random(2),
  });
  clustering.run(unit);
  // Membership of the first cluster that is of the first batch.
  let first = 0, all = 0;
  for (let i = 0; i < n; i++) {
    all += clustering.membership.data[2 * i]!;
    if (of[i] === 0) first += clustering.membership.data[2 * i]!;
  }
  return { clustering, purity: first / all };
}

Deno.test("Clustering without diversity follows the batches, with it clusters hold both", () => {
  assertEquals(settle(0).purity > 0.95, true);
  assertEquals(settle(4).purity < 0.6, true);
});

Deno.test("Clustering has memberships that sum to 1, and an objective that comes down", () => {
  const { membership, objective, rounds } = settle(2).clustering;
  for (let i = 0; i < membership.rows; i++) {
    assertAlmostEquals(membership.data[2 * i]! + membership.data[2 * i + 1]!, 1, 1e-12);
  }
  assertEquals(objective.at(-1)! < objective[0]!, true);
  assertEquals(objective.length, 1 + rounds[0]!);
});

Deno.test("Clustering is softer with a larger softness", () => {
  const sharpness = (softness: number) =>
    settle(0, softness).clustering.membership.data.reduce((sum, r) => sum + r * r, 0);
  assertEquals(sharpness(1) < sharpness(0.1), true);
});
