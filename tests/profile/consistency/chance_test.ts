import pl from "nodejs-polars";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { consistency } from "../../../lib/profile/consistency.ts";
import { chanceConsistency } from "../../../lib/profile/consistency/chance.ts";

/** 8 groups of 2 compounds of 3 wells, in 30 dimensions, along a direction of the group's own. */
function screen(effect: number, shared = 0, seed = 1): Profiles {
  const random = new Random(seed), width = 30;
  const rows: { moa: string; compound: string }[] = [], values: number[] = [];
  for (let g = 0; g < 8; g++) {
    const direction = Array.from({ length: width }, () => effect * random.normal());
    for (let w = 0; w < 6; w++) {
      rows.push({ moa: `m${g}`, compound: `c${g}${w % 2}` });
      for (let j = 0; j < width; j++) values.push(shared + direction[j]! + random.normal());
    }
  }
  return makeProfiles(
    pl.DataFrame(rows),
    Array.from({ length: width }, (_, j) => `f${j}`),
    Float64Array.from(values),
  );
}

const above = (profiles: Profiles) => {
  const { groups } = chanceConsistency(profiles, "moa");
  return consistency(profiles, "moa").groups.filter(({ group, box }) =>
    box.median > groups.get(group)!.high
  ).length;
};

Deno.test("chanceConsistency() lies below groups that have a direction of their own", () => {
  assertEquals(above(screen(2)), 8);
});

Deno.test("chanceConsistency() holds 90 % of groups without a direction in its band", () => {
  let inside = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const profiles = screen(0, 0, seed);
    const { groups } = chanceConsistency(profiles, "moa", { times: 100, seed });
    for (const { group, box } of consistency(profiles, "moa").groups) {
      const { low, high } = groups.get(group)!;
      if (box.median >= low && box.median <= high) inside++;
    }
  }
  assertAlmostEquals(inside / 160, 0.9, 0.08);
});

Deno.test("chanceConsistency() is as high as the groups where all profiles have much in common", () => {
  const profiles = screen(0.2, 20);
  assert(chanceConsistency(profiles, "moa").median > 0.99);
});

Deno.test("chanceConsistency() keeps the rows of a unit together", () => {
  // Both wells of a compound are equal; alone in a group, a compound stays alone, however it is dealt.
  const meta = pl.DataFrame({ moa: ["x", "x", "y", "y"], compound: ["a", "a", "b", "b"] });
  const profiles = makeProfiles(meta, ["f", "g"], new Float64Array([1, 0, 1, 0, 0, 1, 0, 1]));
  assertEquals(chanceConsistency(profiles, "moa", { unit: "compound" }).groups.get("x"), {
    low: 1,
    high: 1,
  });
  assert(chanceConsistency(profiles, "moa").groups.get("x")!.low < 0.8);
});

Deno.test("chanceConsistency() is the same for the same seed, and refuses units in two groups", () => {
  const profiles = screen(1);
  assertEquals(
    chanceConsistency(profiles, "moa", { seed: 3 }),
    chanceConsistency(profiles, "moa", { seed: 3 }),
  );
  assertThrows(
    () => chanceConsistency(profiles, "compound", { unit: "moa" }),
    InputError,
    "in two groups",
  );
  assertThrows(() => chanceConsistency(profiles, "moa", { times: 0 }), InputError, "0 times");
});
