import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { strays } from "../../lib/segment/strays.ts";

const cells = Int32Array.of(1, 1, 1, 1, 2, 2, 2, 2, 0, 0);
const of = (...nuclei: number[]) => strays(Int32Array.from(nuclei), cells, 10);

Deno.test("strays() finds none where each part lies in the cell of its number, or nowhere", () => {
  assertEquals(of(0, 1, 1, 0, 0, 2, 2, 0, 0, 0), undefined);
  // Most of nucleus 1 in its cell, the same share of nucleus 2 in both.
  assertEquals(of(0, 0, 1, 1, 1, 0, 0, 0, 0, 0), undefined);
  assertEquals(of(0, 0, 0, 2, 2, 0, 0, 0, 0, 0), undefined);
  // More beside all cells than in its own.
  assertEquals(of(0, 0, 0, 0, 0, 0, 0, 2, 2, 2), undefined);
  // No cell has the number of these.
  assertEquals(of(0, 0, 0, 0, 0, 0, 0, 3, 3, 3), undefined);
  assertEquals(of(0, 0, 0, 0, 0, 0, 0, 0, 7, 0), undefined);
  assertEquals(of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), undefined);
});

Deno.test("strays() names what lies in the cell of another number, or not at all in its own", () => {
  assertEquals(of(2, 2, 0, 0, 0, 1, 1, 0, 0, 0), { numbers: [1, 2], parts: 2 });
  assertEquals(of(1, 2, 2, 2, 2, 0, 0, 0, 0, 0), { numbers: [2], parts: 2 });
  assertEquals(of(1, 0, 0, 0, 0, 0, 0, 0, 2, 2), { numbers: [2], parts: 2 });
  assertEquals(of(1, 0, 0, 0, 2, 0, 3, 3, 3, 0), { numbers: [3], parts: 3 });
});

Deno.test("strays() takes any numbers, and refuses images of two sizes", () => {
  const most = 2 ** 31 - 1, large = Int32Array.of(0, most, most, 5);
  assertEquals(strays(Int32Array.of(0, 0, most, 5), large, 4), undefined);
  assertEquals(strays(Int32Array.of(0, 5, most, 0), large, 4), { numbers: [5], parts: 2 });
  assertThrows(() => strays(Int32Array.of(1, 2), large, 2), InputError, "different size");
});
