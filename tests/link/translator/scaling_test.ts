import { assertAlmostEquals, assertEquals } from "@std/assert";
import { applyScaling, fitScaling } from "../../../lib/link/translator/scaling.ts";

const column = ({ cols, data }: { cols: number; data: Float32Array }, col: number) =>
  data.filter((_, i) => i % cols === col);
const variance = (values: Float32Array) =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

Deno.test("fitScaling() gives bits and other features the same total variance", () => {
  const data = Float32Array.of(0, 1, 10, 300, 1, 1, 20, 100, 0, 0, 30, 200, 0, 1, 50, 500);
  const matrix = { rows: 4, cols: 4, data };
  const scaled = applyScaling(matrix, fitScaling(matrix, 2), 2);
  const each = [0, 1, 2, 3].map((col) => variance(column(scaled, col)));
  assertAlmostEquals(each[0]! + each[1]!, each[2]! + each[3]!, 1e-5);
  assertAlmostEquals(each[2]!, each[3]!, 1e-5);
  assertAlmostEquals(each.reduce((sum, one) => sum + one, 0), 4, 1e-5);
});

Deno.test("fitScaling() gives 0 for columns that do not vary, however large they are", () => {
  const data = Float32Array.of(0.1, 3e7, 0.1, 3e7, 0.1, 3e7);
  const matrix = { rows: 3, cols: 2, data };
  assertEquals([...applyScaling(matrix, fitScaling(matrix)).data], [0, 0, 0, 0, 0, 0]);
});

Deno.test("applyScaling() puts the mean for missing and infinite values, and cuts far ones", () => {
  const scaling = fitScaling({ rows: 3, cols: 1, data: Float32Array.of(1, 3, NaN) });
  const far = { rows: 4, cols: 1, data: Float32Array.of(NaN, Infinity, -90, 3) };
  assertEquals([...applyScaling(far, scaling).data], [0, 5, -5, 1]);
});
