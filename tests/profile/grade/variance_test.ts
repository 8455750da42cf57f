import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
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

function sharesOf(data: Float64Array, weights?: number[]) {
  return varianceShares({ rows: 16, cols: 2, data }, [weeks, plates], weights);
}

Deno.test("varianceShares() equals the nested analysis of variance where groups are of one size", () => {
  const data = rows(3, 2, 1);
  const mean = (chosen: number[], feature: number) =>
    chosen.reduce((sum, row) => sum + data[2 * row + feature]!, 0) / chosen.length;
  const all = [...weeks.keys()];
  const expected = { week: 0, plate: 0, rest: 0 };
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
    const component = { week: (between - middle) / 8, plate: (middle - within) / 4, rest: within };
    const sum = component.week + component.plate + component.rest;
    expected.week += component.week / sum / 2;
    expected.plate += component.plate / sum / 2;
    expected.rest += component.rest / sum / 2;
  }
  const { levels, rest } = sharesOf(data);
  assertAlmostEquals(levels[0]!, expected.week, 1e-12);
  assertAlmostEquals(levels[1]!, expected.plate, 1e-12);
  assertAlmostEquals(rest, expected.rest, 1e-12);
});

Deno.test("varianceShares() counts weights as how often a row was drawn, never paired with itself", () => {
  const random = new Random(6);
  const data = rows(6, 1, 1), weights = Array.from({ length: 16 }, () => random.integer(3));
  const sums = new Float64Array(3), pairs = new Float64Array(3), found = [0, 0];
  for (const feature of [0, 1]) {
    sums.fill(0);
    pairs.fill(0);
    for (let i = 0; i < 16; i++) {
      for (let j = 0; j < i; j++) {
        const kind = weeks[i] !== weeks[j] ? 0 : plates[i] !== plates[j] ? 1 : 2;
        sums[kind]! += weights[i]! * weights[j]! *
          (data[2 * i + feature]! - data[2 * j + feature]!) ** 2;
        pairs[kind]! += weights[i]! * weights[j]!;
      }
    }
    const [apart, week, plate] = Array.from(sums, (sum, kind) => sum / pairs[kind]!);
    found[0]! += (apart! - week!) / apart! / 2;
    found[1]! += (week! - plate!) / apart! / 2;
  }
  const { levels } = sharesOf(data, weights);
  assertAlmostEquals(levels[0]!, found[0]!, 1e-10);
  assertAlmostEquals(levels[1]!, found[1]!, 1e-10);
});

Deno.test("varianceShares() is near 0 on average where batches add nothing", () => {
  // A ratio of estimates is a little biased: in 16 rows by a few hundredths.
  const sums = [0, 0], times = 200;
  for (let seed = 0; seed < times; seed++) {
    const { levels } = sharesOf(rows(seed, 0, 0));
    levels.forEach((level, i) => sums[i]! += level / times);
  }
  assert(Math.abs(sums[0]!) < 0.08 && Math.abs(sums[1]!) < 0.08, String(sums));
});

Deno.test("varianceShares() does not take a row that is drawn twice for two alike", () => {
  const data = rows(5, 0, 0);
  const once = sharesOf(data).levels, twice = sharesOf(data, new Array(16).fill(2)).levels;
  assertAlmostEquals(once[0]!, twice[0]!, 1e-10);
  assertAlmostEquals(once[1]!, twice[1]!, 1e-10);
});

Deno.test("varianceShares() is NaN where a week has one plate, and 0 where nothing varies", () => {
  const values = { rows: 4, cols: 1, data: Float32Array.of(1, 2, 4, 7) };
  const halves = ["1", "1", "2", "2"];
  assertEquals(varianceShares(values, [halves, halves]).levels, [NaN, NaN]);
  const { levels, rest } = sharesOf(new Float64Array(32));
  assertEquals([...levels, rest], [0, 0, 1]);
});
