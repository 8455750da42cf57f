import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { mantel, partialMantel } from "../../lib/link/mantel.ts";
import { selectObjects } from "../../lib/link/pairs.ts";
import { assertUniform, beside, cloud, euclid, fixture, square } from "./spaces.ts";

type ByMethod<T> = Record<"pearson" | "spearman", T>;
interface Exact {
  value: number;
  p: number;
  permuted: number[];
}
interface Reference {
  large: {
    matrices: Record<string, number[]>;
    plain: ByMethod<number>;
    ties: ByMethod<number>;
    partial: ByMethod<number>;
    several: ByMethod<number>;
  };
  small: {
    matrices: Record<string, number[]>;
    exact: ByMethod<{ plain: Exact; partial: Exact }>;
  };
}
const { large, small } = await fixture<Reference>("mantel.json");
const quick = { permutations: 19, resamples: 20 };
const methods = ["pearson", "spearman"] as const;
const of = (from: Record<string, number[]>, name: string) => square(from[name]!);

Deno.test("mantel() has the correlations of R's vegan, ties included", () => {
  const [x, y, w] = ["x", "y", "w"].map((name) => of(large.matrices, name));
  for (const method of methods) {
    const options = { ...quick, method };
    assertAlmostEquals(mantel(x!, y!, options).value, large.plain[method], 1e-12);
    assertAlmostEquals(mantel(x!, w!, options).value, large.ties[method], 1e-12);
  }
});

Deno.test("partialMantel() has vegan's value for one control and that of R's lm for two", () => {
  const [x, y, z, w] = ["x", "y", "z", "w"].map((name) => of(large.matrices, name));
  for (const method of methods) {
    const options = { ...quick, method };
    assertAlmostEquals(partialMantel(x!, y!, [z!], options).value, large.partial[method], 1e-12);
    assertAlmostEquals(
      partialMantel(x!, y!, [z!, w!], options).value,
      large.several[method],
      1e-12,
    );
  }
});

Deno.test("all orders of five objects give the values and the p of vegan", () => {
  const [x, y, z] = ["x", "y", "z"].map((name) => of(small.matrices, name));
  for (const method of methods) {
    const options = { resamples: 20, method, exchange: "objects" } as const;
    const plain = mantel(x!, y!, options), partial = partialMantel(x!, y!, [z!], options);
    for (
      const [found, expected] of [
        [plain, small.exact[method].plain],
        [partial, small.exact[method].partial],
      ] as const
    ) {
      assertEquals([found.null.exact, found.null.permutations], [true, 120]);
      assertAlmostEquals(found.null.pValue, expected.p, 1e-12);
      const values = [...expected.permuted, expected.value].sort((a, b) => a - b);
      for (const [i, value] of values.entries()) {
        assertAlmostEquals(found.null.values[i]!, value, 1e-10);
      }
    }
  }
});

Deno.test("p-values of mantel() are uniform for unrelated spaces: Kolmogorov-Smirnov", () => {
  const random = new Random(8);
  for (const method of methods) {
    const pValues = Array.from({ length: 300 }, (_, seed) => {
      const [x, y] = [cloud(random, 15, 2), cloud(random, 15, 3)].map(euclid);
      return mantel(x!, y!, { permutations: 99, resamples: 1, method, seed }).null.pValue;
    });
    assertUniform(pValues, 100);
  }
});

/** Squared distances of two spaces that share what drives them, and of the driver itself. */
function confounded(random: Random, n: number, share: number) {
  const driver = cloud(random, n, 1),
    strong = { ...driver, data: driver.data.map((v) => share * v) };
  const squared = (matrix: typeof driver) => {
    const far = euclid(matrix);
    return { ...far, data: far.data.map((value) => value * value) };
  };
  return [beside(strong, cloud(random, n, 3)), beside(strong, cloud(random, n, 3)), driver]
    .map(squared);
}

Deno.test("spaces that share only a driver are related, and not beside it: p is uniform then", () => {
  const random = new Random(9), plain: number[] = [], partial: number[] = [];
  for (let seed = 0; seed < 300; seed++) {
    const [x, y, driver] = confounded(random, 15, 1.5);
    const options = { permutations: 99, resamples: 1, seed };
    plain.push(mantel(x!, y!, options).null.pValue);
    partial.push(partialMantel(x!, y!, [driver!], options).null.pValue);
  }
  assert(plain.filter((p) => p <= 0.05).length > 150);
  assertUniform(partial, 100);
});

Deno.test("intervals of mantel() hold the value of the population in about 95 % of the samples", () => {
  const random = new Random(12);
  const space = (n: number) => {
    const shared = cloud(random, n, 2);
    return [beside(shared, cloud(random, n, 1)), beside(shared, cloud(random, n, 2))].map(euclid);
  };
  const [x, y] = space(700);
  const truth = mantel(x!, y!, { permutations: 1, resamples: 1 }).value;
  let held = 0;
  for (let seed = 0; seed < 120; seed++) {
    const [a, b] = space(40);
    const { interval } = mantel(a!, b!, { permutations: 1, resamples: 200, seed });
    if (interval.low <= truth && truth <= interval.high) held++;
  }
  // 120 × .95 = 114 with a standard deviation of 2.4; percentile intervals of 40 objects are short.
  assert(held >= 102 && held <= 120, `${held} of 120`);
});

Deno.test("mantel() does not depend on the order of the objects, nor on scales", () => {
  const random = new Random(3);
  const [x, y] = [cloud(random, 9, 2), cloud(random, 9, 2)].map(euclid);
  const order = random.shuffle([...Array(9).keys()]);
  const moved = [x!, y!].map((far) => selectObjects(far, order));
  moved[0]!.data.forEach((value, at) => moved[0]!.data[at] = 1e6 * value);
  const before = mantel(x!, y!, quick).value;
  assertAlmostEquals(mantel(moved[0]!, moved[1]!, quick).value, before, 1e-12);
});

Deno.test("mantel() refuses what has no correlation, and says which matrix", () => {
  const far = euclid(cloud(new Random(4), 6, 2)), flat = square(new Array(36).fill(1));
  assertThrows(() => mantel(far, flat), InputError, "all pairs have the same one: column y");
  assertThrows(() => partialMantel(far, far, [flat]), InputError, "column control 1");
  assertThrows(() => partialMantel(far, far, [far]), InputError, "nothing is left");
  assertThrows(
    () => mantel(far, square(new Array(25).fill(1))),
    InputError,
    "5 objects in y and 6",
  );
});

Deno.test("mantel() of the 306 compounds of the plate takes 9,999 orders unless told otherwise", () => {
  const random = new Random(5);
  const [x, y] = [cloud(random, 306, 5), cloud(random, 306, 5)].map(euclid);
  assertEquals(mantel(x!, y!, { resamples: 1 }).null.permutations, 9999);
});
