import pl from "nodejs-polars";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { meanAveragePrecision } from "../../../lib/profile/precision.ts";

/** Many small screens in one: a treatment without effect on three plates, with its own controls. */
function nullScreens(seed: number, screens: number, controls: number, positionEffect: number) {
  const random = new Random(seed), width = 4;
  const rows: { plate: string; well: string; compound: string }[] = [], values: number[] = [];
  for (let s = 0; s < screens; s++) {
    const effects = Array.from(
      { length: controls + 1 },
      () => Array.from({ length: width }, () => positionEffect * random.normal()),
    );
    for (let p = 0; p < 3; p++) {
      for (let w = 0; w <= controls; w++) {
        const compound = w === 0 ? `drug ${s}` : "DMSO";
        rows.push({ plate: `${s} ${p}`, well: `${s} ${w}`, compound });
        for (let j = 0; j < width; j++) values.push(effects[w]![j]! + random.normal());
      }
    }
  }
  const features = Array.from({ length: width }, (_, i) => `f${i}`);
  const profiles = makeProfiles(pl.DataFrame(rows), features, Float64Array.from(values));
  const isControl = rows.map(({ compound }) => compound === "DMSO");
  const pairing = { posSameBy: ["compound"], negSameBy: ["plate"], controls: isControl };
  return { profiles, pairing };
}

/** p-values of `calls` × 100 such screens; each call has its own screens and its own draws. */
async function nullPValues(
  seed: number,
  calls: number,
  { controls, positionEffect, permutations, together }: {
    controls: number;
    positionEffect: number;
    permutations: number;
    together: string[];
  },
): Promise<number[]> {
  const found: number[] = [];
  for (let call = 0; call < calls; call++) {
    const own = 1000 * seed + call;
    const { profiles, pairing } = nullScreens(own, 100, controls, positionEffect);
    const options = { permutations, together, seed: own };
    const { groups } = await meanAveragePrecision(profiles, pairing, options);
    for (const { pValue } of groups) found.push(pValue);
  }
  return found;
}

/**
 * Counts between which a binomial one lies 999 times in a thousand: the smallest whose probability
 * to be reached or stayed below is at least .05 %, and 99.95 %.
 */
function binomialInterval(n: number, p: number): [low: number, high: number] {
  let logarithm = n * Math.log1p(-p), sum = 0, low = -1;
  for (let k = 0; k <= n; k++) {
    sum += Math.exp(logarithm);
    if (low < 0 && sum >= 0.0005) low = k;
    if (sum >= 0.9995) return [low, k];
    logarithm += Math.log(n - k) - Math.log(k + 1) + Math.log(p) - Math.log1p(-p);
  }
  return [low, n];
}

function calledAtFivePercent(p: readonly number[]): number {
  return p.filter((value) => value <= 0.05).length;
}

/** Each seed's false positives are as many as chance allows, and 4 to 6 % over all seeds. */
function assertKeepsAlpha(bySeed: readonly number[][]): void {
  for (const [seed, p] of bySeed.entries()) {
    const count = calledAtFivePercent(p), [low, high] = binomialInterval(p.length, 0.05);
    assertEquals(count >= low && count <= high, true, `seed ${seed}: ${count} of ${p.length}`);
  }
  const all = bySeed.flat(), rate = calledAtFivePercent(all) / all.length;
  assertEquals(rate >= 0.04 && rate <= 0.06, true, `false positives ${rate} of ${all.length}`);
}

Deno.test("the binomial interval that bounds false positives is SciPy's", () => {
  // scipy.stats.binom.ppf([.0005, .9995], n, .05)
  assertEquals(binomialInterval(5000, 0.05), [201, 302]);
  assertEquals(binomialInterval(2000, 0.05), [69, 133]);
});

// At 5,000 screens, 4 to 6 % is what the 99.9 % interval allows; 59 draws can reach 3/60 = α.
Deno.test("p-values are uniform under the null: Kolmogorov-Smirnov, and 4 to 6 % at α = 5 %", async () => {
  const bySeed: number[][] = [];
  const null15 = { controls: 15, positionEffect: 0, permutations: 59, together: [] };
  for (const seed of [1, 2, 3, 4, 5]) bySeed.push(await nullPValues(seed, 10, null15));
  assertKeepsAlpha(bySeed);
  const p = bySeed.flat().sort((a, b) => a - b), n = p.length;
  assertEquals(n, 5000);
  // p-values are steps of 1/60, at which a uniform one has reached exactly its value. 1.95 / √n is
  // passed once in a thousand times.
  const distance = Math.max(
    ...p.map((value, i) => p[i + 1] === value ? 0 : Math.abs((i + 1) / n - value)),
  );
  assertEquals(distance < 1.95 / Math.sqrt(n), true, `distance ${distance}`);
});

Deno.test("where positions have effects, only the position null keeps to α", async () => {
  const bySeed: number[][] = [];
  const null19 = { controls: 19, positionEffect: 0.5, permutations: 49, together: ["well"] };
  for (const seed of [1, 2, 3, 4, 5]) bySeed.push(await nullPValues(seed, 8, null19));
  assertKeepsAlpha(bySeed);
  const usual = await nullPValues(6, 5, { ...null19, together: [] });
  const [, high] = binomialInterval(usual.length, 0.05);
  assertEquals(calledAtFivePercent(usual) > high, true, `${calledAtFivePercent(usual)} of 500`);
});

Deno.test("the position null ranks the drug's position among all, ties against it", async () => {
  // With strong effects several positions are perfect: then none is called, and the rate of false
  // positives that can be reached is below α.
  const { profiles, pairing } = nullScreens(7, 100, 19, 2);
  const { groups } = await meanAveragePrecision(profiles, pairing, {
    permutations: 49,
    together: ["well"],
  });
  const positions = await meanAveragePrecision(profiles, {
    posSameBy: ["well"],
    negSameBy: ["plate"],
  }, { permutations: 0 });
  const precision = new Map(
    positions.groups.map(({ group, meanAveragePrecision }) => [group, meanAveragePrecision]),
  );
  let tied = 0;
  for (const [screen, { pValue, exact }] of groups.entries()) {
    const all = Array.from({ length: 20 }, (_, well) => precision.get(`${screen} ${well}`)!);
    const asHigh = all.filter((value) => value >= all[0]! - 1e-9).length;
    assertEquals(exact, true);
    assertAlmostEquals(pValue, asHigh / 20, 1e-12);
    const top = Math.max(...all);
    if (all.filter((value) => value >= top - 1e-9).length > 1) tied++;
  }
  assertEquals(tied > 50, true, `${tied} of 100 screens have two best positions`);
});
