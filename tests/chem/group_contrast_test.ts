import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { groupContrast } from "../../lib/chem/group_contrast.ts";
import { InputError } from "../../lib/core/errors.ts";
import { zeros } from "../../lib/core/matrix.ts";
import { Random } from "../../lib/core/random.ts";

/** Values by chance, and more within blocks of four. */
function blocks(n: number, more: number, seed: number) {
  const random = new Random(seed), matrix = zeros(n, n);
  const labels = Array.from({ length: n }, (_, i) => `group ${Math.floor(i / 4)}`);
  for (let i = 0; i < n; i++) {
    matrix.data[i * n + i] = 1;
    for (let j = 0; j < i; j++) {
      const value = random.uniform(0, 0.5) + (labels[i] === labels[j] ? more : 0);
      matrix.data[i * n + j] = matrix.data[j * n + i] = value;
    }
  }
  return { matrix, labels };
}

Deno.test("groupContrast() sees blocks, and p is uniform where there are none", () => {
  const { matrix, labels } = blocks(24, 0.3, 1);
  assertEquals(groupContrast(matrix, labels, { permutations: 199 }).p, 1 / 200);
  const options = { permutations: 99 };
  const ps = Array.from({ length: 60 }, (_, seed) => {
    const { matrix, labels } = blocks(16, 0, seed + 2);
    return groupContrast(matrix, labels, options).p;
  });
  // Of 60 uniform p-values 30 are expected up to a half (deviation 3.9), 6 up to a tenth (2.3).
  const upTo = (limit: number) => ps.filter((p) => p <= limit).length;
  assert(Math.abs(upTo(0.5) - 30) < 16 && upTo(0.1) < 16, `${upTo(0.5)}, ${upTo(0.1)}`);
});

Deno.test("groupContrast() leaves out the missing, and has no value within a group of one", () => {
  const data = Float64Array.of(
    1,
    0.5,
    NaN,
    0.25,
    0.5,
    1,
    NaN,
    0.75,
    NaN,
    NaN,
    NaN,
    NaN,
    0.25,
    0.75,
    NaN,
    1,
  );
  const matrix = { rows: 4, cols: 4, data };
  const { within, between, groups } = groupContrast(matrix, ["a", "a", "b", "b"]);
  assertAlmostEquals(within, 0.5, 1e-12);
  assertAlmostEquals(between, 0.5, 1e-12);
  const [a, b] = groups;
  assertEquals([a?.members, a?.pairs, b?.members, b?.pairs], [2, 1, 1, 0]);
  assertEquals([b?.within, b?.chance[0]], [NaN, NaN]);
  assertAlmostEquals(b?.between ?? NaN, 0.5, 1e-12);
});

Deno.test("groupContrast() says what chance gives a group of that size", () => {
  const { matrix, labels } = blocks(24, 0.3, 1);
  for (const { within, chance: [low, high] } of groupContrast(matrix, labels).groups) {
    assert(low < high && high < within, `${low}, ${high}, ${within}`);
    // Shuffled groups have the mean of all pairs, about 0.25 + 0.3 · 36 / 276, in their middle.
    assert(low < 0.29 && high > 0.29);
  }
});

Deno.test("groupContrast() of one group only has no p-value", () => {
  const data = Float64Array.of(1, 0.5, 0.5, 1);
  const { between, p } = groupContrast({ rows: 2, cols: 2, data }, ["a", "a"]);
  assertEquals([between, p], [NaN, NaN]);
});

Deno.test("groupContrast() refuses labels that do not fit", () => {
  assertThrows(() => groupContrast(zeros(2, 2), ["a"]), InputError, "1 labels for 2 × 2");
});
