import { assertAlmostEquals, assertEquals } from "@std/assert";
import { fitSurface, gaussianSmooth, medianSmooth, middle } from "../../lib/image/smooth.ts";
import reference from "./fixtures/smooth.json" with { type: "json" };

const { width, height } = reference;
const data = Float64Array.from({ length: width * height }, (_, i) => {
  const x = i % width, y = Math.floor(i / width);
  return 5 + 0.2 * x - 0.01 * x * y + (7 * x + 13 * y) % 11 / 5;
});
const near = (found: Float64Array, expected: number[]) =>
  found.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-8));

Deno.test("fitSurface() equals CellProfiler's polynomial of second order", () => {
  near(fitSurface({ width, height, data }).data, reference.polynomial);
});

Deno.test("fitSurface() gives a value of weight 2 as much say as two, and none to one of weight 0", () => {
  const bent = { width, height, data: data.map((value, i) => i === 7 ? value + 900 : value) };
  const weights = new Float64Array(data.length).fill(1);
  weights[7] = 0;
  const rest = fitSurface(bent, weights);
  // What lies on the surface of the others already does not move it.
  const onIt = { width, height, data: data.map((value, i) => i === 7 ? rest.data[7]! : value) };
  near(rest.data, [...fitSurface(onIt).data]);
  const line = { width: 2, height: 1, data: new Float64Array([1, 4]) };
  near(fitSurface(line, new Float64Array([2, 1])).data, [1, 4]);
});

Deno.test("fitSurface() through a grid of one row does not divide by zero", () => {
  const line = { width: 6, height: 1, data: new Float64Array([1, 2, 3, 4, 5, 6]) };
  near(fitSurface(line).data, [1, 2, 3, 4, 5, 6]);
});

Deno.test("gaussianSmooth() equals SciPy's filter divided by the weights inside", () => {
  near(gaussianSmooth({ width, height, data }, 2.3).data, reference.gaussian);
});

Deno.test("medianSmooth() equals NumPy's median over windows cut off at the edges", () => {
  near(medianSmooth({ width, height, data }, 2).data, reference.median);
});

Deno.test("smoothing by 0 changes nothing", () => {
  assertEquals(gaussianSmooth({ width, height, data }, 0).data, data);
  assertEquals(medianSmooth({ width, height, data }, 0).data, data);
});

Deno.test("middle() of no values is NaN", () => {
  assertEquals([middle([]), middle([3]), middle([3, 1])], [NaN, 3, 2]);
});

Deno.test("gaussianSmooth() into the grid's own values is the same as into new ones", () => {
  for (const sigma of [0, 2]) {
    const apart = gaussianSmooth({ width, height, data }, sigma), own = data.slice();
    assertEquals(gaussianSmooth({ width, height, data: own }, sigma, own).data, apart.data);
    assertEquals(own, apart.data);
  }
});
