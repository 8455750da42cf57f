import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { standardizeControls } from "../../../lib/profile/whiten/standardize_controls.ts";
import { whiteningMatrix } from "../../../lib/profile/whiten/whitening_matrix.ts";

const plain = { zca: true, epsilon: 0, shrinkage: 0 };

Deno.test("whiteningMatrix() gives directions without spread the weakest size there is", () => {
  const rows = { rows: 2, cols: 3, data: new Float64Array([-1, 0, 0, 1, 0, 0]) };
  const { matrix, rank } = whiteningMatrix(rows, plain);
  assertEquals(rank, 1);
  for (const i of [0, 4, 8]) assertAlmostEquals(matrix.data[i] as number, Math.SQRT1_2);
});

Deno.test("whiteningMatrix() adds ε to the singular values", () => {
  const rows = { rows: 2, cols: 1, data: new Float64Array([-3, 3]) };
  const { matrix } = whiteningMatrix(rows, { ...plain, epsilon: 0.5 });
  assertAlmostEquals(matrix.data[0] as number, 1 / (Math.sqrt(18) + 0.5));
});

Deno.test("whiteningMatrix() of ZCA is symmetric, of PCA has orthogonal rows", () => {
  const rows = { rows: 3, cols: 2, data: new Float64Array([-1, -2, 0, 1, 1, 1]) };
  const [zca, pca] = [true, false].map((zca) =>
    whiteningMatrix(rows, { ...plain, zca }).matrix.data
  );
  assertAlmostEquals(zca![1] as number, zca![2] as number);
  assertAlmostEquals(pca![0]! * pca![2]! + pca![1]! * pca![3]!, 0, 1e-14);
});

Deno.test("whiteningMatrix() with shrinkage whitens (1 − λ) C + λ diag(C)", () => {
  const data = new Float64Array([-1, -2, 0, 1, 1, 1]), shrinkage = 0.3;
  const { matrix: { data: w } } = whiteningMatrix({ rows: 3, cols: 2, data }, {
    ...plain,
    shrinkage,
  });
  const c = [1, 1.5 * 0.7, 1.5 * 0.7, 3]; // C = [1 1.5; 1.5 3]
  const [a, b, , d] = w as unknown as [number, number, number, number];
  assertAlmostEquals(a * a * c[0]! + 2 * a * b * c[1]! + b * b * c[3]!, 1);
  assertAlmostEquals(a * b * c[0]! + (a * d + b * b) * c[1]! + b * d * c[3]!, 0, 1e-14);
});

Deno.test("whiteningMatrix() of fewer rows than columns whitens (1 − λ) C + λ diag(C)", () => {
  const random = new Random(3), n = 4, d = 9, shrinkage = 0.2;
  const raw = Float64Array.from({ length: n * d }, () => random.normal());
  const all = Array.from({ length: n }, (_, i) => i);
  const { matrix: rows } = standardizeControls(raw, d, all);
  for (const zca of [true, false]) {
    const { matrix: { data: w }, rank } = whiteningMatrix(rows, { ...plain, zca, shrinkage });
    assertEquals(rank, d);
    const covariance = (i: number, j: number) => {
      let sum = i === j ? shrinkage * n : 0;
      for (let row = 0; row < n; row++) {
        sum += (1 - shrinkage) * rows.data[row * d + i]! * rows.data[row * d + j]!;
      }
      return sum / (n - 1);
    };
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) {
        let sum = 0;
        for (let i = 0; i < d; i++) {
          for (let j = 0; j < d; j++) sum += w[a * d + i]! * covariance(i, j) * w[b * d + j]!;
        }
        assertAlmostEquals(sum, a === b ? 1 : 0, 1e-9);
      }
    }
  }
});
