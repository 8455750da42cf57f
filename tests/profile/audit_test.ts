import pl from "nodejs-polars";
import { assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { concatProfiles } from "../../lib/core/concat_profiles.ts";
import { InputError } from "../../lib/core/errors.ts";
import {
  makeProfiles,
  type Profiles,
  selectFeatures,
  selectRows,
} from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { readWellProfiles } from "../../lib/data/cpjump1/profiles.ts";
import { type Audit, auditLeakage, requireClean } from "../../lib/profile/audit.ts";
import { positionScore } from "../../lib/profile/position.ts";
import { mirrored } from "../data/mirror.ts";

/** Four plates of 24 wells with six drugs; drugs are shuffled on each plate unless `layout`. */
function screen({ layout = false, effect = 2, plateEffect = 0, seed = 1 } = {}): Profiles {
  const random = new Random(seed), width = 6;
  const direction = Array.from(
    { length: 6 },
    () => Array.from({ length: width }, () => random.normal()),
  );
  const drugs = Array.from({ length: 24 }, (_, w) => w % 6);
  const rows: Record<string, string | number>[] = [], values: number[] = [];
  for (let p = 0; p < 4; p++) {
    const order = layout ? drugs : random.shuffle(drugs);
    const shift = Array.from({ length: width }, () => plateEffect * random.normal());
    for (const [w, drug] of order.entries()) {
      const well = `${"ABCD"[Math.floor(w / 6)]}${String(w % 6 + 1).padStart(2, "0")}`;
      rows.push({ plate: `P${p}`, well, drug: `drug ${drug}`, count: 100 + random.integer(50) });
      for (let j = 0; j < width; j++) {
        values.push(effect * direction[drug]![j]! + shift[j]! + random.normal());
      }
    }
  }
  const features = Array.from({ length: width }, (_, i) => `Cells_Texture_${i}`);
  return makeProfiles(pl.DataFrame(rows), features, Float64Array.from(values));
}

const settings = {
  label: "drug",
  split: { leaveOut: "plate" },
  columns: { position: "well", plate: "plate", cellCount: "count" },
  resamples: 300,
} as const;

function balanced({ rows }: Audit, source: string): number {
  return rows.find((row) => row.source === source)!.balancedAccuracy.value;
}

/** The profiles with one more feature, a function of the row. */
function withFeature(profiles: Profiles, name: string, value: (row: number) => number): Profiles {
  const { meta, features, values } = profiles, d = features.length;
  const more = Float64Array.from({ length: meta.height * (d + 1) }, (_, i) => {
    const row = Math.floor(i / (d + 1)), j = i % (d + 1);
    return j < d ? values[row * d + j]! : value(row);
  });
  return makeProfiles(meta, [...features, name], more);
}

Deno.test("auditLeakage() is clean where drugs are shuffled and features tell them", async () => {
  const audit = await auditLeakage(screen(), settings);
  assertEquals(audit.rows.map(({ source }) => source), [
    "features",
    "commonest label",
    "shuffled labels",
    "position",
    "row",
    "column",
    "plate",
    "layout × position",
    "cell count",
  ]);
  assertEquals([audit.unit, audit.sameWell, audit.futile], ["well", 0, undefined]);
  assertEquals([audit.clean, audit.identifying, audit.named, audit.unknown], [true, [], 96, 0]);
  assertEquals(balanced(audit, "features") > 0.6, true);
  for (
    const source of ["shuffled labels", "position", "plate", "layout × position", "cell count"]
  ) {
    assertAlmostEquals(balanced(audit, source), 1 / 6, 0.12, source);
  }
  for (const { balancedAccuracy: { value, low, high } } of audit.rows) {
    assertEquals(low <= value && value <= high, true);
  }
  requireClean(audit);
});

Deno.test("auditLeakage() says that one layout names every label, as positionScore() does", async () => {
  const profiles = screen({ layout: true });
  const audit = await auditLeakage(profiles, settings);
  const wells = profiles.meta.toRecords() as { plate: string; well: string; drug: string }[];
  const wanted = positionScore(wells.map(({ drug, ...place }) => ({ ...place, label: drug })));
  assertEquals(balanced(audit, "position"), wanted.balancedAccuracy);
  assertEquals([audit.clean, balanced(audit, "position")], [false, 1]);
  const said = audit.verdict.find((line) => line.startsWith("Position"))!;
  assertEquals(said.includes("names every label"), true, said);
  assertThrows(() => requireClean(audit), InputError, "names every label");
});

Deno.test("auditLeakage() is not clean where wells are named from themselves", async () => {
  const one = screen({ effect: 0 }), rows = one.meta.height;
  const twice = selectRows(one, Array.from({ length: 2 * rows }, (_, i) => i % rows));
  const site = Array.from({ length: 2 * rows }, (_, i) => `s${Math.floor(i / rows)}`);
  const sites = { ...twice, meta: twice.meta.withColumn(pl.Series("site", site)) };
  const audit = await auditLeakage(sites, { ...settings, split: { leaveOut: "site" } });
  assertEquals([balanced(audit, "features"), audit.clean], [1, false]);
  assertEquals([audit.sameWell, audit.named], [2 * rows, 2 * rows]);
  assertThrows(() => requireClean(audit), InputError, "of the same plate and well");
  const apart = await auditLeakage(sites, settings);
  assertEquals([apart.sameWell, apart.unit], [0, "well"]);
});

Deno.test("auditLeakage() calls hardly any screen without an effect unclean", async () => {
  let alarms = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const audit = await auditLeakage(screen({ effect: 0, seed }), { ...settings, seed });
    if (!audit.clean) alarms++;
  }
  // Single rows, each source judged for itself, gave one in six; 5 % of 40 screens would be 2.
  assertEquals(alarms <= 3, true, String(alarms));
});

Deno.test("auditLeakage() says why there is nothing to judge", async () => {
  const profiles = screen(), one = profiles.meta.withColumn(pl.lit("x").alias("drug"));
  const same = await auditLeakage({ ...profiles, meta: one }, settings);
  assertEquals([same.clean, same.verdict.length], [false, 1]);
  assertThrows(() => requireClean(same), InputError, "all profiles have one value of drug");
  const none = await auditLeakage(profiles, { ...settings, split: { leaveOut: "drug" } });
  assertEquals([none.unknown, none.named, none.clean], [96, 96, false]);
  assertThrows(() => requireClean(none), InputError, "none of 96 profiles can be named");
});

Deno.test("auditLeakage() finds what the plate alone reaches where drugs follow plates", async () => {
  const profiles = screen({ effect: 0, plateEffect: 3 });
  const drug = (profiles.meta.toRecords() as { plate: string }[]).map(({ plate }) =>
    plate < "P2" ? "early" : "late"
  );
  const meta = profiles.meta.withColumn(pl.Series("drug", drug));
  const test = drug.map((_, row) => row % 2 === 0);
  const audit = await auditLeakage({ ...profiles, meta }, { ...settings, split: { test } });
  assertEquals(balanced(audit, "plate"), 1);
  assertEquals(balanced(audit, "features") > 0.9, true);
  assertEquals([audit.clean, audit.named], [false, 48]);
});

Deno.test("auditLeakage() names features that give away where a profile was made", async () => {
  const profiles = screen(), rows = profiles.meta.toRecords() as { well: string; plate: string }[];
  const random = new Random(5);
  const cases: [string, (row: number) => number, string][] = [
    ["Cells_A", (row) => rows[row]!.well.charCodeAt(0) * 17, "each row has one value"],
    ["Cells_B", (row) => Number(rows[row]!.well.slice(1)) ** 2, "each column has one value"],
    ["Cells_C", (row) => Number(rows[row]!.plate[1]) + random.normal(0, 1e-3), "spread is plate"],
    [
      "Cells_D",
      (row) => parseInt(rows[row]!.well, 36) * 7919 % 1013,
      "each position has one value",
    ],
    ["Image_Metadata_Well", () => random.normal(), "its name says metadata"],
    ["Plate", () => random.normal(), "its name says plate"],
  ];
  for (const [name, value, reason] of cases) {
    const audit = await auditLeakage(withFeature(profiles, name, value), settings);
    assertEquals(audit.identifying.map(({ feature }) => feature), [name]);
    assertEquals(audit.identifying[0]!.reason.includes(reason), true, audit.identifying[0]!.reason);
    assertEquals([audit.clean, audit.verdict[0]!.includes(name)], [false, true]);
  }
});

Deno.test("auditLeakage() scores nearest profiles of another compound, ties in expectation", async () => {
  const meta = pl.DataFrame({
    compound: ["a", "b", "c", "d", "e"],
    moa: ["actin", "actin", "actin", "tubulin", "Eg5"],
    week: ["1", "1", "1", "2", "2"],
  });
  const values = new Float64Array([1, 0, 1, 0, 0, 1, 1, 0, 0.1, 1]);
  const audit = await auditLeakage(makeProfiles(meta, ["f", "g"], values), {
    label: "moa",
    split: { differBy: ["compound"] },
    columns: { week: "week" },
    resamples: 50,
  });
  // a finds b and d tied, b a and d, c e, d a and b, e c.
  assertEquals(audit.rows[0]!.accuracy.value, (0.5 + 0.5 + 0 + 0 + 0) / 5);
  assertEquals([audit.named, audit.unknown], [5, 2]);
  assertEquals(audit.verdict.at(-1)!.startsWith("2 of 5 profiles cannot be named"), true);
  // The week names a, b and c right: the others of week 1 are actin.
  assertEquals(audit.rows.find(({ source }) => source === "week")!.accuracy.value, 3 / 5);
});

Deno.test("auditLeakage() takes a model, and shows it shuffled labels, too", async () => {
  const taught: string[][] = [];
  const audit = await auditLeakage(screen(), {
    ...settings,
    classify: (train, labels, test) => {
      assertEquals([train.meta.height, test.meta.height], [72, 24]);
      taught.push([...labels]);
      return Array.from({ length: test.meta.height }, () => "drug 0");
    },
  });
  assertAlmostEquals(balanced(audit, "features"), 1 / 6, 1e-12);
  assertEquals(taught.length, 8); // four plates, with labels as they are and shuffled
});

Deno.test("auditLeakage() refuses input that it cannot judge", async () => {
  const profiles = screen();
  const audit = (given: Profiles, more = {}) => auditLeakage(given, { ...settings, ...more });
  const bad = { ...profiles, values: profiles.values.with(7, NaN) };
  await assertRejects(() => audit(bad), InputError, "row 2, column Cells_Texture_1");
  await assertRejects(() => audit(selectRows(profiles, [])), InputError, "no profiles");
  await assertRejects(() => audit(profiles, { label: "moa" }), InputError, "column moa");
  const drug = profiles.meta.getColumn("drug").toArray().map((name, i) => i === 3 ? null : name);
  const unknown = profiles.meta.withColumn(pl.Series("drug", drug, pl.Utf8));
  await assertRejects(
    () => audit({ ...profiles, meta: unknown }),
    InputError,
    "row 4, column drug",
  );
  const one = selectRows(profiles, Array.from({ length: 24 }, (_, i) => i));
  await assertRejects(() => audit(one), InputError, "nothing to learn from");
  await assertRejects(() => audit(profiles, { split: { test: [true] } }), InputError, "length");
  await assertRejects(
    () => audit(profiles, { columns: { position: "drug" } }),
    InputError,
    "such as B02",
  );
  await assertRejects(
    () => audit(profiles, { columns: { cellCount: "well" } }),
    InputError,
    "a finite number",
  );
  const mute = () => [];
  await assertRejects(() => audit(profiles, { classify: mute }), InputError, "0 names");
});

const files = await Promise.all(
  ["BR00117010", "BR00117011"].map((name) =>
    mirrored(`${name}/${name}_normalized_feature_select_negcon_batch.csv.gz`)
  ),
);

Deno.test({
  name: "CPJUMP1: the position names every drug, and no CellProfiler feature gives a well away",
  ignore: files.includes(undefined),
  fn: async () => {
    const plates = await Promise.all(files.map(async (file) => {
      const { meta, ...rest } = await readWellProfiles(file as string);
      const kept = meta.select("Metadata_Plate", "Metadata_Well", "Metadata_broad_sample");
      return selectFeatures({ ...rest, meta: kept }, (name) => name.startsWith("Cells_"));
    }));
    const audit = await auditLeakage(concatProfiles(plates), {
      label: "Metadata_broad_sample",
      split: { leaveOut: "Metadata_Plate" },
      columns: { position: "Metadata_Well", plate: "Metadata_Plate" },
      resamples: 50,
    });
    assertEquals(balanced(audit, "position"), 1);
    assertEquals(audit.identifying, []);
    assertEquals(audit.clean, false);
    assertEquals(balanced(audit, "features") < 0.9, true);
  },
});
