import { assertAlmostEquals, assertEquals } from "@std/assert";
import { covariance } from "../../../lib/core/covariance.ts";
import { Random } from "../../../lib/core/random.ts";
import { alongAxes, spectrumOf } from "../../../lib/profile/match/spectrum.ts";

const random = new Random(8), n = 200, d = 4;
const data = new Float64Array(n * d);
for (let row = 0; row < n; row++) {
  const common = random.normal();
  for (let k = 0; k < d; k++) data[row * d + k] = 3 + common * k + random.normal(0, 0.5 + k);
}
const matrix = { rows: n, cols: d, data };
const rows = Array.from({ length: n }, (_, row) => row);

Deno.test("alongAxes() with hardly any ridge makes the covariance I", () => {
  const white = alongAxes(matrix, spectrumOf(matrix, rows), d, 1e-12);
  const { means, matrix: spread } = covariance(white);
  for (let i = 0; i < d; i++) {
    assertAlmostEquals(means[i]!, 0, 1e-12);
    for (let j = 0; j < d; j++) {
      assertAlmostEquals(spread.data[i * d + j]!, i === j ? 1 : 0, 1e-9);
    }
  }
});

Deno.test("alongAxes() with a ridge leaves the axes 1 / (1 + ridge × mean / variance) of variance", () => {
  const spectrum = spectrumOf(matrix, rows), { variances } = spectrum;
  const mean = variances.reduce((sum, v) => sum + v, 0) / d;
  const { matrix: spread } = covariance(alongAxes(matrix, spectrum, d, 0.3));
  for (let i = 0; i < d; i++) {
    assertAlmostEquals(spread.data[i * d + i]!, 1 / (1 + 0.3 * mean / variances[i]!), 1e-9);
  }
});

Deno.test("alongAxes() without ridge keeps all distances when no axis is dropped", () => {
  const turned = alongAxes(matrix, spectrumOf(matrix, [0, 1, 2, 3, 4, 5, 6, 7]), d).data;
  const square = (values: Float64Array) =>
    [0, 1, 2, 3].reduce((sum, k) => sum + (values[k]! - values[20 * d + k]!) ** 2, 0);
  assertAlmostEquals(square(turned), square(data), 1e-9);
});

Deno.test("alongAxes() of constant rows is 0, never NaN", () => {
  const constant = { rows: 3, cols: 2, data: new Float64Array(6).fill(7) };
  const spectrum = spectrumOf(constant, [0, 1, 2]);
  assertEquals([...alongAxes(constant, spectrum, 2, 1).data].map(Math.abs), [0, 0, 0, 0, 0, 0]);
});
