import { assertEquals } from "@std/assert";
import { groupMeans, groupMedians } from "../../../lib/profile/aggregate/group_values.ts";

const values = new Float32Array([1, NaN, 2, 4, 9, 8, 5, NaN]), groups = [[0, 1, 2], [3]];

Deno.test("groupMeans() and groupMedians() leave missing values out of each group", () => {
  const means = new Float32Array(4), medians = new Float32Array(4);
  groupMeans(values, 2, groups, means);
  groupMedians(values, 2, groups, medians);
  assertEquals([...means], [4, 6, 5, NaN]);
  assertEquals([...medians], [2, 6, 5, NaN]);
});
