import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import {
  pairMatrix,
  pairsOf,
  pairsVary,
  pairValues,
  permutedProduct,
  selectObjects,
} from "../../lib/link/pairs.ts";
import { cloud, euclid, square } from "./spaces.ts";

Deno.test("pairValues() and pairMatrix() lead back to the same matrix", () => {
  const far = euclid(cloud(new Random(1), 6, 2));
  assertEquals(pairMatrix(pairValues(far, "distances"), 6), far.data);
});

Deno.test("pairValues() does not read the diagonal and bears rounding of 32 bits", () => {
  const data = new Float32Array([NaN, 1, 2, 1 + 1e-7, NaN, 3, 2, 3, NaN]);
  assertEquals(pairValues({ rows: 3, cols: 3, data }, "distances").length, 3);
});

Deno.test("pairValues() names what is wrong and where", () => {
  const lop = square([0, 1, 2, 4, 0, 3, 2, 3, 0]), hole = square([0, 1, 2, 1, 0, NaN, 2, NaN, 0]);
  assertThrows(() => pairValues(lop, "dose"), InputError, "matrix of dose: row 2, column 1");
  assertThrows(() => pairValues(hole, "dose"), InputError, 'row 3, column 2: found "NaN');
  assertThrows(() => pairValues(square([0, 1, 1, 0]), "dose"), InputError, "3 or more");
  const oblong = { rows: 3, cols: 4, data: new Float64Array(12) };
  assertThrows(() => pairValues(oblong, "dose"), InputError, "3 × 4");
});

Deno.test("permutedProduct() is the plain sum over the matrix in another order", () => {
  const random = new Random(2);
  const [a, b] = [cloud(random, 7, 2), cloud(random, 7, 2)].map(euclid);
  const order = random.shuffle([...Array(7).keys()]), moved = selectObjects(b!, order);
  const plain = a!.data.reduce((sum, value, at) => sum + value * moved.data[at]! / 2, 0);
  const found = permutedProduct(pairValues(a!, "a"), b!.data, Int32Array.from(order));
  assertAlmostEquals(found, plain, 1e-10);
});

Deno.test("selectObjects() takes rows and columns alike", () => {
  assertEquals([...selectObjects(square([1, 2, 3, 4, 5, 6, 7, 8, 9]), [2, 0]).data], [9, 7, 3, 1]);
});

Deno.test("pairsOf() numbers the objects of each value of pairValues()", () => {
  const far = euclid(cloud(new Random(5), 6, 2)), values = pairValues(far, "distances");
  assertEquals(pairsOf(6).map(([i, j]) => far.data[i * 6 + j]), [...values]);
});

Deno.test("pairsVary() does not look at the diagonal", () => {
  const flat = square(Array.from({ length: 9 }, (_, at) => at % 4 === 0 ? 0 : 2));
  assertEquals(pairsVary(flat, "weeks"), false);
  flat.data[1] = flat.data[3] = 3;
  assertEquals(pairsVary(flat, "weeks"), true);
});
