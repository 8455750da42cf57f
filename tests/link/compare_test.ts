import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import {
  canonicalCorrelation,
  compareMethods,
  contrastiveTowers,
  differenceOf,
  nearestNeighbours,
  ridgeRegression,
} from "../../lib/link/compare.ts";
import type { Method } from "../../lib/link/compare.ts";
import { withStructuresOf } from "../../lib/link/matched.ts";
import { planted } from "./planted.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });
const quick = { folds: 3, repeats: 1, resamples: 200, permutations: 199 } as const;
const small = {
  settings: [{ loss: "InfoNCE", hidden: 0 }],
  embedding: 8,
  epochs: 20,
  rate: 0.02,
  mask: 0.1,
};

Deno.test("compareMethods() finds a planted signal with every method, in both directions", async () => {
  const methods = [
    nearestNeighbours([5]),
    ridgeRegression([0.1]),
    canonicalCorrelation([0.1], [6]),
    contrastiveTowers(tf, small),
  ];
  const results = await compareMethods(planted(45, 2, 1), methods, quick);
  const [chance, ...others] = results;
  for (const method of others) {
    for (const direction of ["toStructure", "toProfile"] as const) {
      const { measures: { reciprocalRank: { value, low, high } }, p } = method[direction];
      assert(p <= 0.02, `${method.name} ${direction} p ${p}`);
      assert(low < value && value < high);
      const lift = differenceOf(method[direction], chance![direction]);
      assert(lift.low > 0, `${method.name} ${direction} lift ${lift.value}`);
    }
  }
});

Deno.test("compareMethods() finds nothing where structures belong to others", async () => {
  const matched = planted(45, 2, 1);
  const order = new Random(4).shuffle(matched.names.keys());
  const results = await compareMethods(
    withStructuresOf(matched, order),
    [ridgeRegression([0.1])],
    quick,
  );
  assert(results[1]!.toStructure.p > 0.05);
  assert(results[1]!.toProfile.p > 0.05);
});

Deno.test("compareMethods() chooses on validation compounds and never shows the test compounds", async () => {
  const matched = planted(30, 1, 2);
  const seen: { fitted: Set<string>; scored: Set<string> }[] = [];
  const spy: Method = {
    name: "spy",
    settings: [{ good: 0 }, { good: 1 }],
    prepare: (train, validation) => (setting) => ({
      score: (test) => {
        const fitted = new Set([...train.names, ...validation?.names ?? []]);
        if (validation === undefined) seen.push({ fitted, scored: new Set(test.names) });
        const n = test.names.length, data = new Float64Array(n * n);
        if (setting.good === 1) { for (let i = 0; i < n; i++) data[i * n + i] = 1; }
        const matrix = { rows: n, cols: n, data };
        return { toStructure: matrix, toProfile: matrix };
      },
    }),
  };
  const [, result] = await compareMethods(matched, [spy], { ...quick, folds: 5 });
  assertEquals(result!.chosen.map(({ setting }) => setting.good), new Array(5).fill(1));
  assertEquals(seen.length, 5);
  for (const { fitted, scored } of seen) {
    assertEquals(fitted.size + scored.size, 30);
    assertEquals([...scored].filter((name) => fitted.has(name)), []);
  }
});

Deno.test("compareMethods() gives the same numbers for the same seed", async () => {
  const run = () =>
    compareMethods(planted(24, 1, 3), [contrastiveTowers(tf, { ...small, epochs: 5 })], quick);
  assertEquals(await run(), await run());
});

Deno.test("compareMethods() refuses two folds, and folds of one compound", async () => {
  await assertRejects(
    () => compareMethods(planted(9, 1, 1), [ridgeRegression()], { ...quick, folds: 2 }),
    InputError,
    "3 or more",
  );
  await assertRejects(
    () => compareMethods(planted(5, 1, 1), [ridgeRegression()], quick),
    InputError,
    "1 compound in a fold, of 5 in 3 folds",
  );
});
