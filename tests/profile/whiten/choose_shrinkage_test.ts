import { assertAlmostEquals, assertEquals } from "@std/assert";
import { zeros } from "../../../lib/core/matrix.ts";
import { Random } from "../../../lib/core/random.ts";
import { chooseShrinkage } from "../../../lib/profile/whiten/choose_shrinkage.ts";

/** Rows of standard normal numbers that share a part of their variance. */
function rows(n: number, d: number, common: number) {
  const random = new Random(1), matrix = zeros(n, d);
  for (let i = 0; i < n; i++) {
    const shared = random.normal();
    for (let j = 0; j < d; j++) {
      matrix.data[i * d + j] = Math.sqrt(common) * shared + Math.sqrt(1 - common) * random.normal();
    }
  }
  return matrix;
}

const folds = (n: number) => Array.from({ length: n }, (_, i) => i % 5);

Deno.test("chooseShrinkage() shrinks features that have nothing in common all the way", () => {
  assertEquals(chooseShrinkage(rows(30, 20, 0), folds(30)).best > 0.7, true);
});

Deno.test("chooseShrinkage() shrinks less, the more controls there are", () => {
  const few = chooseShrinkage(rows(20, 10, 0.8), folds(20)).best;
  const many = chooseShrinkage(rows(2000, 10, 0.8), folds(2000)).best;
  assertEquals(many < 0.05 && few > many, true, `${few} for few, ${many} for many`);
});

Deno.test("chooseShrinkage() scores by the Gaussian likelihood of rows left out", () => {
  // Left out in turn: rows (1, 0) and (−1, 0) foretold by two others, worked out by hand for λ = 1,
  // where the covariance is I.
  const data = new Float64Array([1, 0, -1, 0, 0, 1, 0, -1]);
  const { scores } = chooseShrinkage({ rows: 4, cols: 2, data }, [0, 0, 1, 1]);
  const all = scores.find(({ shrinkage }) => shrinkage === 1);
  assertAlmostEquals(all?.logLikelihood as number, -0.5);
});

Deno.test("chooseShrinkage() does not offer 0 where the covariance is singular", () => {
  const { scores } = chooseShrinkage(rows(6, 10, 0.5), folds(6));
  assertEquals(scores.length, 41);
  assertEquals(chooseShrinkage(rows(40, 3, 0.5), folds(40)).scores[0]?.shrinkage, 0);
});
