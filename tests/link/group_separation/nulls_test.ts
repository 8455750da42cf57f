import { assertAlmostEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { labelledPairs } from "../../../lib/link/group_separation/labelled_pairs.ts";
import { groupNull, pooledNull } from "../../../lib/link/group_separation/nulls.ts";
import { areaUnderCurve, rankPairs } from "../../../lib/link/group_separation/pair_ranking.ts";
import { cloud, euclid, square } from "../spaces.ts";

const random = new Random(2), labels = [..."aaabbbccd"], n = labels.length;
// Whole numbers, so that distances tie.
const far = square(euclid(cloud(random, n, 2)).data.map((value) => Math.round(2 * value)));
const order = Int32Array.from(random.shuffle([...labels.keys()]));
const carried = Array.from(order.keys(), (object) => labels[order.indexOf(object)]!);
const once = new Float64Array(n).fill(1);

Deno.test("pooledNull() of an order is the area with the labels dealt in that order", () => {
  const dealt = labelledPairs(far, carried), own = labelledPairs(far, labels);
  const expected = areaUnderCurve(rankPairs(dealt.pairs, dealt.far), once);
  assertAlmostEquals(pooledNull(n, own.pairs, own.far)(order), expected, 1e-12);
});

Deno.test("groupNull() of an order is the area of whoever the group falls on", () => {
  const { far: distance } = labelledPairs(far, labels), members = [0, 1, 2];
  const chosen = new Set(members.map((member) => order[member]!));
  const pairs = labelledPairs(far, labels).pairs.filter(({ i, j }) =>
    chosen.has(i) || chosen.has(j)
  )
    .map(({ i, j }) => ({ i, j, related: chosen.has(i) && chosen.has(j) }));
  const expected = areaUnderCurve(rankPairs(pairs, distance), once);
  assertAlmostEquals(groupNull(n, members, distance)(order), expected, 1e-12);
});
