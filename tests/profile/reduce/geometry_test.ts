import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import {
  columnMeans,
  makeGeometry,
  squaredDistance,
} from "../../../lib/profile/reduce/geometry.ts";

Deno.test("makeGeometry() keeps digits where all vectors are far from 0", () => {
  const data = new Float64Array([1e8, 1e8 + 1, 1e8 + 3]);
  const { quick, squares } = makeGeometry({ rows: 3, cols: 1, data }, "euclidean");
  assertAlmostEquals(quick.data[1]! - quick.data[0]!, 1, 1e-6);
  assertAlmostEquals(squares[2]!, (5 / 3) ** 2, 1e-6);
});

Deno.test("makeGeometry() gives vectors the length 1 for cosine, whatever their size", () => {
  const data = new Float64Array([3e-200, 4e-200, 3e200, 4e200, -3, 4]);
  const { exact } = makeGeometry({ rows: 3, cols: 2, data }, "cosine");
  assertAlmostEquals(squaredDistance(exact, 0, 1), 0, 1e-15);
  assertAlmostEquals(squaredDistance(exact, 0, 2) / 2, 1 - (16 - 9) / 25, 1e-15);
});

Deno.test("makeGeometry() refuses a vector of zeros for cosine and names its row", () => {
  const data = new Float64Array([1, 2, 0, 0]);
  assertThrows(() => makeGeometry({ rows: 2, cols: 2, data }, "cosine"), InputError, "row 2");
  assert(makeGeometry({ rows: 2, cols: 2, data }, "euclidean").squares[0]! > 0);
});

Deno.test("columnMeans() takes 32-bit values too", () => {
  assertEquals([...columnMeans({ rows: 2, cols: 1, data: new Float32Array([1, 2]) })], [1.5]);
});

Deno.test("squaredDistance() is that of two rows", () => {
  const data = new Float64Array([9, 9, 1, 2, 4, 6]);
  assertEquals(squaredDistance({ rows: 3, cols: 2, data }, 1, 2), 25);
});
