import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { groupRows } from "../../lib/core/group_rows.ts";
import {
  featureValues,
  makeProfiles,
  type Profiles,
  selectFeatures,
} from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { applyCombat } from "../../lib/profile/combat/apply.ts";
import { combat, type CombatOptions, fitCombat } from "../../lib/profile/combat.ts";
import { assertNear, tableOf } from "./reference.ts";

const folder = new URL("fixtures/", import.meta.url).pathname;
const metadata = ["batch", "single", "drug", "dose"];
const samples = await readProfiles(`${folder}combat_data.csv`, {
  metadata,
  precision: 64,
}) as Profiles<Float64Array>;
/** Its columns are named after cases, such as `drug`. */
const expected = await readProfiles(`${folder}combat_expected.csv`, {
  metadata: ["Metadata_Value"],
  precision: 64,
});

const batch = "batch", drug = { categorical: ["drug"] }, reference = "B2", meanOnly = true;
const both = { ...drug, continuous: ["dose"] }, parametric = false;
const cases: Record<string, CombatOptions> = {
  plain: { batch },
  drug: { batch, ...drug },
  drug_dose: { batch, ...both },
  mean_only: { batch, meanOnly },
  mean_only_drug: { batch, ...drug, meanOnly },
  reference: { batch, reference },
  reference_drug_dose: { batch, ...both, reference },
  reference_mean_only: { batch, reference, meanOnly },
  single: { batch: "single" },
  nonparametric: { batch, parametric },
  nonparametric_drug: { batch, ...drug, parametric },
  nonparametric_mean_only: { batch, parametric, meanOnly },
  nonparametric_reference: { batch, parametric, reference },
  nonparametric_single: { batch: "single", parametric },
};

for (const [name, options] of Object.entries(cases)) {
  Deno.test(`combat() equals R's sva to 1e-8: ${name.replaceAll("_", " ")}`, () => {
    assertNear(combat(samples, options).values, featureValues(expected, name), 1e-8);
  });
}

Deno.test("the reference has a case for every one that is tested", () => {
  assertEquals(expected.features, Object.keys(cases));
});

Deno.test("combat() is not InMoose, which divides variances by n", async () => {
  const theirs = await readProfiles(`${folder}combat_inmoose.csv`, { precision: 64 });
  const ours = selectFeatures(combat(samples, { batch }), theirs.features);
  const spread = selectFeatures(samples, theirs.features);
  const { deviation } = fitCombat(spread, { batch });
  const largest = ours.values.reduce((most, value, i) => {
    const distance = Math.abs(value - (theirs.values[i] as number));
    return Math.max(most, distance / deviation[i % theirs.features.length]!);
  }, 0);
  assert(largest > 0.02 && largest < 1, `${largest} standard deviations apart at most`);
});

Deno.test("combat() leaves no batch mean, whatever the batches were", () => {
  for (const seed of [1, 2, 3]) {
    const { profiles } = simulated(seed, 400, 60);
    const before = batchMeans(profiles);
    assert(Math.max(...before.map(Math.abs)) > 0.8);
    const after = batchMeans(combat(profiles, { batch: "plate" }));
    assert(Math.max(...after.map(Math.abs)) < 0.1, `${Math.max(...after)} standard deviations`);
    for (const options of [{ meanOnly }, { parametric }]) {
      // These draw a feature nearer to the others, so that more of what is its own remains.
      const rest = batchMeans(combat(profiles, { batch: "plate", ...options }));
      assert(Math.hypot(...rest) < Math.hypot(...before) / 2);
    }
  }
});

Deno.test("combat() keeps the effect of a drug that is unevenly spread over the batches", () => {
  const { profiles } = simulated(5, 400, 20);
  const drugs = profiles.meta.getColumn("drug").toArray() as string[];
  const effect = (result: Profiles) => {
    const values = [...featureValues(result, "f0")];
    const mean = (name: string) => {
      const own = values.filter((_, row) => drugs[row] === name);
      return own.reduce((sum, value) => sum + value, 0) / own.length;
    };
    return mean("taxol") - mean("none");
  };
  const kept = effect(combat(profiles, { batch: "plate", categorical: ["drug"] }));
  const lost = effect(combat(profiles, { batch: "plate" }));
  assert(Math.abs(kept - 2) < 0.4, `${kept} of 2`);
  assert(lost < kept - 0.3, `${lost} without the covariate`);
});

Deno.test("a fitted model corrects further samples of its batches as it did the first ones", () => {
  const model = fitCombat(samples, { batch, ...both });
  const whole = combat(samples, { batch, ...both });
  const rows = [30, 3, 17], width = samples.features.length;
  assertEquals(applyCombat(model, samples).values, whole.values);
  for (const row of rows) {
    const one = makeProfiles(
      samples.meta.slice(row, 1),
      samples.features.toReversed(),
      samples.values.slice(row * width, (row + 1) * width).reverse(),
    );
    assertEquals(
      applyCombat(model, one).values,
      whole.values.slice(row * width, (row + 1) * width),
    );
  }
});

Deno.test("a feature that is constant in a batch stays as it is, and the model says so", () => {
  const model = fitCombat(samples, { batch });
  assertEquals(model.unadjusted, ["constant", "flat_in_B3"]);
  const result = applyCombat(model, samples);
  for (const name of model.unadjusted) {
    assertEquals(featureValues(result, name), featureValues(samples, name));
  }
});

Deno.test("a batch of one sample makes the correction mean-only, and the model says so", () => {
  const model = fitCombat(samples, { batch: "single" });
  assertEquals([model.meanOnly, fitCombat(samples, { batch }).meanOnly], [true, false]);
  assert(model.variance.every((value) => value === 1));
});

Deno.test("the reference batch is untouched to the bit", () => {
  const result = combat(samples, { batch, reference });
  const rows = groupRows(samples.meta, "batch").get(reference) as number[];
  const width = samples.features.length;
  for (const row of rows) {
    const part = (values: Float64Array) => values.slice(row * width, (row + 1) * width);
    assertEquals(part(result.values), part(samples.values));
  }
});

Deno.test("many samples do not make the non-parametric correction NaN, as they do in sva", () => {
  const { profiles } = simulated(2, 6000, 10);
  const { values } = combat(profiles, { batch: "plate", parametric });
  assert(values.every(Number.isFinite));
});

Deno.test("combat() names the confounding of a covariate with the batch", () => {
  const rows = [[1, 2], [2, 4], [3, 1], [4, 5], [5, 9], [7, 7]];
  const meta = {
    plate: ["P1", "P1", "P2", "P2", "P3", "P3"],
    drug: ["none", "taxol", "taxol", "none", "water", "water"],
    week: [1, 1, 2, 2, 3, 3],
    dose: [0, 2, 2, 0, 1, 3],
    dose2: [0, 4, 4, 0, 1, 5],
  };
  const refuses = (options: Omit<CombatOptions, "batch">, message: string) =>
    assertThrows(
      () => combat(tableOf(rows, meta), { batch: "plate", ...options }),
      InputError,
      message,
    );
  refuses(
    { categorical: ["drug"] },
    "covariate drug is confounded with the batch: none, taxol only in P1, P2; water only in P3",
  );
  refuses(
    { continuous: ["week"] },
    "covariate week is confounded with the batch: 1 only in P1; 2 only in P2; 3 only in P3",
  );
  refuses({ continuous: ["dose", "dose2"] }, "covariate dose2 follows from the batch and dose");
});

Deno.test("combat() takes no batch for the reference where none is named, whatever they are called", () => {
  const rows = [[1, 2], [2, 4], [3, 1], [4, 6]];
  const corrected = (first: string) =>
    combat(tableOf(rows, { plate: [first, first, "x", "x"] }), { batch: "plate" }).values;
  assertEquals(corrected(""), corrected("y"));
});

Deno.test("combat() refuses what cannot be corrected, saying why", () => {
  const refuses = (
    rows: number[][],
    plate: (string | number)[],
    message: string,
    options: Omit<CombatOptions, "batch"> = {},
    other: Record<string, (string | number)[]> = {},
  ) =>
    assertThrows(
      () => combat(tableOf(rows, { plate, ...other }), { batch: "plate", ...options }),
      InputError,
      message,
    );
  const rows = [[1, 2], [2, 4], [3, 1], [4, 6]], plates = ["P1", "P1", "P2", "P2"];
  refuses([[1, NaN], [2, NaN], [3, 4]], ["P1", "P1", "P2"], "2 values in b (2)");
  refuses([[1, 2], [Infinity, 3]], ["P1", "P2"], "1 value in a (1): row 2, column a");
  refuses([], [], "no rows");
  refuses(rows, ["P1", "P1", "P1", "P1"], "there is one only: column plate");
  refuses(rows, ["P1", "P2", "P3", "P4"], "4 batches of 1");
  refuses(rows, plates, 'found "P9", allowed: P1, P2', { reference: "P9" });
  refuses(rows.map(([a]) => [a!, 3]), plates, "too few features vary");
  refuses(rows, plates, "one value only: column kind", { categorical: ["kind"] }, {
    kind: ["x", "x", "x", "x"],
  });
  refuses(rows, plates, "a continuous covariate needs numbers: row 1, column kind", {
    continuous: ["kind"],
  }, { kind: ["x", "y", "x", "y"] });
});

Deno.test("applyCombat() names a batch, a level and features that the model does not know", () => {
  const meta = { plate: ["P1", "P1", "P1", "P2", "P2"], drug: ["a", "b", "a", "a", "b"] };
  const profiles = tableOf([[1, 2], [2, 4], [4, 1], [3, 1], [4, 7]], meta);
  const model = fitCombat(profiles, { batch: "plate", categorical: ["drug"] });
  const apply = (rows: number[][], plate: string, drug: string) =>
    applyCombat(model, tableOf(rows, { plate: [plate], drug: [drug] }));
  assertThrows(() => apply([[1, 2]], "P3", "a"), InputError, 'found "P3", allowed: P1, P2');
  assertThrows(() => apply([[1, 2]], "P1", "c"), InputError, 'column drug: found "c"');
  assertThrows(() => apply([[1, 2, 3]], "P1", "a"), InputError, 'found ["c"]');
  assertThrows(() => apply([[1]], "P1", "a"), InputError, "no such feature: column b");
});

/** How far the mean of each plate lies from that of all, in standard deviations [plates × d]. */
function batchMeans(profiles: Profiles): number[] {
  const plates = [...groupRows(profiles.meta, "plate").values()];
  return profiles.features.flatMap((name) => {
    const values = [...featureValues(profiles, name)];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return plates.map((rows) => {
      const own = rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
      return (own - mean) / Math.sqrt(squares / values.length);
    });
  });
}

/** Four plates with their own means and spreads, and a drug that is commoner on some of them. */
function simulated(seed: number, n: number, d: number) {
  const random = new Random(seed);
  const names = Array.from({ length: d }, (_, f) => `f${f}`);
  const plate = Array.from({ length: n }, (_, i) => i % 4);
  const drug = plate.map((p) => random.uniform() < 0.05 + 0.3 * p ? "taxol" : "none");
  const effects = plate.slice(0, 4).map((p) => names.map(() => p + random.normal(0, 0.5)));
  const rows = plate.map((p, i) =>
    names.map((_, f) =>
      effects[p]![f]! + (drug[i] === "taxol" && f % 2 === 0 ? 2 : 0) + random.normal(0, 0.5 + p / 4)
    )
  );
  const table = tableOf(rows, { plate: plate.map((p) => `P${p}`), drug });
  return { profiles: makeProfiles(table.meta, names, table.values) };
}
