import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { covariance } from "../../lib/core/covariance.ts";
import { InputError } from "../../lib/core/errors.ts";
import { zeros } from "../../lib/core/matrix.ts";
import { Random } from "../../lib/core/random.ts";
import linear from "./fixtures/linear.json" with { type: "json" };

const { rows, cols, data, means, ddof1, ddof0OfRows0to4 } = linear.covariance;
const sample = { rows, cols, data: Float64Array.from(data) };

Deno.test("covariance() agrees with numpy, with a mean a million times the spread", () => {
  const found = covariance(sample);
  for (let j = 0; j < cols; j++) {
    assertAlmostEquals(found.means[j] as number, means[j] as number, 1e-9);
  }
  for (let i = 0; i < cols * cols; i++) {
    assertAlmostEquals(found.matrix.data[i] as number, ddof1[i] as number, 1e-9);
  }
});

Deno.test("covariance() takes some rows and another divisor", () => {
  const { matrix } = covariance(sample, { rows: [0, 1, 2, 3, 4], ddof: 0 });
  for (let i = 0; i < cols * cols; i++) {
    assertAlmostEquals(matrix.data[i] as number, ddof0OfRows0to4[i] as number, 1e-9);
  }
});

Deno.test("covariance() does not depend on where its blocks of rows end", () => {
  const random = new Random(1), n = 600, d = 5;
  const values = Float32Array.from({ length: n * d }, () => random.normal());
  const { matrix, means } = covariance({ rows: n, cols: d, data: values });
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let sum = 0;
      for (let row = 0; row < n; row++) {
        sum += (values[row * d + i]! - means[i]!) * (values[row * d + j]! - means[j]!);
      }
      assertAlmostEquals(matrix.data[i * d + j] as number, sum / (n - 1), 1e-12);
    }
  }
});

Deno.test("covariance() needs more rows than it takes off the divisor", () => {
  assertThrows(() => covariance(zeros(1, 2)), InputError, "found 1, allowed: 2 or more");
  assertThrows(() => covariance(zeros(0, 2), { ddof: 0 }), InputError, "found 0");
  assertEquals([...covariance(zeros(1, 2), { ddof: 0 }).matrix.data], [0, 0, 0, 0]);
});
