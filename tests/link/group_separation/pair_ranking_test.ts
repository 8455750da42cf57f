import { assertAlmostEquals, assertEquals } from "@std/assert";
import { areaUnderCurve, rankPairs } from "../../../lib/link/group_separation/pair_ranking.ts";

const pairs = [
  { i: 0, j: 1, related: true, far: 2 },
  { i: 0, j: 2, related: false, far: 2 },
  { i: 1, j: 2, related: false, far: 5 },
  { i: 2, j: 3, related: true, far: 3 },
];
const ranking = rankPairs(
  pairs,
  (i, j) => pairs.find((pair) => pair.i === i && pair.j === j)!.far,
);

Deno.test("areaUnderCurve() counts ties half", () => {
  // 2 against 2: ½, 2 against 5: 1, 3 against 2: 0, 3 against 5: 1.
  assertEquals(areaUnderCurve(ranking, new Float64Array([1, 1, 1, 1])), 2.5 / 4);
});

Deno.test("areaUnderCurve() of weights is that of pairs that are there so often", () => {
  // Object 1 twice: related 2, 2, 3; unrelated 2, 5, 5.
  const found = areaUnderCurve(ranking, new Float64Array([1, 2, 1, 1]));
  assertAlmostEquals(found, (2 * 0.5 + 4 + 0 + 2) / 9, 1e-12);
});

Deno.test("areaUnderCurve() is NaN where one kind of pair is missing", () => {
  assertEquals(areaUnderCurve(ranking, new Float64Array([1, 0, 1, 0])), NaN);
});
