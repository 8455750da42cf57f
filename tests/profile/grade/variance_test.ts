import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { distances } from "../../../lib/profile/distance.ts";
import { varianceShares } from "../../../lib/profile/grade/variance.ts";

const weeks = [..."1111111122222222"], plates = [..."aaaabbbbccccdddd"];

/** Rows of two features with effects of week and plate. */
function rows(seed: number, week: number, plate: number): Float64Array {
  const random = new Random(seed), effects = new Map<string, number>();
  const effect = (name: string, size: number) => {
    if (!effects.has(name)) effects.set(name, size * random.normal());
    return effects.get(name)!;
  };
  return Float64Array.from({ length: 32 }, (_, i) => {
    const row = i >> 1, feature = i % 2;
    return effect(`${feature} ${weeks[row]}`, week) + effect(`${feature} ${plates[row]}`, plate) +
      random.normal();
  });
}

async function sharesOf(data: Float64Array, weights?: number[]) {
  const found = await distances({ rows: 16, cols: 2, data }, { metric: "euclidean" });
  return varianceShares(found, [weeks, plates], weights);
}

Deno.test("varianceShares() equals the nested analysis of variance where groups are of one size", async () => {
  const data = rows(3, 2, 1);
  const mean = (chosen: number[], feature: number) =>
    chosen.reduce((sum, row) => sum + data[2 * row + feature]!, 0) / chosen.length;
  const all = [...weeks.keys()];
  const component = { week: 0, plate: 0, rest: 0 };
  for (const feature of [0, 1]) {
    const total = mean(all, feature);
    let [between, middle, within] = [0, 0, 0];
    for (const row of all) {
      const own = mean(all.filter((other) => plates[other] === plates[row]), feature);
      const week = mean(all.filter((other) => weeks[other] === weeks[row]), feature);
      within += (data[2 * row + feature]! - own) ** 2 / 12;
      middle += (own - week) ** 2 / 2;
      between += (week - total) ** 2;
    }
    component.rest += within;
    component.plate += (middle - within) / 4;
    component.week += (between - middle) / 8;
  }
  const sum = component.rest + component.plate + component.week;
  const { levels, rest } = await sharesOf(data);
  assertAlmostEquals(levels[0]!, component.week / sum, 1e-5);
  assertAlmostEquals(levels[1]!, component.plate / sum, 1e-5);
  assertAlmostEquals(rest, component.rest / sum, 1e-5);
});

Deno.test("varianceShares() is 0 on average where batches add nothing", async () => {
  const sums = [0, 0], times = 200;
  for (let seed = 0; seed < times; seed++) {
    const { levels } = await sharesOf(rows(seed, 0, 0));
    levels.forEach((level, i) => sums[i]! += level / times);
  }
  // The standard error of each mean is below .01.
  assert(Math.abs(sums[0]!) < 0.04 && Math.abs(sums[1]!) < 0.04, String(sums));
});

Deno.test("varianceShares() does not take a row that is drawn twice for two alike", async () => {
  const data = rows(5, 0, 0);
  assertEquals(await sharesOf(data), await sharesOf(data, new Array(16).fill(2)));
});

Deno.test("varianceShares() is NaN where a week has one plate, and 0 where nothing varies", async () => {
  const distances = { rows: 4, cols: 4, data: new Float32Array(16).fill(1) };
  const halves = ["1", "1", "2", "2"];
  assertEquals(varianceShares(distances, [halves, halves]).levels, [NaN, NaN]);
  const { levels, rest } = await sharesOf(new Float64Array(32));
  assertEquals([...levels, rest], [0, 0, 1]);
});
