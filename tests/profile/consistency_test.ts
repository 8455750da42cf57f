import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import { consistency } from "../../lib/profile/consistency.ts";

function grouped(groups: string[], values: number[]): Profiles {
  const width = values.length / groups.length;
  const names = Array.from({ length: width }, (_, k) => `f${k}`);
  const compound = pl.Series("compound", groups, pl.Utf8);
  return makeProfiles(pl.DataFrame([compound]), names, Float64Array.from(values));
}

Deno.test("consistency() is the cosine with the mean of the group, by hand", () => {
  const { similarities, groups } = consistency(
    grouped(["a", "b", "a", "b"], [1, 0, 2, 2, 0, 3, -2, 2]),
    "compound",
  );
  // Group a: mean (1/2, 3/2); group b: mean (0, 2).
  const wanted = [1 / Math.sqrt(10), Math.SQRT1_2, 3 / Math.sqrt(10), Math.SQRT1_2];
  for (const [row, value] of wanted.entries()) assertAlmostEquals(similarities[row]!, value, 1e-15);
  assertEquals(groups.map(({ group, rows }) => [group, rows]), [["a", [0, 2]], ["b", [1, 3]]]);
  assertEquals(groups.map(({ shareSimilar }) => shareSimilar), [0.5, 0]);
  assertAlmostEquals(groups[1]!.box.median, Math.SQRT1_2, 1e-15);
});

Deno.test("consistency() against the other members leaves a profile's own help out", () => {
  const profiles = grouped(["a", "a", "a"], [1, 0, 1, 0, 0, 1]);
  const { similarities } = consistency(profiles, "compound", { mean: "others" });
  assertAlmostEquals(similarities[2]!, 0, 1e-15);
  assertAlmostEquals(similarities[0]!, Math.SQRT1_2, 1e-15);
  assert(consistency(profiles, "compound").similarities[2]! > 0.4);
});

Deno.test("consistency() names the rows outside the fences of their group", () => {
  const rows = Array.from({ length: 9 }, (_, row) => [1, 0.1 * (row % 3)]);
  const groups = ["b", ...rows.map(() => "a"), "a"];
  const { groups: [, a] } = consistency(
    grouped(groups, [[5, 5], ...rows, [-1, 1]].flat()),
    "compound",
  );
  assertEquals(a!.outliers, [10]);
  assertEquals(a!.box.outliers, [9]);
  assertEquals(a!.shareSimilar, 0.9);
});

Deno.test("consistency() of a profile alone is 1 with itself and NaN with others", () => {
  const profiles = grouped(["a", "b", "b"], [3, 1, 1, 0, 1, 0]);
  const all = consistency(profiles, "compound");
  assertEquals([all.similarities[0], all.groups[0]!.box.count], [1, 1]);
  const others = consistency(profiles, "compound", { mean: "others" });
  assertEquals([others.similarities[0], others.groups[0]!.box.count], [NaN, 0]);
  assertEquals(others.groups[1]!.shareSimilar, 1);
});

Deno.test("consistency() gives 0, not NaN, for all-zero profiles and means", () => {
  const zero = consistency(grouped(["a", "a"], [0, 0, 1, 1]), "compound");
  assertEquals(zero.similarities[0], 0);
  const opposite = consistency(grouped(["a", "a"], [1, 1, -1, -1]), "compound");
  assertEquals([...opposite.similarities], [0, 0]);
});

Deno.test("consistency() keeps a missing group apart and finds 1 among duplicates", () => {
  const meta = pl.DataFrame([pl.Series("moa", ["x", null, null], pl.Utf8)]);
  const profiles = makeProfiles(meta, ["f"], new Float64Array([2, 5, 5]));
  const { groups } = consistency(profiles, "moa");
  assertEquals(groups.map(({ group, box }) => [group, box.min]), [["x", 1], ["∅", 1]]);
});

Deno.test("consistency() refuses no rows, NaN and a missing column", () => {
  assertThrows(() => consistency(grouped([], []), "compound"), InputError, "0 rows");
  assertThrows(() => consistency(grouped(["a", "a"], [1, NaN]), "compound"), InputError, "row 2");
  assertThrows(() => consistency(grouped(["a"], [1]), "drug"), InputError, "drug");
});
