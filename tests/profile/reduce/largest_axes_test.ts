import { assert, assertAlmostEquals } from "@std/assert";
import { symmetricEigen } from "../../../lib/core/eigen.ts";
import { covariance } from "../../../lib/core/covariance.ts";
import { transpose } from "../../../lib/core/transpose.ts";
import { Random } from "../../../lib/core/random.ts";
import { largestAxes } from "../../../lib/profile/reduce/largest_axes.ts";
import { largestDifference } from "./digits.ts";

Deno.test("largestAxes() by Lanczos' method equals all eigenvalues at once, tall and wide", () => {
  const random = new Random(5), rows = 330, cols = 270;
  const width = Array.from({ length: cols }, (_, i) => 3 / (1 + i / 4));
  const tall = {
    rows,
    cols,
    data: Float64Array.from(
      { length: rows * cols },
      (_, i) => 7 + random.normal() * width[i % cols]!,
    ),
  };
  for (const matrix of [tall, transpose(tall)]) {
    const { axes, variances, scores } = largestAxes(matrix, 3);
    const d = matrix.cols, exact = symmetricEigen(covariance(matrix).matrix);
    assert(largestDifference(variances, exact.values.subarray(0, 3)) < 1e-9);
    assert(largestDifference(axes.data, exact.vectors.data.subarray(0, 3 * d)) < 1e-8);
    let sum = 0;
    for (let row = 0; row < matrix.rows; row++) sum += scores.data[3 * row + 2]! ** 2;
    assertAlmostEquals(sum / (matrix.rows - 1), variances[2]!, 1e-8);
  }
});

Deno.test("largestAxes() of vectors that are all the same are directions without variance", () => {
  for (const [rows, cols] of [[6, 4], [3, 5]] as const) {
    const { axes, variances } = largestAxes(
      { rows, cols, data: new Float64Array(rows * cols).fill(0.1) },
      3,
    );
    assert(variances.every((variance) => variance < 1e-20));
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let dot = 0;
        for (let k = 0; k < cols; k++) dot += axes.data[i * cols + k]! * axes.data[j * cols + k]!;
        assertAlmostEquals(dot, i === j ? 1 : 0, 1e-12);
      }
    }
  }
});
