import pl from "nodejs-polars";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { makeProfiles, type Profiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { guessByModel } from "../../../lib/profile/audit/guess_by_model.ts";

/** Two groups that lie apart, every second row. */
const n = 40, random = new Random(3), names = Array.from({ length: n }, (_, i) => "ab"[i % 2]!);
const values = Float64Array.from({ length: 2 * n }, (_, i) => {
  const row = i >> 1;
  return (i % 2 === row % 2 ? 5 : 0) + random.normal();
});
const meta = pl.DataFrame({ well: Array.from({ length: n }, (_, i) => `W${i}`) });
const profiles = makeProfiles(meta, ["x", "y"], values);
const half = {
  test: Int32Array.from({ length: 20 }, (_, i) => i),
  train: Int32Array.from({ length: 20 }, (_, i) => 20 + i),
};

const mean = (values: Float64Array) => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((a, b) => a + b) / known.length;
};

Deno.test("the nearest profile names two groups that lie apart, shuffled labels are a draw", async () => {
  const { featuresRight, shuffledRight } = await guessByModel(profiles, names, [half]);
  assertEquals(mean(featuresRight), 1);
  assertEquals(featuresRight.filter(Number.isNaN).length, 20);
  const chance = mean(shuffledRight);
  assert(chance > 0.3 && chance < 0.7, `${chance}`);
  assertEquals((await guessByModel(profiles, names, [half])).shuffledRight, shuffledRight);
  const other = await guessByModel(profiles, names, [half], { seed: 2 });
  assert(other.shuffledRight.some((value, row) => value !== shuffledRight[row] && value === value));
});

Deno.test("a model of one's own is taught true and shuffled labels, and never sees those it names", async () => {
  const taught: string[] = [];
  const classify = (train: Profiles, labels: readonly string[], test: Profiles) => {
    assertEquals([train.meta.height, labels.length], [20, 20]);
    assertEquals(test.meta.getColumn("well").toArray()[0], "W0");
    taught.push(labels.join(""));
    return Array.from({ length: test.meta.height }, () => "a");
  };
  const { featuresRight } = await guessByModel(profiles, names, [half], { classify });
  assertEquals([taught.length, taught[1]], [2, "ab".repeat(10)]);
  assert(taught[0] !== taught[1]);
  assertEquals([...featuresRight.subarray(0, 4)], [1, 0, 1, 0]);
});

Deno.test("a model that does not name every profile is refused", async () => {
  const guess = guessByModel(profiles, names, [half], { classify: () => ["a"] });
  await assertRejects(() => guess, Error, "does not name every profile");
});
