import pl from "nodejs-polars";
import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { concatProfiles } from "../../lib/core/concat_profiles.ts";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, metaValues, type Profiles, selectRows } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { readWellProfiles } from "../../lib/data/cpjump1/profiles.ts";
import {
  activity,
  consistency,
  meanAveragePrecision,
  type Pairing,
  replicability,
} from "../../lib/profile/precision.ts";
import { mirrored } from "../data/mirror.ts";
import fixture from "./fixtures/precision.json" with { type: "json" };

const { plate, well, compound, moa, target } = fixture;
const meta = pl.DataFrame([
  pl.Series("plate", plate),
  pl.Series("well", well),
  pl.Series("compound", compound),
  pl.Series("moa", moa, pl.Utf8),
  pl.Series("target", target, pl.Utf8),
]);
const features = Array.from({ length: 8 }, (_, i) => `f${i}`);
const profiles = makeProfiles(meta, features, Float64Array.from(fixture.values.flat()));
const against = activity(meta, { treatment: "compound", control: "DMSO", plate: "plate" });
const none = { permutations: 0 };

interface Reference {
  rows: number[];
  average_precision: number[];
  normalized_average_precision: number[];
  n_pos_pairs: number[];
  n_total_pairs: number[];
}

async function agree(wanted: Reference, pairing: Pairing, options = {}): Promise<void> {
  const found = await meanAveragePrecision(profiles, pairing, { ...none, ...options });
  const byRow = found.profiles.toSorted((a, b) => a.row - b.row);
  assertEquals(byRow.map(({ row }) => row), wanted.rows);
  for (const [i, { averagePrecision, chance, positives, negatives }] of byRow.entries()) {
    assertEquals([positives, positives + negatives], [
      wanted.n_pos_pairs[i],
      wanted.n_total_pairs[i],
    ]);
    assertAlmostEquals(averagePrecision, wanted.average_precision[i]!, 1e-6);
    const normalized = (averagePrecision - chance) / (1 - chance);
    assertAlmostEquals(normalized, wanted.normalized_average_precision[i]!, 1e-6);
  }
}

Deno.test("average precision agrees with copairs: activity", async () => {
  await agree(fixture.activity, against);
  const { groups } = await meanAveragePrecision(profiles, against, none);
  assertEquals(groups.length, 8);
  for (const { group, meanAveragePrecision } of groups) {
    const wanted = fixture.activity_groups[group as keyof typeof fixture.activity_groups];
    assertAlmostEquals(meanAveragePrecision, wanted, 1e-6);
  }
});

Deno.test("average precision agrees with copairs: replicability across plates", async () => {
  await agree(fixture.replicability, replicability({ treatment: "compound", plate: "plate" }));
});

Deno.test("average precision agrees with copairs: consistency of mechanisms", async () => {
  await agree(fixture.consistency, consistency({ mechanism: "moa", compound: "compound" }));
});

Deno.test("average precision agrees with copairs: Euclid and Pearson", async () => {
  const pairing = { posSameBy: ["compound"], posDiffBy: ["plate"] };
  await agree(fixture.euclidean, pairing, { metric: "euclidean" });
  await agree(fixture.correlation, pairing, { metric: "pearson" });
});

Deno.test("average precision agrees with copairs: columns of several labels", async () => {
  const found = await meanAveragePrecision(profiles, {
    posSameBy: ["target"],
    posDiffBy: ["compound"],
    negDiffBy: ["target"],
    multilabel: { columns: ["target"] },
  }, none);
  const wanted = new Map(
    fixture.multilabel.map(([row, label, value]) => [`${row} ${label}`, value as number]),
  );
  assertEquals(found.profiles.length, wanted.size);
  for (const { row, group, averagePrecision } of found.profiles) {
    assertAlmostEquals(averagePrecision, wanted.get(`${row} ${found.names[group]}`)!, 1e-6);
  }
});

Deno.test("constant features score what chance does, where copairs gives 1", async () => {
  assertEquals(new Set(fixture.constant), new Set([1]));
  const constant = { ...profiles, values: new Float64Array(profiles.values.length).fill(1) };
  const found = await meanAveragePrecision(constant, against);
  for (const { averagePrecision, chance } of found.profiles) {
    assertAlmostEquals(averagePrecision, chance, 1e-12);
  }
  for (const { pValue, normalized } of found.groups) {
    assertEquals(pValue, 1);
    assertAlmostEquals(normalized, 0, 1e-12);
  }
  assertEquals(found.warnings.length, 1);
});

Deno.test("precision does not change with scale or order of rows", async () => {
  const plain = await meanAveragePrecision(profiles, against, { permutations: 100 });
  const scores = (found: typeof plain) =>
    new Map(found.groups.map(({ group, meanAveragePrecision }) => [group, meanAveragePrecision]));
  for (const seed of [1, 2, 3]) {
    const random = new Random(seed);
    const order = random.shuffle(Array.from({ length: meta.height }, (_, i) => i));
    const mixed = selectRows(profiles, order);
    for (let row = 0; row < order.length; row++) {
      const scale = 10 ** random.uniform(-6, 6);
      for (let j = 0; j < 8; j++) mixed.values[row * 8 + j]! *= scale;
    }
    const pairing = activity(mixed.meta, {
      treatment: "compound",
      control: "DMSO",
      plate: "plate",
    });
    const found = scores(await meanAveragePrecision(mixed, pairing, none));
    for (const [group, score] of scores(plain)) assertAlmostEquals(found.get(group)!, score, 1e-12);
  }
});

Deno.test("what cannot be scored is listed with its reason", async () => {
  const some = selectRows(profiles, [0, 1, 12, 8, 9, 26]); // c0 twice, c1, DMSO on P0, c2 on P2
  const pairing = activity(some.meta, { treatment: "compound", control: "DMSO", plate: "plate" });
  const found = await meanAveragePrecision(some, pairing, none);
  assertEquals(found.groups.map(({ group, profiles }) => [group, profiles]), [["c0", 1]]);
  assertEquals(found.unscored, [
    { row: 2, group: "c0", reason: "no negatives" },
    { row: 1, group: "c1", reason: "no positives" },
    { row: 5, group: "c2", reason: "no positives" },
  ]);
  const byMoa = await meanAveragePrecision(profiles, { posSameBy: ["moa"] }, none);
  assertEquals(byMoa.unscored.filter(({ reason }) => reason === "no label").length, 12);
});

Deno.test("input that cannot be scored is refused by name", async () => {
  const score = (given: Profiles, pairing: Pairing) => meanAveragePrecision(given, pairing, none);
  const bad = { ...profiles, values: profiles.values.with(10, NaN).with(11, Infinity) };
  await assertRejects(() => score(bad, against), InputError, "row 2, column f2: found");
  await assertRejects(() => score(bad, against), InputError, "2 values in f2 (1), f3 (1)");
  await assertRejects(() => score(selectRows(profiles, []), against), InputError);
  const empty = selectRows(profiles, []);
  await assertRejects(() => score(empty, { posSameBy: ["compound"] }), InputError, "no profiles");
  await assertRejects(() => score(profiles, { posSameBy: ["drug"] }), InputError, "column drug");
  await assertRejects(
    () => score(profiles, { posSameBy: ["compound"], posDiffBy: ["compound"] }),
    InputError,
    "share a column",
  );
  await assertRejects(
    () => score(profiles, { posSameBy: ["compound"], controls: [true] }),
    InputError,
    "another length",
  );
  const single = selectRows(profiles, [0, 1, 2]);
  await assertRejects(
    () => score(single, { posSameBy: ["compound"] }),
    InputError,
    "3 profiles in 3 groups, 3 without positives",
  );
  const alone = selectRows(profiles, [0, 12]);
  await assertRejects(() => score(alone, { posSameBy: ["compound"] }), InputError, "2 without neg");
});

Deno.test("a group too large to permute is scored without p-value, and a warning says so", async () => {
  const random = new Random(3), n = 520;
  const compound = Array.from({ length: n }, (_, i) => i < 510 ? "DMSO" : `c${i % 5}`);
  const values = Float64Array.from({ length: 2 * n }, () => random.normal());
  const many = makeProfiles(pl.DataFrame({ compound }), ["a", "b"], values);
  const found = await meanAveragePrecision(many, { posSameBy: ["compound"] }, { permutations: 9 });
  assertEquals(found.groups.map(({ pValue }) => Number.isNaN(pValue)), [
    true,
    ...Array.from({ length: 5 }, () => false),
  ]);
  assertEquals(found.warnings, [
    "DMSO has no p-value: 510 profiles are too many to permute",
  ]);
});

const files = await Promise.all(
  ["BR00117010", "BR00117011", "BR00117012"].map((name) =>
    mirrored(`${name}/${name}_normalized_feature_select_negcon_batch.csv.gz`)
  ),
);

Deno.test({
  name: "CPJUMP1: activity agrees with copairs, and DMSO is active by the usual null only",
  ignore: files.includes(undefined),
  fn: async () => {
    const all = concatProfiles(
      await Promise.all(files.map(async (file) => {
        const { meta, ...rest } = await readWellProfiles(file as string);
        return {
          ...rest,
          meta: meta.select("Metadata_Plate", "Metadata_Well", "Metadata_broad_sample"),
        };
      })),
    );
    const columns = {
      treatment: "Metadata_broad_sample",
      control: "DMSO",
      plate: "Metadata_Plate",
    };
    const { groups } = await meanAveragePrecision(all, activity(all.meta, columns), none);
    const mean = groups.reduce((sum, group) => sum + group.meanAveragePrecision / 306, 0);
    assertEquals(groups.length, 306);
    assertAlmostEquals(mean, 0.5714049538609547, 1e-5); // copairs 0.5.5
    const isControl = metaValues(all.meta, columns.treatment).map((sample) => sample === "DMSO");
    const controls = selectRows(all, isControl);
    const pairing = { posSameBy: ["Metadata_Well"], negSameBy: ["Metadata_Plate"] };
    const called = async (together: string[]) => {
      const options = { permutations: 999, together };
      const { groups } = await meanAveragePrecision(controls, pairing, options);
      return groups.filter(({ pValue }) => pValue <= 0.05).length / groups.length;
    };
    assertEquals(await called([]) > 0.2, true);
    assertEquals(await called(["Metadata_Well"]) <= 0.05, true);
  },
});
