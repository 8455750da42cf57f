import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import { harmonize, type HarmonyOptions } from "../../lib/profile/harmony.ts";
import { unitRows } from "../../lib/profile/harmony/unit_rows.ts";
import harmony from "./fixtures/harmony.json" with { type: "json" };
import { mixing } from "./mixing.ts";

const { features: d, plate, week, kind } = harmony;
const settings = { diversity: 2, ridge: 1, softness: 0.1, clusters: 6 };

function screen(values: ArrayLike<number> = harmony.values): Profiles<Float64Array> {
  const features = Array.from({ length: d }, (_, j) => `PC${j + 1}`);
  return makeProfiles(pl.DataFrame({ plate, week, kind }), features, Float64Array.from(values));
}

/** How many batches, and how many kinds, are near a row; 3 and 1 would be best. */
function judge(values: ArrayLike<number>): { batches: number; kinds: number } {
  const rows = { rows: plate.length, cols: d, data: Float64Array.from(values) };
  return { batches: mixing(rows, plate, 30), kinds: mixing(rows, kind, 30) };
}

for (const [name, batch] of [["onePlate", "plate"], ["plateAndWeek", ["plate", "week"]]] as const) {
  Deno.test(`harmonize() agrees with harmonypy 0.0.10 step by step, batches by ${batch}`, () => {
    const centers = {
      rows: settings.clusters,
      cols: d,
      data: Float64Array.from(harmony.centroids),
    };
    const { profiles, objective, rounds } = harmonize(screen(), {
      ...settings,
      batch,
      centers,
      seed: 7,
    });
    assertEquals(rounds, harmony[name].rounds);
    for (const [i, value] of harmony[name].objective.entries()) {
      assertAlmostEquals(objective[i]!, value, 1e-8 * Math.abs(value));
    }
    for (const [i, value] of harmony[name].corrected.entries()) {
      assertAlmostEquals(profiles.values[i]!, value, 1e-7);
    }
  });
}

Deno.test("harmonize() from a start of its own mixes plates no less than harmonypy 2.1.0, and kinds no more", () => {
  const before = judge(harmony.values), theirs = judge(harmony.current.corrected);
  for (const seed of [0, 1, 2]) {
    const ours = judge(harmonize(screen(), { ...settings, batch: "plate", seed }).profiles.values);
    const note = JSON.stringify({ seed, before, theirs, ours });
    assertEquals(ours.batches > before.batches, true, note);
    assertEquals(ours.batches >= theirs.batches, true, note);
    assertEquals(ours.kinds <= theirs.kinds + 1e-3, true, note);
  }
});

Deno.test("harmonypy 0.0.10 turns a row round whose values are all negative; we do not", () => {
  const { values, cosine } = harmony.turned;
  const ours = unitRows({ rows: 3, cols: 2, data: Float64Array.from(values) }).data;
  assertAlmostEquals(cosine[0]!, 1 / Math.sqrt(5));
  assertAlmostEquals(ours[0]!, -1 / Math.sqrt(5));
  for (let i = 2; i < 6; i++) assertAlmostEquals(ours[i]!, cosine[i]!, 1e-12);
});

Deno.test("harmonize() corrects nothing where there is one batch", () => {
  const profiles = screen();
  const meta = pl.DataFrame({ plate: plate.map(() => "P0") });
  const { profiles: same } = harmonize({ ...profiles, meta }, { batch: "plate" });
  for (const [i, value] of profiles.values.entries()) {
    assertAlmostEquals(same.values[i]!, value, 1e-9);
  }
});

Deno.test("harmonize() gives the same for the same seed, and does not change what it was given", () => {
  const profiles = screen(), before = profiles.values.slice();
  const [a, b] = [3, 3].map((seed) =>
    harmonize(profiles, { batch: "plate", seed }).profiles.values
  );
  assertEquals(a, b);
  assertEquals(profiles.values, before);
});

Deno.test("harmonize() with no diversity and a huge ridge leaves the rows where they are", () => {
  const profiles = screen();
  const { profiles: same } = harmonize(profiles, { batch: "plate", diversity: 0, ridge: 1e12 });
  for (const [i, value] of profiles.values.entries()) {
    assertAlmostEquals(same.values[i]!, value, 1e-6);
  }
});

Deno.test("harmonize() pushes small batches less where they are protected", () => {
  const { values } = harmonize(screen(), { ...settings, batch: "plate", protect: 1e9 }).profiles;
  const free = harmonize(screen(), { ...settings, batch: "plate", diversity: 0 }).profiles;
  for (const [i, value] of values.entries()) assertAlmostEquals(value, free.values[i]!, 1e-6);
});

Deno.test("harmonize() stays finite with a row of zeros, constant features and few rows", () => {
  const meta = pl.DataFrame({ plate: ["a", "b", "a"] });
  const profiles = makeProfiles(meta, ["x", "y"], new Float64Array([0, 0, 1, 0, 2, 0]));
  for (const clusters of [1, 3]) {
    const { profiles: { values }, membership } = harmonize(profiles, { batch: "plate", clusters });
    assertEquals(values.every(Number.isFinite), true);
    assertEquals(membership.data.every(Number.isFinite), true);
  }
});

Deno.test("harmonize() refuses what it cannot use", () => {
  const run = (more: Partial<HarmonyOptions>, profiles = screen()) =>
    harmonize(profiles, { batch: "plate", ...more });
  assertThrows(() => run({ batch: "well" }), InputError, "column well");
  assertThrows(() => run({ batch: [] }), InputError, "batch columns: found 0");
  assertThrows(() => run({ clusters: 241 }), InputError, "found 241, allowed: 1 to 240");
  assertThrows(() => run({ ridge: 0 }), InputError, "ridge: found 0");
  assertThrows(() => run({ softness: NaN }), InputError, "softness: found NaN");
  assertThrows(() => run({ blockShare: 2 }), InputError, "blockShare: found 2");
  assertThrows(() => run({ diversity: -1 }), InputError, "diversity: found -1");
  const holes = Float64Array.from(harmony.values);
  holes[1] = -Infinity;
  assertThrows(() => run({}, screen(holes)), InputError, "1 value in PC2 (1)");
  const none = makeProfiles(pl.DataFrame({ plate: [] as string[] }), ["x"], new Float64Array(0));
  assertThrows(() => run({}, none), InputError, "no rows");
});
