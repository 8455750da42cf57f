import { assert, assertEquals } from "@std/assert";
import { nonparametric, parametric, parametricShift } from "../../../lib/profile/combat/bayes.ts";
import { assertNear } from "../reference.ts";

const found = {
  shift: new Float64Array([-1, 0.5, 1, 2.5]),
  variance: new Float64Array([0.5, 1, 1.5, 3]),
};

Deno.test("parametric() draws towards the mean the more, the fewer samples there are", () => {
  const spread = (values: Float64Array) => Math.max(...values) - Math.min(...values);
  const few = parametric(found, 3), many = parametric(found, 300);
  assert(spread(few.shift) < spread(many.shift) && spread(many.shift) < 3.5);
  assert(spread(few.variance) < spread(many.variance) && spread(many.variance) < 2.5);
  assertNear(many.shift, found.shift, 0.02);
});

Deno.test("parametric() of features that all agree is finite: what they agree on", () => {
  const same = { shift: new Float64Array(3).fill(0.7), variance: new Float64Array(3).fill(1.25) };
  const { shift, variance } = parametric(same, 4);
  assertNear([...shift, ...variance], [...same.shift, ...same.variance], 1e-15);
  const zero = { shift: new Float64Array(3), variance: new Float64Array([1, 2, 3]) };
  assertEquals([...parametric(zero, 4).shift], [0, 0, 0]);
});

Deno.test("parametricShift() weighs a shift with the variance of the shifts", () => {
  const { shift, variance } = parametricShift(new Float64Array([0, 2])); // mean 1, variance 2
  assertNear(shift, [1 / 3, 5 / 3], 1e-15);
  assertEquals([...variance], [1, 1]);
});

Deno.test("nonparametric() stays finite with many samples and with a variance of 0", () => {
  const many = nonparametric(found, found.variance.map((value) => value * 9999), 10_000);
  assert([...many.shift, ...many.variance].every(Number.isFinite));
  const flat = { shift: found.shift, variance: new Float64Array([0, 1, 1, 1]) };
  const { variance } = nonparametric(flat, new Float64Array([0, 4, 4, 4]), 5);
  assertEquals([...variance], [1, 1, 1, 1]);
});
