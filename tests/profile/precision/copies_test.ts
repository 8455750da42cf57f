import { assertEquals } from "@std/assert";
import { copiesInGroups } from "../../../lib/profile/precision/copies.ts";

const matrix = { rows: 4, cols: 2, data: new Float64Array([1, 2, 1, 2, 2, 1, 1, 2]) };
const groups = (...rows: number[][]) =>
  rows.map((list, i) => ({ name: `c${i}`, rows: Int32Array.from(list) }));

Deno.test("copiesInGroups() counts copies in a group only", () => {
  assertEquals(copiesInGroups(matrix, groups([0, 2], [1, 2])), []);
  assertEquals(copiesInGroups(matrix, groups([2], [0, 1, 3])), [
    "2 profiles are exact copies of another in their group, first rows 1 and 2 of c1",
  ]);
});
