import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { covariance } from "../../lib/core/covariance.ts";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, profileMatrix, type Profiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { applyWhitening, fitWhitening, type WhitenOptions } from "../../lib/profile/whiten.ts";
import { decorrelated, dmso, haveLjosaWells, ljosaWells, notSameCompound } from "./ljosa_wells.ts";
import whitened from "./fixtures/whiten.json" with { type: "json" };

const methods = ["PCA", "ZCA", "PCA-cor", "ZCA-cor"] as const;
const controls = { compound: "DMSO" };

/** Rows of correlated features, the first ones DMSO. */
function profilesOf(values: Float64Array, d: number, dmsoRows: number): Profiles<Float64Array> {
  const compound = Array.from(
    { length: values.length / d },
    (_, i) => i < dmsoRows ? "DMSO" : `drug ${i}`,
  );
  const plate = compound.map((_, i) => `P${i % 4}`);
  const features = Array.from({ length: d }, (_, j) => `f${j}`);
  return makeProfiles(pl.DataFrame({ compound, plate }), features, values);
}

function correlated(n: number, d: number, seed: number, dmsoRows = n): Profiles<Float64Array> {
  const random = new Random(seed), mixing = Array.from({ length: d * d }, () => random.normal());
  const values = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const sources = Array.from({ length: d }, () => random.normal());
    for (let j = 0; j < d; j++) {
      values[i * d + j] = sources.reduce((sum, s, k) => sum + s * mixing[j * d + k]!, 10 * j);
    }
  }
  return profilesOf(values, d, dmsoRows);
}

function whiten(profiles: Profiles, options: Partial<WhitenOptions>): Profiles {
  return applyWhitening(profiles, fitWhitening(profiles, { controls, ...options }));
}

/** Largest difference of the controls' covariance from I. */
function fromIdentity(white: Profiles, dmsoRows: number): number {
  const rows = Array.from({ length: dmsoRows }, (_, i) => i), d = white.features.length;
  const { matrix } = covariance(profileMatrix(white), { rows });
  return matrix.data.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (i % (d + 1) === 0 ? 1 : 0))),
    0,
  );
}

for (const [name, entry] of Object.entries({ enough: whitened.enough, few: whitened.few })) {
  for (const method of methods) {
    Deno.test(`${method} agrees with pycytominer 1.2.4, ${name} controls`, () => {
      const { controls: n, features: d, values, white } = entry;
      const ours = whiten(profilesOf(Float64Array.from(values), d, n), { method, shrinkage: 0 });
      // Axes of a PCA have no sign, and those in which the controls do not vary are any axes.
      const axes = method.startsWith("ZCA") ? d : Math.min(d, n - 1);
      for (let j = 0; j < axes; j++) {
        const column = (of: ArrayLike<number>) =>
          Array.from({ length: values.length / d }, (_, i) => of[i * d + j] as number);
        const [found, wanted] = [column(ours.values), column(white[method])];
        const dot = found.reduce((sum, value, i) => sum + value * wanted[i]!, 0);
        const sign = method.startsWith("PCA") && dot < 0 ? -1 : 1;
        for (const [i, value] of found.entries()) {
          assertAlmostEquals(sign * value, wanted[i]!, 1e-6);
        }
      }
    });
  }
}

Deno.test("pycytominer 1.6.1 does not whiten its controls; ours have covariance I", () => {
  const { controls: n, features: d, values } = whitened.enough, { zcaCor } = whitened.newer;
  assertEquals(fromIdentity(profilesOf(Float64Array.from(zcaCor), d, n), n) > 0.5, true);
  for (const method of methods) {
    assertEquals(whitened.newer.distanceFromIdentity[method] > 0.3, true);
    const ours = whiten(profilesOf(Float64Array.from(values), d, n), { method, shrinkage: 0 });
    assertEquals(fromIdentity(ours, n) < 1e-5, true);
  }
});

Deno.test("applyWhitening() gives controls covariance I and mean 0, whatever they are", () => {
  for (let seed = 1; seed <= 8; seed++) {
    const d = 2 + seed, n = 3 * d, profiles = correlated(n + 5, d, seed, n);
    for (const method of methods) {
      const white = whiten(profiles, { method, shrinkage: 0, epsilon: 0 });
      assertEquals(fromIdentity(white, n) < 1e-9, true, `${method}, seed ${seed}`);
      const { means } = covariance(profileMatrix(white), { rows: [...Array(n).keys()] });
      for (const mean of means) assertAlmostEquals(mean, 0, 1e-9);
    }
  }
});

Deno.test("fitWhitening() does not look at rows that are no controls", () => {
  const profiles = correlated(40, 4, 3, 30), other = profiles.values.slice();
  other.fill(1e6, 30 * 4);
  const [a, b] = [profiles, { ...profiles, values: other }].map((p) =>
    fitWhitening(p, { controls })
  );
  assertEquals(a?.matrix.data, b?.matrix.data);
});

Deno.test("fitWhitening() shrinks and warns where controls are few, not where they are plenty", () => {
  const few = fitWhitening(correlated(12, 20, 1), { controls });
  assertEquals(few.warnings.map(({ kind }) => kind), ["few controls"]);
  assertEquals(few.warnings[0]?.message.startsWith("12 controls for 20 features do not"), true);
  assertEquals(few.shrinkage > 0 && few.scores.every(({ shrinkage }) => shrinkage > 0), true);
  const bare = fitWhitening(correlated(12, 20, 1), { controls, shrinkage: 0 });
  assertEquals(bare.warnings[0]?.message.endsWith("whitening blows noise up"), true);
  const plenty = fitWhitening(correlated(60, 6, 1), { controls });
  assertEquals([plenty.shrinkage, plenty.warnings.length], [0, 0]);
});

Deno.test("fitWhitening() with a shrinkage of 1 scales feature by feature", () => {
  const profiles = correlated(20, 3, 2);
  for (const method of ["ZCA", "ZCA-cor"] as const) {
    const { matrix } = fitWhitening(profiles, { controls, method, shrinkage: 1, epsilon: 0 });
    const { matrix: c } = covariance(profileMatrix(profiles));
    for (let i = 0; i < 9; i++) {
      const expected = i % 4 === 0 ? 1 / Math.sqrt(c.data[i] as number) : 0;
      assertAlmostEquals(matrix.data[i] as number, expected, 1e-9);
    }
  }
});

Deno.test("fitWhitening() makes a constant feature 0 (ZCA) or leaves it out (PCA), and says so", () => {
  const values = new Float64Array([1, 7, 2, 3, 7, 3, 4, 7, 9, 2, 7, 1, 5, 8, 5]);
  const profiles = profilesOf(values, 3, 4);
  const zca = fitWhitening(profiles, { controls, shrinkage: 0 });
  assertEquals(zca.warnings[0]?.kind, "constant features");
  assertEquals(zca.warnings[0]?.message.endsWith("0 in ZCA): f1"), true);
  const white = applyWhitening(profiles, zca);
  for (let row = 0; row < 5; row++) assertEquals(white.values[row * 3 + 1], 0);
  assertEquals(white.values.every(Number.isFinite), true);
  assertEquals(fitWhitening(profiles, { controls, method: "PCA" }).outputs, ["PC1", "PC2"]);
});

Deno.test("applyWhitening() stays finite where features repeat one another", () => {
  const values = Float64Array.from({ length: 60 }, (_, i) => (i - i % 2) ** 2 % 17);
  const white = whiten(profilesOf(values, 2, 25), { shrinkage: 0 });
  assertEquals(white.values.every(Number.isFinite), true);
  const chosen = fitWhitening(profilesOf(values.slice(0, 30), 2, 15), { controls });
  assertEquals(chosen.shrinkage > 0, true);
});

Deno.test("applyWhitening() keeps the precision it was given, in blocks of rows", () => {
  const profiles = correlated(1100, 3, 5);
  const single = { ...profiles, values: Float32Array.from(profiles.values) };
  const white = whiten(single, {});
  assertEquals(white.values instanceof Float32Array, true);
  assertEquals(fromIdentity(white, 1100) < 1e-4, true);
});

Deno.test("fitWhitening() gives the same result for the same seed", () => {
  const profiles = correlated(12, 20, 1);
  const [a, b] = [1, 1].map((seed) => fitWhitening(profiles, { controls, seed }));
  assertEquals(a, b);
});

Deno.test("fitWhitening() refuses what it cannot use", () => {
  const profiles = correlated(12, 3, 1, 10),
    fit = (p: Profiles, more: Partial<WhitenOptions> = {}) =>
      fitWhitening(p, { controls, ...more });
  assertThrows(() => fit(profiles, { controls: { compound: "water" } }), InputError, "water");
  assertThrows(() => fit(profilesOf(new Float64Array(4), 2, 1)), InputError, "too few controls");
  assertThrows(() => fit(profilesOf(new Float64Array(0), 2, 0)), InputError, "no rows");
  assertThrows(() => fit(profilesOf(new Float64Array(8), 2, 3)), InputError, "no feature varies");
  assertThrows(() => fit(profiles, { shrinkage: 2 }), InputError, "shrinkage: found 2");
  assertThrows(() => fit(profiles, { epsilon: -1 }), InputError, "epsilon: found -1");
  assertThrows(() => fit(profiles, { folds: 1 }), InputError, "folds: found 1");
  const one = {
    ...profiles,
    meta: pl.DataFrame({ compound: Array(12).fill("DMSO"), plate: Array(12).fill("P") }),
  };
  assertThrows(
    () => fit(one, { holdOutBy: "compound" }),
    InputError,
    "hold out are of one group only: column compound",
  );
  const holes = profiles.values.slice();
  holes[4] = NaN;
  holes[7] = Infinity;
  assertThrows(() => fit({ ...profiles, values: holes }), InputError, "2 values in f1 (2)");
});

Deno.test("applyWhitening() refuses other features", () => {
  const profiles = correlated(12, 3, 1), whitening = fitWhitening(profiles, { controls });
  const other = makeProfiles(profiles.meta, ["f0", "f9", "f2"], profiles.values);
  assertThrows(() => applyWhitening(other, whitening), InputError, "feature 2");
  assertThrows(() => applyWhitening(correlated(12, 4, 1), whitening), InputError, "feature 4");
});

Deno.test({
  name: "fitWhitening() on the wells of Ljosa 2013 beats unguarded sphering, labels unseen",
  ignore: !haveLjosaWells,
  fn: async () => {
    const wells = decorrelated(await ljosaWells(), 0.95);
    assertEquals(wells.features.length > 330, true, "fewer controls than features");
    const score = (options: Partial<WhitenOptions>) =>
      notSameCompound(applyWhitening(wells, fitWhitening(wells, { controls: dmso, ...options })));
    const bare = score({ shrinkage: 0 }), guarded = score({ holdOutBy: "Image_Metadata_Plate" });
    assertEquals(guarded > bare + 0.1, true, `guarded ${guarded}, unguarded ${bare}`);
  },
});
