import { assertAlmostEquals, assertEquals } from "@std/assert";
import { descriptorDistances } from "../../lib/chem/distance.ts";

const matrix = (cols: number, ...values: number[]) => ({
  rows: values.length / cols,
  cols,
  data: Float64Array.from(values),
});

// Two of the rows of scipy.spatial.distance.cdist(z, z, "cosine"), z = scipy.stats.zscore(x), and
// the first row of cdist(y, y, "cosine") for y = x without its large column (SciPy's formulas in
// NumPy 2).
const large = matrix(4, 1, 2e9, 3, 5, 2, 1e9, 1, 5, -1, 4e9, 0, 5, 0.5, 3e9, 2, 5);
const standardised = [0, 0.8410243050002908, 1.8289212868840878, 0.6154220721455559];
const second = [0.8410243050002908, 0, 1.6755212503281816, 1.7746274029359919];
const raw = [0, 0.0741799002274487, 0.2044077470418448, 0.0155048150291598];

function near(found: ArrayLike<number>, expected: readonly number[]): void {
  expected.forEach((value, index) => assertAlmostEquals(found[index] as number, value, 1e-12));
}

Deno.test("descriptorDistances() standardises, and leaves out what is constant", () => {
  const { distances, used, constant } = descriptorDistances(large);
  near(distances.data.subarray(0, 4), standardised);
  near(distances.data.subarray(4, 8), second);
  assertEquals([used, constant], [[0, 1, 2], [3]]);
});

Deno.test("descriptorDistances() of raw values is blind beside a column of large numbers", () => {
  const small = matrix(3, 1, 3, 5, 2, 1, 5, -1, 0, 5, 0.5, 2, 5);
  near(descriptorDistances(small, { standardise: false }).distances.data, raw);
  const { distances } = descriptorDistances(large, { standardise: false });
  assertEquals(Math.max(...distances.data) < 1e-8, true);
});

Deno.test("descriptorDistances() keeps rows of missing molecules, and names columns not finite", () => {
  const gaps = matrix(3, 1, 4, 2, NaN, NaN, NaN, 2, Infinity, 7, 3, 1, 1);
  const { distances, used, notFinite } = descriptorDistances(gaps);
  assertEquals([used, notFinite], [[0, 2], [1]]);
  assertEquals([...distances.data.subarray(4, 8)], [NaN, NaN, NaN, NaN]);
  assertEquals(distances.data[1], NaN);
  assertEquals(Number.isFinite(distances.data[2]), true);
});

Deno.test("descriptorDistances() of one molecule, or of values without spread, is never NaN", () => {
  assertEquals([...descriptorDistances(matrix(2, 3, 4)).distances.data], [1]);
  assertEquals([...descriptorDistances(matrix(1, 5, 5)).distances.data], [1, 1, 1, 1]);
  const huge = descriptorDistances(matrix(2, 1e300, -1e300, -1e300, 1e300)).distances.data;
  near(huge, [0, 2, 2, 0]);
});
