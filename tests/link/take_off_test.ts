import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { takeOff } from "../../lib/link/take_off.ts";
import { cloud } from "./spaces.ts";

const random = new Random(5), n = 20;
const list = () => cloud(random, n, 1).data;
const correlation = (a: Float64Array, b: Float64Array) => {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
  return a.reduce((sum, value, i) => sum + (value - mean(a)) * (b[i]! - mean(b)), 0);
};

Deno.test("takeOff() leaves features without correlation with the terms, and their means", () => {
  const terms = [list(), list()], features = cloud(random, n, 3);
  const { features: { data }, basis } = takeOff(features, terms);
  assertEquals(basis.length, 2);
  for (const col of [0, 1, 2]) {
    const [before, after] = [features.data, data].map((values) =>
      values.filter((_, at) => at % 3 === col)
    ) as [Float64Array, Float64Array];
    for (const term of terms) assertAlmostEquals(correlation(after, term), 0, 1e-10);
    const sum = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    assertAlmostEquals(sum(after), sum(before), 1e-10);
  }
});

Deno.test("takeOff() takes a plane off whole, and counts a term once that others explain", () => {
  const [a, b] = [list(), list()];
  const data = a.map((value, i) => 4 + 3 * value - 2 * b[i]!), double = a.map((value) => 2 * value);
  const left = takeOff({ rows: n, cols: 1, data }, [a, b, double]);
  const mean = data.reduce((sum, value) => sum + value, 0) / n;
  for (const value of left.features.data) assertAlmostEquals(value, mean, 1e-10);
  assertEquals(left.basis.length, 2);
});

Deno.test("takeOff() without a term that varies changes nothing", () => {
  const features = cloud(random, n, 2), flat = new Float64Array(n).fill(7);
  assertEquals(takeOff(features, [flat]), { features, basis: [] });
});

Deno.test("takeOff() refuses terms of another length, and values that are not finite", () => {
  const features = cloud(random, n, 1);
  assertThrows(() => takeOff(features, [new Float64Array(3)]), InputError, "3 values");
  assertThrows(() => takeOff(features, [list().fill(NaN, 2, 3)]), InputError, "not finite");
});
