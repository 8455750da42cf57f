import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { averageLinkage } from "../../lib/profile/linkage.ts";
import fixture from "./fixtures/distance.json" with { type: "json" };

const square = { rows: 23, cols: 23, data: Float64Array.from(fixture.square.flat()) };

Deno.test("averageLinkage() agrees with SciPy, merge for merge", () => {
  const found = averageLinkage(square);
  assertEquals(found.length, 22);
  for (const [i, [left, right, height, size]] of fixture.tree.entries()) {
    const merge = found[i]!;
    assertEquals([merge.left, merge.right, merge.size], [left!, right!, size!]);
    assertAlmostEquals(merge.height, height!, 1e-9);
  }
});

Deno.test("averageLinkage() joins equidistant leaves at one height", () => {
  const data = Float64Array.from({ length: 16 }, (_, i) => i % 5 === 0 ? 0 : 1);
  assertEquals(averageLinkage({ rows: 4, cols: 4, data }).map(({ height }) => height), [1, 1, 1]);
});

Deno.test("averageLinkage() of one leaf or none has no merge", () => {
  assertEquals(averageLinkage({ rows: 1, cols: 1, data: new Float64Array(1) }), []);
  assertEquals(averageLinkage({ rows: 0, cols: 0, data: new Float64Array(0) }), []);
});

Deno.test("averageLinkage() refuses what is no matrix of distances", () => {
  const from = (values: number[]) => ({ rows: 2, cols: 2, data: Float64Array.from(values) });
  assertThrows(() => averageLinkage(from([0, NaN, NaN, 0])), InputError, "NaN");
  assertThrows(() => averageLinkage(from([0, 1, 2, 0])), InputError, "other direction");
  assertThrows(() => averageLinkage({ ...from([0, 1, 1, 0]), rows: 1, cols: 4 }), InputError);
});
