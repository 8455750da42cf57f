import { assertAlmostEquals, assertEquals } from "@std/assert";
import { zeros } from "../../lib/core/matrix.ts";
import { principalAxes } from "../../lib/core/principal_axes.ts";

Deno.test("principalAxes() puts the covariance together again, of few rows and of many", () => {
  const data = [1, 2, 3, -4, 0, 2, 3, -2, -5];
  for (const repeat of [1, 2]) {
    const rows = 3 * repeat;
    const matrix = {
      rows,
      cols: 3,
      data: Float64Array.from({ length: 9 * repeat }, (_, i) => data[i % 9]!),
    };
    const { variances, axes } = principalAxes(matrix);
    assertEquals(axes.rows, 2);
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        let wanted = 0, found = 0;
        for (let i = 0; i < rows; i++) wanted += matrix.data[i * 3 + a]! * matrix.data[i * 3 + b]!;
        for (let k = 0; k < 2; k++) {
          found += variances[k]! * axes.data[k * 3 + a]! * axes.data[k * 3 + b]!;
        }
        assertAlmostEquals(found, wanted / (rows - 1), 1e-12);
      }
    }
  }
});

Deno.test("principalAxes() has none where nothing varies", () => {
  assertEquals(principalAxes(zeros(2, 3)).axes.rows, 0);
  assertEquals(principalAxes(zeros(3, 2)).axes.rows, 0);
});

Deno.test("principalAxes() takes chosen rows about their own mean, twice where they are named twice", () => {
  const data = new Float32Array([7, 1, 100, -100, 9, 5, 8, 3]);
  const matrix = { rows: 4, cols: 2, data };
  const { means, variances, axes } = principalAxes(matrix, { rows: [0, 2, 3, 3] });
  assertEquals([...means], [8, 3]);
  // Along (1, 2): −√5, √5, 0 and 0.
  assertEquals(axes.rows, 1);
  assertAlmostEquals(variances[0]!, 10 / 3, 1e-12);
  assertAlmostEquals(axes.data[1]! / axes.data[0]!, 2, 1e-12);
});
