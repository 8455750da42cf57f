import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { alikeGroups } from "../../lib/link/alike_groups.ts";
import { cloud } from "./spaces.ts";

const column = (...data: number[]) => ({
  rows: data.length,
  cols: 1,
  data: new Float64Array(data),
});
const sorted = (groups: number[][]) => groups.map((group) => group.toSorted((a, b) => a - b));

Deno.test("alikeGroups() puts each object in one group of 4 to 7", () => {
  const groups = alikeGroups(cloud(new Random(1), 61, 3));
  assertEquals(groups.flat().toSorted((a, b) => a - b), [...Array(61).keys()]);
  assert(groups.every(({ length }) => length >= 4 && length <= 7));
});

Deno.test("alikeGroups() of one number are ranges of it", () => {
  const values = cloud(new Random(2), 40, 1);
  const ranges = alikeGroups(values).map((group) => group.map((i) => values.data[i]!))
    .map((list) => [Math.min(...list), Math.max(...list)]).sort((a, b) => a[0]! - b[0]!);
  for (const [i, [low]] of ranges.entries()) if (i > 0) assert(ranges[i - 1]![1]! < low!);
});

Deno.test("alikeGroups() leaves objects with the same values together, however many", () => {
  assertEquals(alikeGroups(column(...Array(30).fill(7))).length, 1);
  assertEquals(sorted(alikeGroups(column(1, 1, 1, 0, 0, 0, 0, 0, 0), { least: 2 })), [
    [3, 4, 5, 6, 7, 8],
    [0, 1, 2],
  ]);
});

Deno.test("alikeGroups() measures each number by its own spread, so that units are nothing", () => {
  const values = cloud(new Random(3), 50, 2);
  const other = values.data.map((value, at) => at % 2 === 0 ? value : 1e6 * value + 9);
  assertEquals(alikeGroups({ ...values, data: other }), alikeGroups(values));
});

Deno.test("alikeGroups() of fewer than two groups' objects is one group, and refuses what is no number", () => {
  assertEquals(alikeGroups(column(3, 1, 2)), [[0, 1, 2]]);
  assertThrows(() => alikeGroups(column(3, NaN)), InputError, "row 2: found NaN");
});
