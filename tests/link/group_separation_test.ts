import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { groupSeparation } from "../../lib/link/group_separation.ts";
import { assertUniform, cloud, euclid, fixture, square } from "./spaces.ts";

const reference = await fixture<{
  tied: [number[], number[]];
  labels: string[][];
  separation: {
    all: number;
    groups: Record<string, { auc: number; within: number; between: number }>;
  };
}>("link.json");
const quick = { permutations: 99, resamples: 50, groupPermutations: 99 };

Deno.test("groupSeparation() has scikit-learn's areas, with ties and several labels an object", () => {
  const far = square(reference.tied[0]);
  const { all, groups, unlabelled } = groupSeparation(far, reference.labels, quick);
  assertAlmostEquals(all.value, reference.separation.all, 1e-12);
  assertEquals(groups.map(({ group }) => group), ["a", "b", "c", "d"]);
  for (const { group, value, within, between } of groups) {
    const expected = reference.separation.groups[group]!;
    assertAlmostEquals(value, expected.auc, 1e-12);
    assertAlmostEquals(within, expected.within, 1e-12);
    assertAlmostEquals(between, expected.between, 1e-12);
  }
  assertEquals(unlabelled, [7]);
});

Deno.test("the nulls of groupSeparation() have their own order's value among them", () => {
  // Of 5 objects all orders are tried, the one observed too.
  const far = euclid(cloud(new Random(1), 5, 2));
  const { all, groups } = groupSeparation(far, ["a", "a", "b", "b", "b"], {
    resamples: 5,
    groupPermutations: 119,
  });
  for (const one of [all, ...groups]) {
    assertEquals(one.null.exact, true);
    assert(one.null.values.some((value) => Math.abs(value - one.value) < 1e-12));
    assertAlmostEquals(one.null.mean, 0.5, 0.2);
  }
});

Deno.test("p-values of groupSeparation() are uniform for labels without meaning", () => {
  const random = new Random(6), labels = [..."aaabbbcccdddeee"];
  const found = Array.from({ length: 300 }, (_, seed) => {
    const far = euclid(cloud(random, 15, 3));
    const { all, groups } = groupSeparation(far, labels, {
      permutations: 99,
      groupPermutations: 99,
      resamples: 1,
      seed,
    });
    return [all.null.pValue, groups[0]!.null.pValue];
  });
  assertUniform(found.map(([p]) => p!), 100);
  assertUniform(found.map(([, p]) => p!), 100);
});

Deno.test("groups apart have an area of 1, and single ones and unknown ones are named", () => {
  const places = [0, 1, 10, 11, 50, 60];
  const far = square(places.flatMap((a) => places.map((b) => Math.abs(a - b))));
  const { all, groups, single, unlabelled } = groupSeparation(
    far,
    ["a", "a", "b", "b", "c", null],
    quick,
  );
  assertEquals([all.value, all.objects, single, unlabelled], [1, 5, ["c"], [5]]);
  assertEquals(groups.map(({ members }) => members), [[0, 1], [2, 3]]);
  assertEquals(groups.map(({ interval }) => interval.low), [1, 1]);
});

Deno.test("groupSeparation() refuses labels that make no pair to compare", () => {
  const far = euclid(cloud(new Random(1), 4, 2));
  assertThrows(() => groupSeparation(far, [..."abcd"], quick), InputError, "0 pairs of one group");
  assertThrows(() => groupSeparation(far, [..."aaaa"], quick), InputError, "0 of different");
  assertThrows(() => groupSeparation(far, [..."aab"], quick), InputError, "4, one an object");
});
