import { assertAlmostEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { linearKernel } from "../../../lib/link/kernel.ts";
import { hsic, kernelSums } from "../../../lib/link/cka/hsic.ts";
import { selectObjects } from "../../../lib/link/pairs.ts";
import { cloud } from "../spaces.ts";

Deno.test("kernelSums() without an object are the sums of the kernels without it", () => {
  const random = new Random(6), n = 8;
  const [k, l] = [cloud(random, n, 3), cloud(random, n, 3)].map(linearKernel);
  for (const diagonal of [true, false]) {
    const { without } = kernelSums(k!.data, l!.data, n, diagonal);
    for (let object = 0; object < n; object++) {
      const rest = [...Array(n).keys()].filter((i) => i !== object);
      const [a, b] = [selectObjects(k!, rest), selectObjects(l!, rest)];
      const expected = kernelSums(a.data, b.data, n - 1, diagonal).all, found = without(object);
      for (const key of ["n", "products", "rows", "totals"] as const) {
        assertAlmostEquals(found[key], expected[key], 1e-9);
      }
    }
  }
});

Deno.test("the unbiased hsic() of independent spaces is 0 on average, the biased one is not", () => {
  const random = new Random(7), n = 10, draws = 400;
  const found = { biased: [] as number[], unbiased: [] as number[] };
  for (let draw = 0; draw < draws; draw++) {
    const [k, l] = [cloud(random, n, 4), cloud(random, n, 4)].map(linearKernel);
    found.biased.push(hsic(kernelSums(k!.data, l!.data, n, true).all, "biased"));
    found.unbiased.push(hsic(kernelSums(k!.data, l!.data, n, false).all, "unbiased"));
  }
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const error = (list: number[]) =>
    Math.sqrt(mean(list.map((value) => (value - mean(list)) ** 2)) / draws);
  assertAlmostEquals(mean(found.unbiased), 0, 3.3 * error(found.unbiased));
  // E tr(K H L H) of linear kernels is d² (n − 1), here divided by (n − 1)².
  assertAlmostEquals(mean(found.biased), 16 / 9, 3.3 * error(found.biased));
});
