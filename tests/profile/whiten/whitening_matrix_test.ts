import { assertAlmostEquals, assertEquals } from "@std/assert";
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
