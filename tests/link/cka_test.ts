import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { cka } from "../../lib/link/cka.ts";
import { linearKernel, rbfKernel } from "../../lib/link/kernel.ts";
import { selectObjects } from "../../lib/link/pairs.ts";
import { assertUniform, beside, cloud, euclid, fixture, square } from "./spaces.ts";

interface Alignment {
  biased: number;
  unbiased: number;
  biasedInterval: [number, number];
  unbiasedInterval: [number, number];
}
const reference = await fixture<{
  n: number;
  x: number[];
  y: number[];
  alignment: Record<"linear" | "rbf", Alignment>;
  exact: Record<"biased" | "unbiased", number[]>;
}>("link.json");
const points = (data: number[]) => (
  { rows: reference.n, cols: 4, data: Float64Array.from(data) }
);
const [x, y] = [points(reference.x), points(reference.y)];
const kernels = {
  linear: [linearKernel(x), linearKernel(y)],
  rbf: [rbfKernel(euclid(x)), rbfKernel(euclid(y))],
} as const;

Deno.test("cka() and its jackknife are NumPy's, linear and radial, biased and unbiased", () => {
  for (const [name, [k, l]] of Object.entries(kernels)) {
    const expected = reference.alignment[name as "linear"];
    for (const estimator of ["biased", "unbiased"] as const) {
      const { value, interval } = cka(k!, l!, { estimator, permutations: 9 });
      assertAlmostEquals(value, expected[estimator], 1e-12);
      assertAlmostEquals(interval.low, expected[`${estimator}Interval`][0], 1e-9);
      assertAlmostEquals(interval.high, expected[`${estimator}Interval`][1], 1e-9);
    }
  }
});

Deno.test("cka() of all orders of five objects has the values that the formulas give", () => {
  const [k, l] = kernels.rbf.map((kernel) => selectObjects(kernel, [0, 1, 2, 3, 4]));
  for (const estimator of ["biased", "unbiased"] as const) {
    const { null: { values, exact } } = cka(k!, l!, { estimator });
    assertEquals(exact, true);
    for (const [i, value] of reference.exact[estimator].entries()) {
      assertAlmostEquals(values[i]!, value, 1e-10);
    }
  }
});

Deno.test("p-values of cka() are uniform for unrelated spaces: Kolmogorov-Smirnov", () => {
  const random = new Random(8);
  const pValues = Array.from({ length: 300 }, (_, seed) => {
    const [k, l] = [cloud(random, 14, 3), cloud(random, 14, 5)].map(linearKernel);
    return cka(k!, l!, { permutations: 99, seed }).null.pValue;
  });
  assertUniform(pValues, 100);
});

Deno.test("cka() is 1 for a turned and scaled space, whatever the estimator", () => {
  const turned = { ...x, data: x.data.map((_, at) => -3 * x.data[at - at % 4 + (at + 1) % 4]!) };
  for (const estimator of ["biased", "unbiased"] as const) {
    const { value } = cka(linearKernel(x), linearKernel(turned), { estimator, permutations: 9 });
    assertAlmostEquals(value, 1, 1e-12);
  }
});

Deno.test("the biased estimate of unrelated wide spaces is far above 0, the unbiased is not", () => {
  const random = new Random(2);
  const [k, l] = [cloud(random, 30, 500), cloud(random, 30, 500)].map(linearKernel);
  const biased = cka(k!, l!, { estimator: "biased", permutations: 99 });
  assert(biased.value > 0.9 && biased.null.pValue > 0.01, `${biased.value}`);
  assert(Math.abs(cka(k!, l!, { permutations: 9 }).value) < 0.1);
});

Deno.test("jackknife intervals of cka() hold the population's value in about 95 % of the samples", () => {
  const random = new Random(12);
  const space = (n: number) => {
    const shared = cloud(random, n, 2);
    return [beside(shared, cloud(random, n, 1)), beside(shared, cloud(random, n, 2))]
      .map(linearKernel);
  };
  // HSIC of linear kernels is the squared norm of the covariance: 2 / √(3 · 4).
  const truth = 2 / Math.sqrt(12);
  let held = 0;
  for (let seed = 0; seed < 200; seed++) {
    const [k, l] = space(50), { interval } = cka(k!, l!, { permutations: 1 });
    if (interval.low <= truth && truth <= interval.high) held++;
  }
  // 190 with a standard deviation of 3.1.
  assert(held >= 176 && held <= 199, `${held} of 200`);
});

Deno.test("intervals of cka() lie between its least and 1, of few objects and near both ends", () => {
  const random = new Random(6);
  for (let sample = 0; sample < 60; sample++) {
    const shared = cloud(random, 8, 2), noise = [0.05, 0.5, 5][sample % 3]!;
    const [k, l] = [1, 2].map((own) => {
      const more = cloud(random, 8, own);
      return linearKernel(beside(shared, { ...more, data: more.data.map((v) => noise * v) }));
    });
    for (const [estimator, least] of [["biased", 0], ["unbiased", -1]] as const) {
      const { value, interval: { low, high } } = cka(k!, l!, { estimator, permutations: 1 });
      assert(least <= low && low <= value && value <= high && high <= 1, `${low} to ${high}`);
    }
  }
});

Deno.test("cka() refuses kernels that tell nothing apart or do not fit", () => {
  const flat = square(new Array(144).fill(0.3));
  assertThrows(() => cka(kernels.rbf[0], flat), InputError, "second kernel");
  assertThrows(() => cka(kernels.rbf[0], square(new Array(25).fill(1))), InputError, "12 and 5");
  const hole = selectObjects(kernels.rbf[0], [0, 1, 2, 3, 4]);
  hole.data[6] = NaN;
  assertThrows(() => cka(hole, hole), InputError, "row 2, column 2: found NaN");
});
