import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { neighbourAgreement } from "../../lib/link/neighbour_agreement.ts";
import { cloud, euclid, fixture, square } from "./spaces.ts";

const reference = await fixture<{
  n: number;
  x: number[];
  y: number[];
  tied: [number[], number[]];
  neighbours: Record<string, number>;
  ties: Record<string, number>;
}>("link.json");
const points = (data: number[]) => ({ rows: reference.n, cols: 4, data: Float64Array.from(data) });
const [x, y] = [euclid(points(reference.x)), euclid(points(reference.y))];
const quick = { permutations: 19 };

Deno.test("neighbourAgreement() counts the neighbours that scikit-learn finds", () => {
  const found = neighbourAgreement(x, y, { ...quick, neighbours: [1, 3, 5] });
  for (const { neighbours, value, chance } of found) {
    assertAlmostEquals(value, reference.neighbours[neighbours]!, 1e-12);
    assertAlmostEquals(chance, neighbours / 11, 1e-12);
  }
});

Deno.test("neighbourAgreement() of ties is the mean over all ways to break them", () => {
  const [a, b] = reference.tied.map(square);
  const found = neighbourAgreement(a!, b!, { ...quick, neighbours: [1, 3, 5] });
  for (const { neighbours, value } of found) {
    assertAlmostEquals(value, reference.ties[neighbours]!, 1e-12);
  }
});

Deno.test("a space without differences agrees by chance, one with itself fully", () => {
  const flat = square(new Array(144).fill(1));
  for (const { value, chance } of neighbourAgreement(flat, y, quick)) {
    assertAlmostEquals(value, chance, 1e-12);
  }
  for (const { value, interval } of neighbourAgreement(x, x, quick)) {
    assertEquals([value, interval.high], [1, 1]);
    // Wilson's interval of 12 of 12.
    assertAlmostEquals(interval.low, 1 / (1 + 1.959963984540054 ** 2 / 12), 1e-12);
  }
});

Deno.test("p-values of neighbourAgreement() do not fall below what they promise", () => {
  // The statistic has few values for one neighbour: p may be larger than uniform, not smaller.
  const random = new Random(3);
  const pValues = Array.from({ length: 300 }, (_, seed) => {
    const [a, b] = [cloud(random, 20, 3), cloud(random, 20, 3)].map(euclid);
    return neighbourAgreement(a!, b!, { permutations: 99, neighbours: [1, 5], seed })
      .map((one) => one.null.pValue);
  });
  for (const at of [0.05, 0.2]) {
    // 99.9 % of binomial counts of 300 lie below.
    const most = 300 * at + 3.1 * Math.sqrt(300 * at * (1 - at));
    for (const k of [0, 1]) assert(pValues.filter((p) => p[k]! <= at + 1e-9).length <= most);
  }
  // Five neighbours of 20 objects: values enough for a mean that is near that of uniform numbers.
  const mean = pValues.reduce((sum, p) => sum + p[1]!, 0) / 300;
  assertAlmostEquals(mean, 0.5, 0.09);
});

Deno.test("the null of neighbourAgreement() has the mean that chance gives", () => {
  const [found] = neighbourAgreement(x, y, { permutations: 4000, neighbours: [3] });
  assertAlmostEquals(found!.null.mean, 3 / 11, 0.01);
});

Deno.test("neighbourAgreement() looks at 1, 3, 5 and 10 neighbours, and refuses what cannot be", () => {
  const ks = (n: number) =>
    neighbourAgreement(
      euclid(cloud(new Random(1), n, 2)),
      euclid(cloud(new Random(2), n, 2)),
      quick,
    )
      .map(({ neighbours }) => neighbours);
  assertEquals([ks(12), ks(6)], [[1, 3, 5, 10], [1, 3, 5]]);
  assertThrows(() => neighbourAgreement(x, y, { neighbours: [12] }), InputError, "1 to 11");
});
