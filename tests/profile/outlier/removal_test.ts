import { assert, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, metaValues, type Profiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { findOutliers } from "../../../lib/profile/outlier.ts";
import { removalEffect } from "../../../lib/profile/outlier/removal.ts";

/** Six plates of 20 wells around 1, three of them spoilt by `spoil`. */
function plates(spoil: (random: Random) => number): Profiles {
  const random = new Random(4), plate: string[] = [], well: number[] = [], values: number[] = [];
  for (let p = 0; p < 6; p++) {
    for (let w = 0; w < 20; w++) {
      plate.push(`P${p}`);
      well.push(w);
      values.push(w < 3 ? spoil(random) : random.normal(1, 0.1));
    }
  }
  return makeProfiles(pl.DataFrame({ plate, well }), ["f"], Float64Array.from(values));
}
const mean = ({ values }: Profiles) => [...values].reduce((sum, v) => sum + v, 0) / values.length;
const median = ({ values }: Profiles) => values.toSorted()[values.length >> 1]!;
/** How well the mean of the training plates foretells the median of the untouched ones. */
const score = (train: Profiles, test: Profiles) => -Math.abs(mean(train) - median(test));
const flag = (train: Profiles) => findOutliers(train, { method: "density" }).outlier;

Deno.test("removalEffect() sees the gain where spoilt wells lead astray", async () => {
  const effect = await removalEffect(
    plates((random) => random.normal(30, 9)),
    "plate",
    flag,
    score,
  );
  assert(effect.interval.low > 3, JSON.stringify(effect.interval));
  assert(effect.folds.every(({ removed }) => removed >= 10));
  assert(Math.abs(effect.after - effect.before - effect.difference) < 1e-12);
});

Deno.test("removalEffect() promises nothing where nothing is spoilt", async () => {
  const effect = await removalEffect(
    plates((random) => random.normal(1, 0.1)),
    "plate",
    flag,
    score,
  );
  assert(effect.interval.low <= 0.01 && effect.interval.high < 0.01, JSON.stringify(effect));
});

Deno.test("removalEffect() keeps every batch whole, judges it once and removes nothing of it", async () => {
  const profiles = plates(() => 50), judged: string[] = [];
  const effect = await removalEffect(profiles, "plate", flag, (train, test) => {
    const tested = new Set(metaValues(test.meta, "plate"));
    assert(metaValues(train.meta, "plate").every((plate) => !tested.has(plate)));
    assertEquals(test.meta.height, 20 * tested.size);
    judged.push(...tested as Set<string>);
    return 1;
  }, { folds: 3 });
  assertEquals(effect.folds.flatMap(({ batches }) => batches).toSorted(), [
    "P0",
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
  ]);
  assertEquals(judged.length, 12);
  assertEquals([effect.difference, effect.interval], [0, { low: 0, high: 0 }]);
});

Deno.test("removalEffect() scores once where nothing is removed", async () => {
  let scored = 0;
  const keep = (train: Profiles) => new Array<boolean>(train.meta.height).fill(false);
  const effect = await removalEffect(plates(() => 1), "plate", keep, () => ++scored);
  assertEquals([scored, effect.difference], [5, 0]);
});

Deno.test("removalEffect() refuses one batch, a wrong mask, and a score that is no number", async () => {
  const profiles = plates(() => 1);
  const one = makeProfiles(pl.DataFrame({ plate: ["P", "P"] }), ["f"], new Float64Array(2));
  await assertRejects(() => removalEffect(one, "plate", flag, score), InputError, "1 batches");
  await assertRejects(
    () => removalEffect(profiles, "plate", flag, score, { folds: 1 }),
    InputError,
    "1 folds",
  );
  await assertRejects(
    () => removalEffect(profiles, "plate", () => [true], score),
    InputError,
    "mask",
  );
  const all = (train: Profiles) => new Array<boolean>(train.meta.height).fill(true);
  await assertRejects(() => removalEffect(profiles, "plate", all, score), InputError, "every");
  await assertRejects(() => removalEffect(profiles, "plate", flag, () => NaN), InputError, "NaN");
});
